export { kafkaClusterRequestTranslationRef } from './ref';
