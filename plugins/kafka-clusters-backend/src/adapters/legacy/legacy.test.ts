import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  deriveFindings,
  deriveHealth,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  canProvision,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { parse } from 'yaml';
import { legacyAdapter } from '.';
import { describeAdapterContract } from '../__testUtils__/adapterContract';
import { ObjectTable } from '../__testUtils__/ObjectTable';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;
const SECRET = 'canary-of-the-fixture';

const objects = parse(
  readFileSync(join(__dirname, '__fixtures__', 'old.yaml'), 'utf8'),
  { schema: 'core' },
) as readonly KubernetesObject[];

describeAdapterContract(legacyAdapter, { objects, requests: [] });

function read(
  change: (object: KubernetesObject) => KubernetesObject | undefined = same =>
    same,
) {
  const table = ObjectTable.of(objects.flatMap(object => change(object) ?? []));
  const cluster = table.list(legacyAdapter.clusterResource)[0];
  return legacyAdapter.toModel({
    cluster,
    objects: {
      list: (resource, namespace) => table.list(resource, namespace),
      isKnown: () => true,
    },
    memory: undefined,
    now: new Date('2026-11-24T00:00:00Z'),
  });
}

const verdict = (model: ReturnType<typeof read>) => {
  const { state, reasons } = deriveHealth(model.reasons);
  return [state, ...reasons.map(({ code }) => code)];
};

describe('a cluster of the time before 0.6', () => {
  it('is read by the names of its time', () => {
    expect(read()).toMatchObject({
      operator: { id: 'koperator-0.5' },
      mode: 'zookeeper',
      version: { target: '2.4.0' },
      minInsyncReplicas: 1,
      replicationFactor: 1,
      requestedStorageBytes: 10 * GiB,
      resources: {
        cpuMillicoresPerBroker: 500,
        memoryBytesPerBroker: 256 * MiB,
        memoryLimitBytesPerBroker: 8 * GiB,
        heapBytesPerBroker: 4 * GiB,
      },
      storage: { class: 'fixed', canGrow: false, bytesPerBroker: 10 * GiB },
      nodes: [
        {
          id: 0,
          role: 'broker',
          state: 'running',
          zone: 'zone-a',
          volumes: [{ claim: 'old-0-storage', mountPath: '/kafka-logs' }],
        },
      ],
      listeners: [
        {
          protocol: 'plaintext',
          bootstrap: 'old-all-svc.legacy.svc.cluster.local:29092',
        },
      ],
    });
  });

  it('has its unsafe values named, the password by its place alone', () => {
    const findings = deriveFindings(read());
    expect(findings.map(({ id }) => id)).toEqual([
      'password-in-clear-text',
      'heap-above-request',
      'single-copy',
      'request-far-below-limit',
      'plaintext-listeners',
      'auto-create-topics',
      'storage-cannot-grow',
      'floating-image-tag',
      'ignored-settings',
      'image-without-digest',
    ]);
    expect(findings[0].params).toEqual({
      fields: 'spec.brokerConfigs[id=0].zkPassword',
    });
    expect(findings[1].params).toEqual({
      heapBytes: 4 * GiB,
      requestBytes: 256 * MiB,
    });
    expect(JSON.stringify([findings, read()])).not.toContain(SECRET);
  });

  it('is kept in memory without its password, and found to have one all the same', () => {
    const project = legacyAdapter.watches[0].project!;
    const cluster = objects.find(({ kind }) => kind === 'KafkaCluster')!;
    expect(JSON.stringify(cluster)).toContain(SECRET);
    expect(JSON.stringify(project(cluster))).not.toContain(SECRET);
    const model = read(object =>
      object === cluster ? project(object) : object,
    );
    expect(model.safety?.clearTextSecrets).toEqual([
      'spec.brokerConfigs[id=0].zkPassword',
    ]);
  });

  it.each<
    [
      string,
      (object: KubernetesObject) => KubernetesObject | undefined,
      string[],
    ]
  >([
    ['healthy while its pod runs', object => object, ['healthy']],
    [
      'down without its pod, and nobody is told to wait',
      object => (object.kind === 'Pod' ? undefined : object),
      ['unavailable', 'no-broker-running', 'broker-missing'],
    ],
    [
      'in need of attention while its image cannot be pulled',
      object =>
        object.kind === 'Pod'
          ? {
              ...object,
              status: {
                phase: 'Pending',
                containerStatuses: [
                  {
                    name: 'kafka',
                    state: { waiting: { reason: 'ImagePullBackOff' } },
                  },
                ],
              },
            }
          : object,
      ['unavailable', 'no-broker-running', 'broker-image-pull'],
    ],
    [
      'unknown when its brokers cannot be read',
      object =>
        object.kind === 'KafkaCluster' ? { ...object, spec: {} } : object,
      ['unknown', 'state-unknown'],
    ],
  ])('is %s', (_, change, expected) => {
    const model = read(
      expected[0] === 'unknown'
        ? object => (object.kind === 'Pod' ? undefined : change(object))
        : change,
    );
    expect(verdict(model)).toEqual(expected);
    const missing = model.reasons.find(({ code }) => code === 'broker-missing');
    expect(missing?.next.code ?? 'check-operator-running').toBe(
      'check-operator-running',
    );
  });

  it('is no place to make new clusters', () => {
    expect(canProvision(legacyAdapter)).toBe(false);
    expect(legacyAdapter.detect(ObjectTable.of(objects))).toEqual({
      installed: true,
      line: 'unknown',
      supported: false,
    });
    expect(legacyAdapter.detect(ObjectTable.of([])).installed).toBe(false);
  });
});
