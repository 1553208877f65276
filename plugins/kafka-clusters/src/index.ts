/**
 * Kafka clusters in the portal: the fleet, and a cluster live on its page and on
 * its catalog entity.
 *
 * @packageDocumentation
 */
export { kafkaClustersPlugin as default, kafkaClustersPlugin } from './plugin';
export * from './api';
export * from './routes';
export * from './translations';
export { ClusterMap } from './components/ClusterMap';
export { QueryProvider } from './hooks/QueryProvider';
export { usePlan } from './hooks/usePlan';
export { useTargets } from './hooks/useTargets';
export { useWords } from './translations/useWords';
export {
  formatAge,
  formatBytes,
  formatCores,
  formatMoment,
} from './view/format';
export { findingText, type Translate } from './view/words';
export { plainText } from './view/text';
