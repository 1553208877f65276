/**
 * Scaffolder actions that request Kafka clusters.
 *
 * @packageDocumentation
 */
export { scaffolderModuleKafkaClusters as default } from './module';
