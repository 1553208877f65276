import {
  blockCodes,
  healthReasons,
  nextStepCodes,
  planFindingCodes,
  type BlockParams,
  type HealthReason,
  type HealthReasonCode,
  type HealthReasonParams,
  type MessageParams,
  type NextStepParams,
  type PlanFinding,
  type PlanFindingParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { createWords } from '../__testUtils__/words';
import { nextStepMessages } from '../translations/en/advice';
import { reasonMessages } from '../translations/en/reasons';
import {
  blockText,
  findingText,
  nextStepText,
  reasonDetail,
  reasonTitle,
  showParams,
} from './words';

const GiB = 1024 ** 3;
const cause = '0/3 nodes are available';
const members = { zookeeper: 'orders-zk', running: 1, total: 3 };
const brokers = { running: 1, total: 3 };

// Typed by the model: a parameter that it adds has to be added here.
const reasonParams: HealthReasonParams = {
  'zookeeper-no-quorum': members,
  'controllers-no-quorum': brokers,
  'no-broker-running': { total: 3 },
  'writes-blocked': { ...brokers, min: 2 },
  'broker-image-pull': {
    broker: 2,
    pod: 'orders-2',
    image: 'kafka:9',
    corrected: 'no',
  },
  'broker-unschedulable': { broker: 2, pod: 'orders-2', zone: 'zone-c', cause },
  'broker-failing': {
    broker: 2,
    pod: 'orders-2',
    cause: 'OOMKilled',
    exitCode: 137,
  },
  'broker-volume-pending': {
    broker: 2,
    claim: 'claim-2',
    storageClass: 'ssd',
    cause,
  },
  'zookeeper-unschedulable': {
    zookeeper: 'orders-zk',
    member: 1,
    pod: 'orders-zk-1',
    zone: 'zone-b',
    cause,
  },
  'zookeeper-image-pull': {
    zookeeper: 'orders-zk',
    member: 1,
    pod: 'orders-zk-1',
    image: 'zookeeper:9',
  },
  'zookeeper-missing': { zookeeper: 'orders-zk', namespace: 'orders' },
  'kafka-not-answering': { ...brokers, minutes: 7 },
  'operator-not-acting': {
    operator: 'koperator',
    cause: 'not-running',
    minutes: 7,
  },
  'configuration-error': { broker: 2, detail: 'no such key' },
  'operation-failed': {
    operation: 'rebalance',
    brokers: '1, 2',
    name: 'operation-x',
    detail: 'timed out',
  },
  'storage-shrink-refused': {
    broker: 2,
    claim: 'claim-2',
    currentBytes: 50 * GiB,
    wishedBytes: 20 * GiB,
  },
  'broker-not-ready': { broker: 2, pod: 'orders-2', minutes: 7 },
  'rolling-upgrade-held': {
    brokers: '1, 2',
    outstanding: 2,
    total: 3,
    minutes: 7,
  },
  'broker-missing': { broker: 2, zone: 'zone-c' },
  'zookeeper-member-missing': { ...members, member: 1 },
  'operation-paused': {
    operation: 'rebalance',
    brokers: '1, 2',
    name: 'operation-x',
  },
  'cruise-control-down': { name: 'cc', cause: 'OOMKilled' },
  deleting: { finalizers: 'a/b, c/d', minutes: 7 },
  'zookeeper-starting': members,
  'broker-starting': brokers,
  'kafka-starting': brokers,
  'rolling-upgrade': { done: 1, total: 3 },
  'scaling-out': { ...brokers, brokers: '3, 4' },
  'scaling-in': { brokers: '3, 4' },
  rebalancing: { brokers: '1, 2' },
  'operator-reconciling': { minutes: 7 },
  'data-stale': { asOf: '2026-01-01T00:00:00Z' },
  'state-unknown': { field: 'status.state', text: 'Dancing' },
  'first-rebalance': { brokers: '1, 2' },
};

const blockParams: BlockParams = {
  nothing: {},
  everything: {},
  'writes-min-insync': { running: 1, min: 2 },
  'one-more-loss-stops-writes': { running: 2, min: 2 },
  'no-more-loss': { running: 2, total: 3 },
  'the-change': {},
  creation: {},
  'scaling-and-rebalancing': {},
  'metadata-changes': {},
  unknown: {},
};

const nextStepParams: NextStepParams = {
  'nothing-wait': {},
  'uncordon-or-add-node-in-zone': { zone: 'zone-c' },
  'add-node-or-free-resources': { pod: 'orders-2' },
  'correct-image-then-delete-pod': {
    image: 'kafka:9',
    pod: 'orders-2',
    namespace: 'orders',
  },
  'delete-stuck-pod': { pod: 'orders-2', namespace: 'orders' },
  'correct-image': { image: 'kafka:9' },
  'read-pod-logs': { pod: 'orders-2', namespace: 'orders' },
  'check-zookeeper-then-broker-logs': { zookeeper: 'orders-zk' },
  'check-broker-in-sync': { brokers: '2' },
  'check-operator-running': { operator: 'koperator' },
  'check-operator-log': { operator: 'koperator' },
  'check-storage-class': { storageClass: 'ssd', claim: 'claim-2' },
  'restore-volume-size': { claim: 'claim-2', bytes: 50 * GiB },
  'create-zookeeper': { zookeeper: 'orders-zk', namespace: 'orders' },
  'check-cruise-control': { name: 'cc', namespace: 'orders' },
  'resume-operation': { name: 'operation-x', namespace: 'orders' },
  'remove-finalizers-with-care': { finalizers: 'a/b' },
  'restore-connection': {},
  'report-unknown-state': { text: 'Dancing' },
};

const findingParams: PlanFindingParams = {
  'name-unavailable': { name: 'orders', kind: 'KafkaCluster' },
  'quota-exceeded': { kind: 'cpu', requested: 4, available: 1, quota: 'team' },
  'storage-class-missing': { storageClass: 'ssd', available: 'hdd, nvme' },
  'too-few-zones': { wanted: 3, available: 2 },
  'operator-not-installed': { kubernetesCluster: 'dev' },
  'operator-too-old': { kubernetesCluster: 'dev', version: '0.1' },
  'operator-not-watching': { namespace: 'orders' },
  'not-allowed': {},
  'target-not-allowed': { kubernetesCluster: 'dev', namespace: 'orders' },
  'owner-required': { teams: 'group:default/a, group:default/b' },
  'owner-not-allowed': { owner: 'group:default/a', teams: 'group:default/b' },
  'namespace-terminating': { namespace: 'orders' },
  'portal-may-not-create': { kind: 'KafkaCluster', namespace: 'orders' },
  'refused-by-kubernetes': { kind: 'KafkaCluster', message: 'denied' },
  'kubernetes-unreachable': {
    kubernetesCluster: 'dev',
    since: '2026-01-01T00:00:00Z',
  },
  'storage-class-cannot-grow': { storageClass: 'ssd' },
  'plain-listeners': { port: 29092 },
  'single-zone': {},
  'fewer-nodes-than-brokers': { nodes: 2, brokers: 3 },
  'no-quota-known': { namespace: 'orders' },
  'data-stale': { kubernetesCluster: 'dev', asOf: '2026-01-01T00:00:00Z' },
  'zone-drained': { zone: 'zone-c' },
};

/** The same parameters, of which nothing is known. */
const unknown = (params: object): MessageParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? 0 : '',
    ]),
  );

function reason(
  code: string,
  params: object,
  changes: Partial<HealthReason> = {},
): HealthReason {
  return {
    code: code as HealthReasonCode,
    severity: 'error',
    params: params as MessageParams,
    about: [],
    blocks: { code: 'unknown', params: {} },
    next: { code: 'nothing-wait', params: {} },
    ...changes,
  };
}

const hostileCodes = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
const codesOf = (codes: readonly string[]) =>
  codes.flatMap(code => [[code, 'en'] as const, [code, 'zh'] as const]);

/** Words that are words: no hole, no key, nothing of the machine. */
const expectWords = (text: string) => {
  expect(text).not.toMatch(
    /\{\{|\}\}|undefined|NaN|\[object|^(reason|block|nextStep|planFinding)\./,
  );
  expect(text).not.toBe('');
};

describe('reasons', () => {
  it.each(codesOf(Object.keys(healthReasons)))(
    'are said with everything that is known: %s, %s',
    (code, language) => {
      const t = createWords(language);
      const params = reasonParams[code as HealthReasonCode];
      const title = reasonTitle(t, reason(code, params), language);
      expectWords(title);
      const detail = reasonDetail(t, reason(code, params), language);
      detail.forEach(expectWords);
      const messages: Record<string, string> =
        reasonMessages[code as HealthReasonCode];
      // Title aside, every sentence of the code is said.
      expect(detail).toHaveLength(Object.keys(messages).length - 1);
      const said = [title, ...detail].join(' ');
      const shown = showParams(params as MessageParams, language);
      const named = Object.values(messages)
        .join(' ')
        .matchAll(/\{\{(\w+)\}\}/g);
      for (const [, name] of named) {
        expect(Object.keys(params)).toContain(name);
        expect(said).toContain(String(shown[name]));
      }
    },
  );

  it.each(codesOf(Object.keys(healthReasons)))(
    'say no half sentence when nothing is known: %s, %s',
    (code, language) => {
      const params = unknown(reasonParams[code as HealthReasonCode]);
      const detail = reasonDetail(
        createWords(language),
        reason(code, params),
        language,
      );
      expect(detail).toHaveLength(1);
      expectWords(detail[0]);
    },
  );

  it.each([...hostileCodes, 'of-a-later-version'])(
    'show a code that is not known as it is: %s',
    code => {
      const t = createWords('en');
      expect(reasonTitle(t, reason(code, {}), 'en')).toBe(code);
      expect(reasonDetail(t, reason(code, {}), 'en')).toEqual([]);
    },
  );
});

describe('what a reason blocks', () => {
  it.each(codesOf(blockCodes))('is said: %s, %s', (code, language) => {
    const params = blockParams[code as keyof BlockParams] as MessageParams;
    const text = blockText(
      createWords(language),
      { code: code as keyof BlockParams, params },
      language,
    );
    expectWords(text);
    Object.values(params).forEach(value =>
      expect(text).toContain(String(value)),
    );
  });

  it.each([...hostileCodes, 'of-a-later-version'])(
    'is not known for a code that is not: %s',
    code => {
      const blocks = { code: code as keyof BlockParams, params: {} };
      expect(blockText(createWords('en'), blocks, 'en')).toBe('not known');
    },
  );
});

describe('next steps', () => {
  it.each(codesOf(nextStepCodes))('are said: %s, %s', (code, language) => {
    const t = createWords(language);
    const params = nextStepParams[
      code as keyof NextStepParams
    ] as MessageParams;
    const next = { code: code as keyof NextStepParams, params };
    const text = nextStepText(t, next, language);
    expectWords(text);
    const messages: { text: string; plain?: string } =
      nextStepMessages[next.code];
    const shown = showParams(params, language);
    const named = [...messages.text.matchAll(/\{\{(\w+)\}\}/g)];
    for (const [, name] of named) {
      expect(text).toContain(String(shown[name]));
    }
    const plain = nextStepText(
      t,
      { ...next, params: named.length ? {} : params },
      language,
    );
    expectWords(plain);
    expect(plain === text).toBe(named.length === 0);
  });

  it.each([...hostileCodes, 'of-a-later-version'])(
    'are general for a code that is not known: %s',
    code => {
      const next = { code: code as keyof NextStepParams, params: {} };
      expect(nextStepText(createWords('en'), next, 'en')).toBe(
        'look at the operator',
      );
    },
  );
});

describe('findings of a plan', () => {
  it.each(codesOf(planFindingCodes))('are said: %s, %s', (code, language) => {
    const params = findingParams[
      code as keyof PlanFindingParams
    ] as MessageParams;
    const finding = { code: code as PlanFinding['code'], params };
    const { title, details, next } = findingText(
      createWords(language),
      finding,
      language,
    );
    [title, next, ...details].forEach(expectWords);
  });

  it('say what Kubernetes said, when it said something', () => {
    const say = (message: string) =>
      findingText(
        createWords('en'),
        { code: 'refused-by-kubernetes', params: { kind: 'Pod', message } },
        'en',
      ).details;
    expect(say('too big')).toEqual(['It says: too big']);
    expect(say('')).toEqual([]);
  });

  it.each(hostileCodes)('show a code that is not known as it is: %s', code => {
    expect(
      findingText(
        createWords('en'),
        { code: code as PlanFinding['code'], params: {} },
        'en',
      ),
    ).toEqual({ title: code, details: [], next: '' });
  });
});

describe('showParams', () => {
  it('shows bytes and moments in the way of the reader', () => {
    expect(showParams({ wishedBytes: 1024 * GiB, bytes: 1024 }, 'en')).toEqual({
      wishedBytes: '1 TiB',
      bytes: '1 KiB',
    });
    expect(showParams({ asOf: '' }, 'en')).toEqual({ asOf: '' });
    expect(showParams({ asOf: 'never' }, 'en')).toEqual({ asOf: '–' });
    expect(showParams({ since: '2020-05-06T12:00:00Z' }, 'en').since).toMatch(
      /^May 6, \d\d:00$/,
    );
  });

  it('joins lists as the language does, and leaves texts alone', () => {
    const params = {
      brokers: '1, 2',
      finalizers: 'a, b',
      teams: 'a, b',
      available: 'a, b',
      cause: 'first, second',
      running: 2,
    };
    expect(showParams(params, 'en')).toEqual(params);
    expect(showParams(params, 'zh')).toEqual({
      brokers: '1、2',
      finalizers: 'a、b',
      teams: 'a、b',
      available: 'a、b',
      cause: 'first, second',
      running: 2,
    });
  });

  it('makes texts of strangers safe and short', () => {
    const override = String.fromCharCode(0x202e);
    const { cause: shown } = showParams(
      { cause: `${override}evil ${'x'.repeat(10_000)}` },
      'en',
    );
    expect(shown).toMatch(/^evil x+…$/);
    expect(String(shown)).toHaveLength(501);
  });

  it('says a text that holds braces as it is', () => {
    const t = createWords('en');
    const said = reasonDetail(
      t,
      reason('broker-unschedulable', {
        ...reasonParams['broker-unschedulable'],
        cause: '{{zone}} $t(common.unknown) <b>',
      }),
      'en',
    );
    expect(said.at(-1)).toBe(
      'Kubernetes says: {{zone}} $t(common.unknown) <b>',
    );
  });
});
