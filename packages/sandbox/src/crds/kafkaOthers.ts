import {
  bool,
  buildDefinition,
  int,
  list,
  map,
  object,
  oneOf,
  text,
} from './schema';

const GROUP = 'kafka.banzaicloud.io';
const clusterRef = object({ name: text(), namespace: text() }, ['name']);
const time = text({ format: 'date-time' });

/** KafkaTopic of Koperator. */
export const kafkaTopicDefinition = buildDefinition({
  group: GROUP,
  version: 'v1alpha1',
  kind: 'KafkaTopic',
  plural: 'kafkatopics',
  spec: object(
    {
      clusterRef,
      config: map(text()),
      name: text(),
      partitions: int({ format: 'int32', minimum: -1 }),
      replicationFactor: int({ format: 'int32', minimum: -1 }),
    },
    ['clusterRef', 'name', 'partitions', 'replicationFactor'],
  ),
  status: object({ managedBy: text(), state: text() }, ['managedBy', 'state']),
});

/** KafkaUser of Koperator. */
export const kafkaUserDefinition = buildDefinition({
  group: GROUP,
  version: 'v1alpha1',
  kind: 'KafkaUser',
  plural: 'kafkausers',
  spec: object(
    {
      annotations: map(text()),
      clusterRef,
      createCert: bool(),
      dnsNames: list(text()),
      expirationSeconds: int({ format: 'int32', minimum: 3600 }),
      includeJKS: bool(),
      pkiBackendSpec: object(
        {
          issuerRef: object({ group: text(), kind: text(), name: text() }, [
            'name',
          ]),
          pkiBackend: oneOf('cert-manager', 'k8s-csr'),
          signerName: text(),
        },
        ['pkiBackend'],
      ),
      secretName: text(),
      topicGrants: list(
        object(
          {
            accessType: oneOf('read', 'write'),
            patternType: oneOf('literal', 'match', 'prefixed', 'any'),
            topicName: text(),
          },
          ['accessType', 'topicName'],
        ),
      ),
    },
    ['clusterRef', 'secretName'],
  ),
  status: object({ acls: list(text()), state: text() }, ['state']),
});

const task = object(
  {
    errorMessage: text(),
    finished: time,
    httpRequest: text(),
    httpResponseCode: int(),
    id: text(),
    operation: text(),
    parameters: map(text()),
    started: time,
    state: text(),
    summary: map(text()),
  },
  ['operation'],
);

/** CruiseControlOperation of Koperator. */
export const cruiseControlOperationDefinition = buildDefinition({
  group: GROUP,
  version: 'v1alpha1',
  kind: 'CruiseControlOperation',
  plural: 'cruisecontroloperations',
  spec: object({
    errorPolicy: { ...oneOf('ignore', 'retry'), default: 'retry' },
    ttlSecondsAfterFinished: int({ minimum: 0 }),
  }),
  status: object(
    {
      currentTask: task,
      errorPolicy: text(),
      failedTasks: list(task),
      retryCount: int(),
    },
    ['errorPolicy', 'retryCount'],
  ),
});
