import { JsonObject } from '../apiserver/json';
import { ApiClient } from '../client/ApiClient';
import { isStatus } from '../client/HttpsConnection';
import { KubeObject, Node } from '../client/objects';
import { Resource, RESOURCES } from '../client/resources';
import { DEFINITIONS } from '../crds';
import { KOPERATOR_INSTALLATION } from './koperator/koperator';
import { Installation } from './operatorGate';
import { FACTS } from './SandboxFacts';
import { PROVISIONER } from './volumes/volumes';
import { ZOOKEEPER_INSTALLATION } from './zookeeper/zookeeper';

/** Two nodes in each of three zones. */
export const NODES = ['a', 'b', 'c'].flatMap(zone =>
  [1, 2].map(number => ({
    name: `node-${zone}${number}`,
    zone: `zone-${zone}`,
  })),
);

const CAPACITY = {
  cpu: '32',
  memory: '128Gi',
  pods: '110',
  'ephemeral-storage': '200Gi',
};

/** Creates an object unless there is one of that name. */
export async function ensureObject<T extends KubeObject>(
  client: ApiClient,
  resource: Resource<T>,
  object: T,
): Promise<void> {
  try {
    await client.create(resource, object);
  } catch (error) {
    if (!isStatus(error, 409)) {
      throw error;
    }
  }
}

/** Puts in place what a Kubernetes cluster with both operators has. */
export async function install(client: ApiClient): Promise<void> {
  for (const definition of DEFINITIONS) {
    await ensureObject(
      client,
      RESOURCES.definitions,
      definition as JsonObject & KubeObject,
    );
  }
  for (const [index, { name, zone }] of NODES.entries()) {
    await ensureNode(client, buildNode(name, zone, index));
  }
  await ensureObject(client, RESOURCES.storageClasses, {
    ...storageClass('ssd', true),
    allowVolumeExpansion: true,
  });
  await ensureObject(client, RESOURCES.storageClasses, {
    ...storageClass('standard-fixed', false),
    allowVolumeExpansion: false,
  });
  await ensureObject(client, RESOURCES.configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: FACTS,
    data: {},
  });
  await ensureOperator(client, KOPERATOR_INSTALLATION);
  await ensureOperator(client, ZOOKEEPER_INSTALLATION);
}

async function ensureNode(client: ApiClient, node: Node): Promise<void> {
  const { status, ...rest } = node;
  await ensureObject(client, RESOURCES.nodes, rest as Node);
  await client.patch(RESOURCES.nodes, node.metadata, { status }, 'status');
}

function storageClass(name: string, isDefault: boolean) {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': String(isDefault),
      },
    },
    provisioner: PROVISIONER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

function buildNode(name: string, zone: string, index: number): Node {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'region-1',
        'topology.kubernetes.io/zone': zone,
      },
    },
    spec: {},
    status: {
      capacity: CAPACITY,
      allocatable: CAPACITY,
      addresses: [
        { type: 'InternalIP', address: `192.0.2.${10 + index}` },
        { type: 'Hostname', address: name },
      ],
      conditions: [
        ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
        ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
        ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
        ['Ready', 'True', 'KubeletReady'],
      ].map(([type, status, reason]) => ({
        type,
        status,
        reason,
        message: type === 'Ready' ? 'kubelet is posting ready status' : '',
        lastTransitionTime: now,
        lastHeartbeatTime: now,
      })),
      nodeInfo: {
        architecture: 'amd64',
        kubeletVersion: 'v1.34.4',
        operatingSystem: 'linux',
        osImage: 'Sandbox',
      },
    },
  };
}

async function ensureOperator(
  client: ApiClient,
  { namespace, name, image }: Installation,
): Promise<void> {
  await ensureObject(client, RESOURCES.namespaces, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'operator',
  };
  await ensureObject(client, RESOURCES.deployments, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'manager',
              image,
              resources: {
                requests: { cpu: '100m', memory: '128Mi' },
                limits: { cpu: '200m', memory: '256Mi' },
              },
            },
          ],
        },
      },
    },
  });
}
