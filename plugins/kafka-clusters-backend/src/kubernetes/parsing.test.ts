import { parseJson } from './json';
import { ObjectParser } from './ObjectParser';
import { toCached } from './projection';
import { kafkaClusters, pods } from './__testUtils__/setup';

describe('parseJson', () => {
  it.each([
    ['{"__proto__":{"a":1},"b":2}', { b: 2 }],
    ['{"\\u005f\\u005fproto__":{"a":1},"b":2}', { b: 2 }],
    ['{"__\\u0070roto__":{"a":1},"b":2}', { b: 2 }],
    ['[{"x":{"__proto__":1}}]', [{ x: {} }]],
  ])('drops a prototype from %s', (text, expected) => {
    const parsed = parseJson(text);
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(expected));
    expect(Object.assign({}, parsed)).not.toHaveProperty('a');
  });

  it('keeps what only looks alike', () => {
    expect(parseJson('{"constructor":1,"a":"__proto__"}')).toEqual({
      constructor: 1,
      a: '__proto__',
    });
  });

  it('refuses nesting that would end the process', () => {
    const deep = '['.repeat(2_000_000);
    expect(() => parseJson(deep)).toThrow();
    expect(() => parseJson(`{"__proto__":${deep}`)).toThrow();
  });
});

describe('toCached', () => {
  const spec = { brokers: [{ id: 0 }] };

  it('leaves out what repeats the spec or serves nobody', () => {
    const canary = 'canary-secret';
    const cached = toCached(
      {
        metadata: {
          name: 'kafka',
          namespace: 'orders',
          labels: { app: 'kafka' },
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': canary,
            'banzaicloud.com/last-applied': canary,
            'kafka-clusters.io/request': 'r-1',
          },
          managedFields: [{ manager: canary }],
        },
        spec,
        status: {
          state: 'ClusterRunning',
          brokersState: {
            '0': {
              configurationBackup: canary,
              configurationState: 'ConfigInSync',
            },
            '1': 'odd',
          },
        },
      },
      kafkaClusters,
    );
    expect(cached).toEqual({
      apiVersion: 'kafka.banzaicloud.io/v1beta1',
      kind: 'KafkaCluster',
      metadata: {
        name: 'kafka',
        namespace: 'orders',
        labels: { app: 'kafka' },
        annotations: { 'kafka-clusters.io/request': 'r-1' },
      },
      spec,
      status: {
        state: 'ClusterRunning',
        brokersState: {
          '0': { configurationState: 'ConfigInSync' },
          '1': 'odd',
        },
      },
    });
    expect(JSON.stringify(cached)).not.toContain(canary);
    expect(cached.metadata).not.toHaveProperty('managedFields');
  });

  it.each([
    undefined,
    'text',
    7,
    [],
    { brokersState: [] },
    { brokersState: 1 },
  ])('lets the odd status %j pass', status => {
    const metadata = { name: 'kafka', namespace: 'orders' };
    expect(toCached({ metadata, status }, kafkaClusters).status).toEqual(
      status,
    );
  });
});

describe('ObjectParser', () => {
  const poison = jest.fn();
  const parser = () =>
    new ObjectParser({
      resource: {
        ...pods,
        project: object => {
          if (object.status === 'rename') {
            return { ...object, metadata: { ...object.metadata, name: 'x' } };
          }
          if (object.status === 'poison') {
            throw new Error('poison');
          }
          return object;
        },
      },
      onPoison: poison,
    });
  const pod = (status?: unknown, name = 'kafka-0') => ({
    metadata: { namespace: 'orders', name },
    status,
  });

  beforeEach(() => poison.mockClear());

  it.each([
    7,
    'text',
    [],
    {},
    { metadata: 1 },
    { metadata: {} },
    { metadata: { name: 'no-namespace' } },
    { metadata: { name: 1, namespace: 'orders' } },
    pod('rename'),
    pod('poison'),
  ])('puts %j aside', value => {
    const tested = parser();
    expect(tested.parse(value)).toBeUndefined();
    expect(tested.quarantined).toBe(1);
  });

  it('tells once of an object, until it can be read again', () => {
    const tested = parser();
    tested.parse(pod('poison'));
    tested.parse(pod('poison'));
    expect(poison).toHaveBeenCalledTimes(1);
    expect(tested.parse(pod())).toMatchObject(pod());
    expect(tested.quarantined).toBe(0);
    tested.parse(pod('poison'));
    expect(poison).toHaveBeenCalledTimes(2);
    tested.release(pod());
    expect(tested.quarantined).toBe(0);
  });

  it('takes a complete list as the truth, an unfinished one not', () => {
    const tested = parser();
    tested.parse(pod('poison', 'old'));
    tested.startList();
    tested.parse(pod('poison', 'new'));
    expect(tested.isQuarantined(pod(0, 'old'))).toBe(true);
    expect(tested.isQuarantined(pod(0, 'new'))).toBe(false);
    tested.startList();
    tested.parse(pod('poison', 'new'));
    tested.endList();
    expect(tested.isQuarantined(pod(0, 'old'))).toBe(false);
    expect(tested.isQuarantined(pod(0, 'new'))).toBe(true);
  });
});
