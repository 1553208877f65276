/**
 * One person on their own machine, signed in by an address that works once.
 *
 * @packageDocumentation
 */
export { authModuleLocalUser as default } from './module';
