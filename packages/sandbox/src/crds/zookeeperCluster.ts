import {
  bool,
  buildDefinition,
  claimSpec,
  int,
  list,
  map,
  object,
  oneOf,
  open,
  quantity,
  resources,
  text,
} from './schema';

const openList = list(open);
const count = int({ format: 'int32', minimum: 0 });
const probe = object({
  failureThreshold: count,
  initialDelaySeconds: count,
  periodSeconds: count,
  successThreshold: count,
  timeoutSeconds: count,
});
const service = object({ annotations: map(text()), external: bool() });

const spec = object({
  adminServerService: service,
  clientService: service,
  config: object({
    additionalConfig: map(text()),
    autoPurgePurgeInterval: int(),
    autoPurgeSnapRetainCount: int(),
    commitLogCount: int(),
    globalOutstandingLimit: int(),
    initLimit: int(),
    maxClientCnxns: int(),
    maxCnxns: int(),
    maxSessionTimeout: int(),
    minSessionTimeout: int(),
    preAllocSize: int(),
    quorumListenOnAllIPs: bool(),
    snapCount: int(),
    snapSizeLimitInKb: int(),
    syncLimit: int(),
    tickTime: int(),
  }),
  containers: openList,
  domainName: text(),
  ephemeral: object({
    emptydirvolumesource: object({ medium: text(), sizeLimit: quantity }),
  }),
  headlessService: service,
  image: object({
    pullPolicy: oneOf('Always', 'Never', 'IfNotPresent'),
    repository: text(),
    tag: text(),
  }),
  initContainers: openList,
  kubernetesClusterDomain: text(),
  labels: map(text()),
  maxUnavailableReplicas: int({ format: 'int32' }),
  persistence: object({
    annotations: map(text()),
    reclaimPolicy: oneOf('Delete', 'Retain'),
    spec: claimSpec,
  }),
  pod: object({
    affinity: open,
    annotations: map(text()),
    env: openList,
    imagePullSecrets: list(object({ name: text() })),
    labels: map(text()),
    nodeSelector: map(text()),
    resources,
    securityContext: open,
    serviceAccountName: text(),
    terminationGracePeriodSeconds: int({ format: 'int64', minimum: 0 }),
    tolerations: openList,
    topologySpreadConstraints: openList,
  }),
  ports: list(
    object(
      {
        containerPort: int({ format: 'int32' }),
        hostIP: text(),
        hostPort: int({ format: 'int32' }),
        name: text(),
        protocol: text({ default: 'TCP' }),
      },
      ['containerPort'],
    ),
  ),
  probes: object({ livenessProbe: probe, readinessProbe: probe }),
  replicas: int({ format: 'int32', minimum: 1 }),
  storageType: text(),
  triggerRollingRestart: bool(),
  volumeMounts: openList,
  volumes: openList,
});

const status = object({
  conditions: list(
    object({
      lastTransitionTime: text(),
      lastUpdateTime: text(),
      message: text(),
      reason: text(),
      status: text(),
      type: text(),
    }),
  ),
  currentVersion: text(),
  externalClientEndpoint: text(),
  internalClientEndpoint: text(),
  members: object({
    ready: list(text(), { nullable: true }),
    unready: list(text(), { nullable: true }),
  }),
  metaRootCreated: bool(),
  readyReplicas: int({ format: 'int32' }),
  replicas: int({ format: 'int32' }),
  targetVersion: text(),
});

const column = (name: string, type: string, jsonPath: string) => ({
  name,
  type,
  jsonPath,
});

/** ZookeeperCluster of the pravega operator. */
export const zookeeperClusterDefinition = buildDefinition({
  group: 'zookeeper.pravega.io',
  version: 'v1beta1',
  kind: 'ZookeeperCluster',
  plural: 'zookeeperclusters',
  shortNames: ['zk'],
  spec,
  status,
  columns: [
    column('Replicas', 'integer', '.spec.replicas'),
    column('Ready Replicas', 'integer', '.status.readyReplicas'),
    column('Version', 'string', '.status.currentVersion'),
    column('Desired Version', 'string', '.spec.image.tag'),
    column('Internal Endpoint', 'string', '.status.internalClientEndpoint'),
    column('External Endpoint', 'string', '.status.externalClientEndpoint'),
    column('Age', 'date', '.metadata.creationTimestamp'),
  ],
});
