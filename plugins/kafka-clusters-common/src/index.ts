/**
 * Model, contract, permissions and client that the Kafka Clusters plugins share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api/contract';
export * from './api/KafkaClustersApi';
export * from './api/KafkaClustersClient';
export * from './api/ownershipContract';
export * from './api/signals';
export * from './clusterRef';
export * from './derive/health';
export * from './derive/zoneLoss';
export * from './findings/deriveFindings';
export * from './findings/registry';
export * from './model/cluster';
export * from './model/health';
export * from './model/problem';
export * from './model/reasonParams';
export * from './model/rights';
export * from './model/unsupported';
export * from './ownership/ownership';
export * from './ownership/ownershipInput';
export * from './permissions';
export * from './provisioning/clusterRequest';
export * from './provisioning/messageParams';
export * from './provisioning/plan';
export * from './provisioning/request';
