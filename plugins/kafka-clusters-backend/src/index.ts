/**
 * Backend of Kafka Clusters: the gateway to Kubernetes, adapters of operators,
 * services and routes.
 *
 * @packageDocumentation
 */
export { kafkaClustersPlugin as default } from './plugin';
