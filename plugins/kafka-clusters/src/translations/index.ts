export { kafkaClustersTranslationRef } from './ref';
