import fc from 'fast-check';
import { kafkaClusters, pods, stopAll } from './__testUtils__/setup';
import {
  caught,
  location,
  object,
  start,
  startWith,
} from './__testUtils__/direct';

afterEach(stopAll);

describe('R26: what is refused before any request', () => {
  it('never sends a path that a text has bent', async () => {
    const { server, gateway } = await startWith(200, object);
    const bent = fc.oneof(
      fc.constantFrom(
        '..',
        '../x',
        '%2e%2e',
        'a/b',
        'a?b',
        'a#b',
        '',
        'a\u0000',
      ),
      fc.string({ unit: 'binary' }),
      fc.string({ minLength: 254, maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(bent, bent, async (namespace, name) => {
        const valid = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
        fc.pre(!valid.test(namespace) || !valid.test(name));
        const place = { ...location, namespace, name };
        const metadata = { namespace, name };
        for (const attempt of [
          () => gateway.get(place),
          () => gateway.delete(place, {}),
          () => gateway.patch(place, []),
          () => gateway.create('dev', kafkaClusters, { metadata }),
        ]) {
          expect(await caught(attempt())).toMatchObject({ name: 'InputError' });
        }
      }),
      { numRuns: 50 },
    );
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['a kind that is another', { ...object, kind: 'Secret' }],
    ['a version that is another', { ...object, apiVersion: 'v1' }],
    ['no name', { metadata: { name: '', namespace: 'orders' } }],
    ['no namespace', { metadata: { name: 'kafka' } }],
    [
      'a bad prefix of a name',
      { metadata: { name: '', generateName: '../', namespace: 'orders' } },
    ],
  ])('refuses to create %s', async (_, body) => {
    const { server, gateway } = await startWith(201, object);
    expect(
      await caught(gateway.create('dev', kafkaClusters, body)),
    ).toMatchObject({ name: 'InputError' });
    expect(server.requests).toEqual([]);
  });

  it('does not know a cluster that is not configured', async () => {
    const { gateway } = await start();
    expect(
      await caught(
        gateway.get({ ...location, kubernetesCluster: '__proto__' }),
      ),
    ).toMatchObject({ name: 'NotFoundError' });
    expect(
      await caught(
        gateway.reviewAccess('dev', {
          verb: 'get',
          resource: pods,
          namespace: '..',
        }),
      ),
    ).toMatchObject({ name: 'InputError' });
  });
});
