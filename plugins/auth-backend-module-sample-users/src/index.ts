/**
 * Three people to sign in as, for the sandbox only.
 *
 * @packageDocumentation
 */
export { authModuleSampleUsers as default } from './module';
