import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import {
  koperatorCheckpoints,
  type Checkpoint,
} from './__testUtils__/koperatorCheckpoints';
import { Recording, type RecordedVerdict } from './__testUtils__/Recording';
import {
  brokerPod,
  kafkaCluster,
  threeZones,
  zookeeperService,
} from './__testUtils__/scenery';
import { koperatorAdapter } from './koperator';

const folder = process.env.KAFKA_CLUSTERS_RECORDINGS;
const available = folder !== undefined && existsSync(folder);
if (!available) {
  process.stdout.write(
    'Recordings of real operators are not replayed: KAFKA_CLUSTERS_RECORDINGS names no folder.\n',
  );
}

/** Recordings of ZooKeeper know no Kafka: one that has worked for long, or a new one, stands beside them. */
function kafkaBeside(
  recording: Recording,
  scenario: string,
): readonly KubernetesObject[] {
  const isNew = scenario.startsWith('create');
  const createdAt = recording.time(isNew ? 1 : -7200);
  const place = { cluster: 'orders', namespace: 'zookeeper', createdAt };
  return [
    kafkaCluster({
      name: place.cluster,
      namespace: place.namespace,
      zookeeper: 'zk',
      createdAt,
      state: isNew ? 'new' : 'running',
    }),
    ...(isNew ? [] : [0, 1, 2].map(broker => brokerPod({ ...place, broker }))),
  ];
}

function scenarios(operator: string): readonly string[] {
  return available
    ? readdirSync(join(folder, operator))
        .filter(
          name => name.endsWith('.jsonl') && !name.endsWith('.marks.jsonl'),
        )
        .map(name => name.replace(/\.jsonl$/, ''))
    : [];
}

async function replay(
  operator: string,
  scenario: string,
  moments: readonly number[],
): Promise<readonly RecordedVerdict[]> {
  const recording = await Recording.read(
    join(folder ?? '', operator, `${scenario}.jsonl`),
  );
  return recording.replay(koperatorAdapter, moments, [
    ...threeZones,
    ...(operator === 'zookeeper-pravega'
      ? kafkaBeside(recording, scenario)
      : [zookeeperService('zookeeper', 'zookeeper')]),
  ]);
}

/** Parameters that the table names: pods have generated names, texts of the stubs are long. */
const shownParams = new Set([
  'broker',
  'brokers',
  'running',
  'total',
  'done',
  'member',
  'min',
  'corrected',
  'operation',
]);

function summary({ t, health }: RecordedVerdict): Checkpoint {
  return [
    t,
    health.state,
    ...health.reasons.map(reason => {
      const { code, params } = reason;
      const texts = Object.entries(params)
        .filter(([name]) => shownParams.has(name))
        .map(([name, value]) => `${name}=${value}`);
      return [code, ...texts].join(' ');
    }),
  ];
}

const describeRecordings = available ? describe : describe.skip;

describeRecordings.each(Object.entries(koperatorCheckpoints))(
  'verdicts on the recordings of %s',
  (operator, table) => {
    it.each(scenarios(operator))('%s', async scenario => {
      const expected = table[scenario] ?? [];
      const verdicts = await replay(
        operator,
        scenario,
        expected.map(([t]) => t),
      );
      expect(verdicts.map(summary)).toEqual(expected);
    });

    it('has every scenario of the table', () => {
      expect(scenarios(operator)).toEqual(
        expect.arrayContaining(Object.keys(table)),
      );
    });
  },
);
