import fc from 'fast-check';
import { toPath } from './paths';
import { kafkaClusters, pods } from './__testUtils__/setup';

const node = { ...pods, plural: 'nodes', kind: 'Node', namespaced: false };

const hostile = [
  '',
  '.',
  '..',
  '../secrets',
  'a/../b',
  '%2f',
  'a%2e%2e',
  'a?watch=true',
  'a#b',
  'a b',
  'a\nb',
  'a\u0000',
  'A',
  '-a',
  'a-',
  'ü',
  'a'.repeat(254),
  'a@b',
  'a\\b',
  '__proto__',
  '\u202ea',
];

describe('toPath', () => {
  it.each([
    [pods, {}, '/api/v1/pods'],
    [pods, { namespace: 'orders' }, '/api/v1/namespaces/orders/pods'],
    [
      pods,
      { namespace: 'orders', name: 'kafka-0' },
      '/api/v1/namespaces/orders/pods/kafka-0',
    ],
    [node, { name: 'node-1.zone' }, '/api/v1/nodes/node-1.zone'],
    [kafkaClusters, {}, '/apis/kafka.banzaicloud.io/v1beta1/kafkaclusters'],
  ])('puts together %#', (resource, place, path) => {
    expect(toPath(resource, place)).toBe(path);
  });

  it.each(hostile)('refuses the name and the namespace %j', value => {
    expect(() => toPath(pods, { namespace: 'orders', name: value })).toThrow(
      'Invalid name',
    );
    expect(() => toPath(pods, { namespace: value })).toThrow(
      'Invalid namespace',
    );
  });

  it.each(hostile.filter(value => value !== ''))(
    'refuses the type %j',
    value => {
      expect(() => toPath({ ...pods, plural: value })).toThrow('Invalid type');
      expect(() => toPath({ ...pods, version: value })).toThrow('Invalid type');
      expect(() => toPath({ ...pods, group: value })).toThrow('Invalid type');
    },
  );

  it('refuses a namespace of a type without, and an object without its namespace', () => {
    expect(() => toPath(node, { namespace: 'orders' })).toThrow('no namespace');
    expect(() => toPath(pods, { name: 'kafka-0' })).toThrow(
      'needs a namespace',
    );
  });

  it('never lets a text leave its segment', () => {
    const segment = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z0-9.-]{1,12}$/),
    );
    const run = fc.check(
      fc.property(segment, segment, (namespace, name) => {
        let path: string | undefined;
        let refusal: unknown;
        try {
          path = toPath(pods, { namespace, name });
        } catch (error) {
          refusal = error;
        }
        if (path === undefined) {
          return refusal instanceof Error && refusal.name === 'InputError';
        }
        const url = new URL(path, 'http://server');
        return (
          url.pathname === `/api/v1/namespaces/${namespace}/pods/${name}` &&
          url.pathname.split('/').length === 7 &&
          url.search + url.hash === ''
        );
      }),
    );
    expect(run.failed).toBe(false);
  });
});
