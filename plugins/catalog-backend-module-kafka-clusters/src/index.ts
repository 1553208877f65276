/**
 * Kafka clusters in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleKafkaClusters as default } from './module';
