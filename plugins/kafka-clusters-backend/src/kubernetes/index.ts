export {
  DefaultKubernetesGateway,
  type DefaultKubernetesGatewayOptions,
} from './DefaultKubernetesGateway';
export {
  getKubernetesFailure,
  type KubernetesFailure,
  type KubernetesFailureCause,
} from './errors';
export type {
  AdditionalWatch,
  GatewayChange,
  JsonPatchOperation,
  KubernetesClusterConfig,
  KubernetesClusterStatus,
  KubernetesGateway,
  ObjectLocation,
  OwnRule,
  OwnRules,
  RequestOptions,
  WatchedResource,
  WatchState,
  WatchStatus,
  WriteOptions,
} from './types';
