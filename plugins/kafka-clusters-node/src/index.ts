/**
 * What other backends may use of Kafka Clusters, or add to it.
 *
 * @packageDocumentation
 */
export * from './entityName';
export * from './extensionPoints';
export * from './kafkaClustersServiceRef';
export * from './kubernetesObject';
export * from './kubernetesResources';
export * from './OperatorAdapter';
export * from './permissionResources';
export * from './permissionRules';
export * from './quantity';
