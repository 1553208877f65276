import fc from 'fast-check';
import {
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { createFastClock, waitFor } from './__testUtils__/clocks';
import { sendJson, toStatus } from './__testUtils__/ModelApiServer';
import type { ModelApiServer } from './__testUtils__/ModelApiServer';

afterEach(stopAll);

type Step =
  | { readonly do: 'put'; readonly name: string; readonly value: number }
  | { readonly do: 'remove' | 'recreate'; readonly name: string }
  | {
      readonly do:
        | 'end'
        | 'reset'
        | 'compact'
        | 'mute'
        | 'half'
        | 'garbage'
        | 'bookmark'
        | 'restart';
    }
  | { readonly do: 'breathe'; readonly requests: number }
  | {
      readonly do: 'refuse';
      readonly code: 401 | 403 | 410 | 429 | 500 | 503;
      readonly kind: 'list' | 'watch';
    };

const name = fc.constantFrom('kafka-0', 'kafka-1', 'kafka-2');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      name,
      value: fc.nat(9),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('remove' as const, 'recreate' as const),
      name,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'end' as const,
        'reset' as const,
        'compact' as const,
        'mute' as const,
        'half' as const,
        'garbage' as const,
        'bookmark' as const,
        'restart' as const,
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('breathe' as const),
      requests: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refuse' as const),
      code: fc.constantFrom(
        401 as const,
        403 as const,
        410 as const,
        429 as const,
        500 as const,
        503 as const,
      ),
      kind: fc.constantFrom('list' as const, 'watch' as const),
    }),
  },
);

async function perform(server: ModelApiServer, one: Step): Promise<void> {
  const store = server.store(podsPath);
  switch (one.do) {
    case 'put':
      store.put('orders', one.name, { status: { value: one.value } });
      break;
    case 'recreate':
      store.remove('orders', one.name);
      store.put('orders', one.name, { status: { again: true } });
      break;
    case 'remove':
      store.remove('orders', one.name);
      break;
    case 'end':
      server.endWatches();
      break;
    case 'reset':
      server.resetConnections();
      break;
    case 'compact':
      store.compact();
      break;
    case 'mute':
      server.muteWatches();
      break;
    case 'half':
      server.sendRaw('{"type":"ADDED","object":{"metadata":{"name":"gho');
      server.endWatches();
      break;
    case 'garbage':
      server.sendRaw('\u0000garbage\n');
      break;
    case 'bookmark':
      server.sendBookmarks();
      break;
    case 'restart':
      await server.stop();
      await server.listen();
      break;
    case 'refuse':
      server.script(1, one.kind, (_, response) =>
        sendJson(response, one.code, toStatus(one.code, 'Scripted')),
      );
      break;
    default: {
      // Until the gateway has asked again, be it only for a sign of life.
      const seen = server.requests.length + one.requests;
      await waitFor(() => server.requests.length >= seen);
    }
  }
}

/** Identity and state of each object: what server and cache must agree on. */
function toComparable(objects: readonly { metadata: object }[]): string[] {
  return objects
    .map(object => {
      const { metadata, status } = object as {
        metadata: { name: string; uid?: string; resourceVersion?: string };
        status?: unknown;
      };
      const { uid, resourceVersion } = metadata;
      return JSON.stringify([metadata.name, uid, resourceVersion, status]);
    })
    .sort();
}

describe('after any faults, once all is quiet', () => {
  it('the cache and the sum of all changes equal the server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 25, size: 'max' }),
        async (steps: Step[]) => {
          const server = await startModel();
          // Two hundred times faster: an idle limit is 2.5 s, a back-off 4 ms.
          const gateway = await startGateway({
            kubernetesClusters: [toConfig(server)],
            clock: createFastClock(200),
          });
          const gaps: string[] = [];
          const told = new Map<string, { metadata: object }>();
          gateway.subscribe(change => {
            if (change.type === 'object') {
              // Collected: what a handler throws is only logged.
              if (told.get(change.name) !== change.previous) {
                gaps.push(change.name);
              }
              if (change.current) {
                told.set(change.name, change.current);
              } else {
                told.delete(change.name);
              }
            }
          });
          for (const one of steps) {
            await perform(server, one);
          }
          server.scripts = [];
          const expected = () => toComparable(server.store(podsPath).list());
          const cached = () => toComparable(gateway.list('dev', pods));
          await waitFor(
            () => expected().join() === cached().join(),
            () => `${cached()} to equal ${expected()}`,
          );
          await waitFor(
            () => gateway.listKubernetesClusters()[0].state === 'live',
          );
          expect(gaps).toEqual([]);
          expect(toComparable([...told.values()])).toEqual(expected());
          await stopAll();
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);
});
