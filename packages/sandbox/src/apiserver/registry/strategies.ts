import { definitionStrategy } from '../crd/definitionStrategy';
import { namespaceStrategy } from './strategies/namespaces';
import { podStrategy } from './strategies/pods';
import { serviceStrategy } from './strategies/services';
import {
  claimStrategy,
  storageClassStrategy,
  volumeStrategy,
} from './strategies/volumes';
import {
  budgetStrategy,
  deploymentStrategy,
  jobStrategy,
  replicaSetStrategy,
  statefulSetStrategy,
} from './strategies/workloads';
import {
  configMapStrategy,
  nodeStrategy,
  secretStrategy,
} from './strategies/config';
import { ResourceStrategy } from './types';

/** Behaviour beyond the common one, by table. */
export const STRATEGIES: Readonly<Record<string, ResourceStrategy>> = {
  namespaces: namespaceStrategy,
  pods: podStrategy,
  services: serviceStrategy,
  configmaps: configMapStrategy,
  secrets: secretStrategy,
  nodes: nodeStrategy,
  persistentvolumes: volumeStrategy,
  persistentvolumeclaims: claimStrategy,
  'deployments.apps': deploymentStrategy,
  'replicasets.apps': replicaSetStrategy,
  'statefulsets.apps': statefulSetStrategy,
  'jobs.batch': jobStrategy,
  'poddisruptionbudgets.policy': budgetStrategy,
  'storageclasses.storage.k8s.io': storageClassStrategy,
  'customresourcedefinitions.apiextensions.k8s.io': definitionStrategy,
};
