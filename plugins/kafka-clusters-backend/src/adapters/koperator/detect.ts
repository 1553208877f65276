import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
  type OperatorPresence,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { labelOf, nameOf } from './meta';
import { at, fields, list, number, text, time } from './parse';
import { operatorResources } from './resources';

const { group, version, plural } = operatorResources.kafkaClusters;
const DEFINITION = `${plural}.${group}`;

/** A Deployment of an operator. */
export interface OperatorDeployment {
  readonly deployment: KubernetesObject;
  readonly running: boolean;
  /** Since when it has not been available. */
  readonly since?: string;
  readonly version?: string;
  readonly namespaces?: readonly string[];
}

function servedVersion(definition: KubernetesObject): unknown {
  const versions = list(at(definition, 'spec', 'versions'));
  return versions.find(
    entry => at(entry, 'name') === version && at(entry, 'served') !== false,
  );
}

/** The line is told by the schema: images may come from any mirror. */
function lineOf(definition: KubernetesObject): OperatorPresence['line'] {
  const spec = fields(
    at(
      servedVersion(definition),
      'schema',
      'openAPIV3Schema',
      'properties',
      'spec',
      'properties',
    ),
  );
  if (Object.hasOwn(spec, 'kRaft')) {
    return 'adobe';
  }
  return Object.hasOwn(spec, 'zkAddresses') ? 'banzai' : 'unknown';
}

/**
 * Keeps of the definition of KafkaCluster what tells the line, and nothing of
 * the schema of any other: schemas are the largest objects of a Kubernetes
 * cluster.
 */
export function projectCustomResourceDefinition(
  definition: KubernetesObject,
): KubernetesObject {
  const kept = nameOf(definition) === DEFINITION;
  const versions = list(at(definition, 'spec', 'versions')).map(entry => {
    const { schema, ...rest } = fields(entry);
    if (!kept) {
      return rest;
    }
    const names = Object.keys(
      fields(at(schema, 'openAPIV3Schema', 'properties', 'spec', 'properties')),
    );
    const properties = Object.fromEntries(names.map(name => [name, {}]));
    return {
      ...rest,
      schema: {
        openAPIV3Schema: { properties: { spec: { properties } } },
      },
    };
  });
  return { ...definition, spec: { ...fields(definition.spec), versions } };
}

function tagOf(image: string | undefined): string | undefined {
  const tag = image?.split('@')[0].split('/').pop()?.split(':')[1];
  return tag === undefined || tag === '' ? undefined : tag;
}

function readDeployment(
  deployment: KubernetesObject,
  isOperator: (image: string) => boolean,
): OperatorDeployment | undefined {
  const container = list(
    at(deployment, 'spec', 'template', 'spec', 'containers'),
  ).find(entry => isOperator(text(at(entry, 'image')) ?? ''));
  if (!container) {
    return undefined;
  }
  const args = [
    ...list(at(container, 'args')),
    ...list(at(container, 'command')),
  ].flatMap(entry => text(entry) ?? []);
  const namespaces = args
    .map(arg => /^--?namespaces=(.*)$/.exec(arg)?.[1])
    .find(found => found !== undefined)
    ?.split(',')
    .map(name => name.trim().replace(/^"|"$/g, ''))
    .filter(name => name !== '');
  const available = list(at(deployment, 'status', 'conditions')).find(
    entry => at(entry, 'type') === 'Available',
  );
  return {
    deployment,
    running: (number(at(deployment, 'status', 'readyReplicas')) ?? 0) > 0,
    since: time(at(available, 'lastTransitionTime')),
    version:
      labelOf(deployment, 'app.kubernetes.io/version') ??
      tagOf(text(at(container, 'image'))),
    namespaces: namespaces?.length ? namespaces : undefined,
  };
}

const operatorImage = {
  koperator: /(^|\/)(koperator|kafka-operator)([:@]|$)/,
  zookeeper: /(^|\/)zookeeper-operator([:@]|$)/,
};

/** The Deployment of an operator, found by its image. */
export function findOperatorDeployment(
  objects: KubernetesObjects,
  operator: 'koperator' | 'zookeeper',
): OperatorDeployment | undefined {
  const found = objects
    .list(kubernetesResources.deployments)
    .flatMap(
      deployment =>
        readDeployment(deployment, image =>
          operatorImage[operator].test(image),
        ) ?? [],
    );
  return found.find(entry => entry.running) ?? found[0];
}

/** Whether Koperator and the ZooKeeper operator are there, and which line. */
export function detectKoperator(objects: KubernetesObjects): OperatorPresence {
  const definitions = objects.list(
    kubernetesResources.customResourceDefinitions,
  );
  const byName = (name: string) =>
    definitions.find(definition => nameOf(definition) === name);
  const kafka = byName(DEFINITION);
  const zookeeper = byName(
    `${operatorResources.zookeeperClusters.plural}.${operatorResources.zookeeperClusters.group}`,
  );
  const served = kafka !== undefined && servedVersion(kafka) !== undefined;
  const line = kafka && served ? lineOf(kafka) : 'unknown';
  const deployment = findOperatorDeployment(objects, 'koperator');
  return {
    installed: kafka !== undefined,
    line,
    version: deployment?.version,
    supported: line === 'adobe' && zookeeper !== undefined,
    running: deployment?.running,
    namespaces: deployment?.namespaces,
  };
}
