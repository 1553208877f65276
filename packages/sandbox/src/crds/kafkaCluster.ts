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
const port = int({ format: 'int32', minimum: 0, maximum: 65535 });
const pullSecrets = list(object({ name: text({ default: '' }) }));
const budget = text({ pattern: '^[0-9]+$|^[0-9]{1,2}%$|^100%$' });

const brokerConfig = object({
  affinity: open,
  brokerAnnotations: map(text()),
  brokerIngressMapping: list(text()),
  brokerLabels: map(text()),
  config: text(),
  containers: openList,
  envs: openList,
  image: text(),
  imagePullSecrets: pullSecrets,
  initContainers: openList,
  kafkaHeapOpts: text(),
  kafkaJvmPerfOpts: text(),
  log4jConfig: text(),
  metricsReporterImage: text(),
  networkConfig: object({
    incomingNetworkThroughPut: text(),
    outgoingNetworkThroughPut: text(),
  }),
  nodePortExternalIP: map(text()),
  nodePortNodeAddressType: oneOf(
    'Hostname',
    'ExternalIP',
    'InternalIP',
    'InternalDNS',
    'ExternalDNS',
  ),
  nodeSelector: map(text()),
  podSecurityContext: open,
  priorityClassName: text(),
  processRoles: list(text(), { maxItems: 2 }),
  resourceRequirements: resources,
  securityContext: open,
  serviceAccountName: text(),
  storageConfigs: list(
    object(
      {
        mountPath: text(),
        emptyDir: object({ medium: text(), sizeLimit: quantity }),
        pvcSpec: claimSpec,
      },
      ['mountPath'],
    ),
  ),
  terminationGracePeriodSeconds: int({ format: 'int64', default: 120 }),
  tolerations: openList,
  volumeMounts: openList,
  volumes: openList,
});

const listener = {
  containerPort: port,
  name: text({ pattern: '^[a-z0-9\\-]+' }),
  serverSSLCertSecret: object({ name: text({ default: '' }) }),
  sslClientAuth: oneOf('required', 'requested', 'none'),
  type: oneOf('ssl', 'plaintext', 'sasl_ssl', 'sasl_plaintext'),
  usedForInnerBrokerCommunication: bool(),
  usedForKafkaAdminCommunication: bool(),
};

const listenersConfig = object(
  {
    internalListeners: list(
      object(
        {
          ...listener,
          externalListenerForHostname: text(),
          internalStartingPort: int({ format: 'int32' }),
          usedForControllerCommunication: bool(),
        },
        ['containerPort', 'name', 'type'],
      ),
    ),
    externalListeners: list(
      object(
        {
          ...listener,
          accessMethod: oneOf('LoadBalancer', 'NodePort', 'ClusterIP'),
          anyCastPort: int({ format: 'int32' }),
          config: open,
          externalStartingPort: int({
            format: 'int32',
            minimum: -1,
            maximum: 65535,
          }),
          externalTrafficPolicy: text(),
          hostnameOverride: text(),
          ingressControllerTargetPort: int({
            format: 'int32',
            minimum: 1024,
            maximum: 65535,
          }),
          serviceAnnotations: map(text()),
          serviceType: text(),
          tlsSecretName: text(),
        },
        ['containerPort', 'externalStartingPort', 'name', 'type'],
      ),
    ),
    serviceAnnotations: map(text()),
    sslSecrets: object(
      {
        create: bool(),
        issuerRef: object({ group: text(), kind: text(), name: text() }, [
          'name',
        ]),
        jksPasswordName: text(),
        pkiBackend: oneOf('cert-manager'),
        tlsSecretName: text(),
      },
      ['tlsSecretName'],
    ),
  },
  ['internalListeners'],
);

const cruiseControlConfig = object({
  affinity: open,
  capacityConfig: text(),
  clusterConfig: text(),
  config: text(),
  cruiseControlAnnotations: map(text()),
  cruiseControlEndpoint: text(),
  cruiseControlOperationSpec: object({
    ttlSecondsAfterFinished: int({ minimum: 0 }),
  }),
  cruiseControlTaskSpec: object({ RetryDurationMinutes: int() }, [
    'RetryDurationMinutes',
  ]),
  image: text(),
  imagePullSecrets: pullSecrets,
  initContainers: openList,
  log4jConfig: text(),
  nodeSelector: map(text()),
  podSecurityContext: open,
  priorityClassName: text(),
  resourceRequirements: resources,
  securityContext: open,
  serviceAccountName: text(),
  tolerations: openList,
  topicConfig: object(
    {
      partitions: int({ format: 'int32' }),
      replicationFactor: int({ format: 'int32', minimum: 2 }),
    },
    ['partitions', 'replicationFactor'],
  ),
  volumeMounts: openList,
  volumes: openList,
});

const spec = object(
  {
    additionalPorts: openList,
    alertManagerConfig: object({
      downScaleLimit: int(),
      upScaleLimit: int(),
    }),
    brokerConfigGroups: map(brokerConfig),
    brokers: list(
      object(
        {
          brokerConfig,
          brokerConfigGroup: text(),
          id: int({ format: 'int32', minimum: 0, maximum: 65535 }),
          readOnlyConfig: text(),
        },
        ['id'],
      ),
    ),
    clientSSLCertSecret: object({ name: text({ default: '' }) }),
    clusterImage: text(),
    clusterMetricsReporterImage: text(),
    clusterWideConfig: text(),
    contourIngressConfig: object(
      { brokerFQDNTemplate: text(), tlsSecretName: text() },
      ['brokerFQDNTemplate', 'tlsSecretName'],
    ),
    cruiseControlConfig,
    disruptionBudget: object({ budget, create: bool() }),
    envoyConfig: open,
    envs: openList,
    headlessServiceEnabled: bool(),
    ingressController: oneOf('envoy', 'contour'),
    kRaft: bool({ default: false }),
    kubernetesClusterDomain: text(),
    listenersConfig,
    localDebugEnabled: bool({ default: false }),
    monitoringConfig: object({
      cCJMXExporterConfig: text(),
      jmxImage: text(),
      kafkaJMXExporterConfig: text(),
      pathToJar: text(),
    }),
    oneBrokerPerNode: bool(),
    propagateLabels: bool(),
    rackAwareness: object({ labels: list(text()) }, ['labels']),
    readOnlyConfig: text(),
    removeUnusedIngressResources: bool({ default: false }),
    rollingUpgradeConfig: object(
      {
        concurrentBrokerRestartCountPerRack: int({ default: 1, minimum: 1 }),
        failureThreshold: int(),
      },
      ['failureThreshold'],
    ),
    taintedBrokersSelector: object({
      matchExpressions: openList,
      matchLabels: map(text()),
    }),
    zkAddresses: list(text()),
    zkPath: text(),
  },
  [
    'brokers',
    'cruiseControlConfig',
    'headlessServiceEnabled',
    'listenersConfig',
    'oneBrokerPerNode',
    'rollingUpgradeConfig',
  ],
);

const operationReference = object({ name: text() });
const status = object(
  {
    alertCount: int(),
    brokersState: map(
      object(
        {
          configurationBackup: text(),
          configurationState: text(),
          externalListenerConfigNames: list(text()),
          gracefulActionState: object(
            {
              cruiseControlOperationReference: operationReference,
              cruiseControlState: text(),
              volumeStates: map(
                object(
                  {
                    cruiseControlOperationReference: operationReference,
                    cruiseControlVolumeState: text(),
                  },
                  ['cruiseControlVolumeState'],
                ),
              ),
            },
            ['cruiseControlState'],
          ),
          image: text(),
          perBrokerConfigurationState: text(),
          rackAwarenessState: text(),
          version: text(),
        },
        [
          'configurationState',
          'gracefulActionState',
          'perBrokerConfigurationState',
          'rackAwarenessState',
        ],
      ),
    ),
    clusterID: text(),
    cruiseControlTopicStatus: text(),
    listenerStatuses: object({
      externalListeners: map(openList),
      internalListeners: map(
        list(object({ address: text(), name: text() }, ['address', 'name'])),
      ),
    }),
    rollingUpgradeStatus: object({ errorCount: int(), lastSuccess: text() }, [
      'errorCount',
      'lastSuccess',
    ]),
    state: text(),
  },
  ['alertCount', 'state'],
);
/** KafkaCluster of the adobe line: it has `kRaft` and `taintedBrokersSelector`. */
export const kafkaClusterDefinition = buildDefinition({
  group: 'kafka.banzaicloud.io',
  version: 'v1beta1',
  kind: 'KafkaCluster',
  plural: 'kafkaclusters',
  spec,
  status,
  columns: [
    { name: 'Cluster state', type: 'string', jsonPath: '.status.state' },
    {
      name: 'Cluster alert count',
      type: 'integer',
      jsonPath: '.status.alertCount',
    },
    {
      name: 'Last successful upgrade',
      type: 'string',
      jsonPath: '.status.rollingUpgradeStatus.lastSuccess',
    },
    {
      name: 'Upgrade error count',
      type: 'string',
      jsonPath: '.status.rollingUpgradeStatus.errorCount',
    },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
});
