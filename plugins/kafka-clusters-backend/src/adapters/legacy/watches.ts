import type {
  AdapterWatch,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { isClearTextSecret } from '../koperator/clearTextSecrets';
import { fields } from '../koperator/parse';
import { operatorResources } from '../koperator/resources';
import { legacyClusters } from './resources';

/** Stands for a secret that is there: that there is one is a finding, what it is is nobody's business. */
const HIDDEN = '<hidden>';
const MAX_DEPTH = 32;

function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(entry => withoutSecrets(entry, depth + 1));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(fields(value)).map(([name, inner]) => [
      name,
      isClearTextSecret(name, inner)
        ? HIDDEN
        : withoutSecrets(inner, depth + 1),
    ]),
  );
}

/** Passwords of these custom resources are not even kept in memory. */
function projectCluster(object: KubernetesObject): KubernetesObject {
  return object.spec === undefined
    ? object
    : { ...object, spec: withoutSecrets(object.spec, 0) };
}

/** What the adapter has watched beside the types of Kubernetes itself. */
export const legacyWatches: readonly AdapterWatch[] = [
  { ...legacyClusters, project: projectCluster },
  operatorResources.zookeeperClusters,
];
