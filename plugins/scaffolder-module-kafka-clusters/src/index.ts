/**
 * The form field of the template that requests a Kafka cluster.
 *
 * @packageDocumentation
 */
export { scaffolderModuleKafkaClusters as default } from './module';
export { kafkaClusterRequestTranslationRef } from './translations';
