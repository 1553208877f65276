import {
  deriveHealth,
  healthStates,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  canProvision,
  kubernetesResources,
  type AdapterMemory,
  type KubernetesObject,
  type KubernetesResource,
  type OperatorAdapter,
  type RenderInput,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import fc from 'fast-check';
import { ObjectTable } from './ObjectTable';

/** Anything that JSON can hold, keys that hurt careless code among them. */
const anything = fc.jsonValue({ maxDepth: 3 });

/** A number as it comes back from JSON: finite, and never minus zero. */
const storedNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map(value => value + 0);
const hostileKeys = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '0',
  '-1',
  '1e9',
  '',
);

/** An object of a kind whose parts, at every depth of a good one, may be replaced by anything. */
function spoiled(good: KubernetesObject): fc.Arbitrary<KubernetesObject> {
  const spoil = (value: unknown, depth: number): fc.Arbitrary<unknown> => {
    if (typeof value !== 'object' || value === null) {
      return fc.oneof(
        { weight: 8, arbitrary: fc.constant(value) },
        { weight: 1, arbitrary: anything },
      );
    }
    const inner = Array.isArray(value)
      ? fc.tuple(...value.map(item => spoil(item, depth + 1)))
      : fc
          .tuple(
            fc.tuple(
              ...Object.entries(value).map(([key, item]) =>
                fc.tuple(fc.constant(key), spoil(item, depth + 1)),
              ),
            ),
            fc.option(fc.tuple(hostileKeys, anything), { nil: undefined }),
          )
          .map(([own, extra]) =>
            Object.fromEntries(extra ? [...own, extra] : own),
          );
    return depth === 0
      ? inner
      : fc.oneof(
          { weight: 12, arbitrary: inner },
          { weight: 1, arbitrary: anything },
        );
  };
  const { metadata, ...rest } = good;
  // The gateway lets nothing in without a name and a namespace.
  return fc.tuple(spoil(rest, 0), spoil(metadata, 0)).map(
    ([body, meta]) =>
      ({
        ...(body as object),
        kind: good.kind,
        metadata: {
          ...(meta as object),
          name: metadata.name,
          namespace: metadata.namespace,
        },
      } as KubernetesObject),
  );
}

/**
 * What every adapter keeps to, whatever its operator: it answers whatever the
 * objects hold, changes nothing that it is given, and reads again what it has
 * rendered.
 */
// A suite that the test of each adapter calls, not a test file.
// eslint-disable-next-line jest/no-export
export function describeAdapterContract(
  adapter: OperatorAdapter,
  example: {
    /** Objects of one healthy cluster. */
    readonly objects: readonly KubernetesObject[];
    /** None for an adapter that only reads. */
    readonly requests: readonly RenderInput[];
  },
) {
  const now = new Date('2026-11-23T12:00:00Z');
  const resources: readonly KubernetesResource[] = [
    ...adapter.watches,
    ...Object.values(kubernetesResources),
  ];
  const cluster = example.objects.find(
    ({ kind }) => kind === adapter.clusterResource.kind,
  )!;
  const read = (
    objects: readonly KubernetesObject[],
    memory?: AdapterMemory,
    moment = now,
  ) => {
    const table = ObjectTable.of(objects);
    const found = table.list(adapter.clusterResource)[0];
    return adapter.toModel({
      cluster: found,
      objects: table,
      memory: adapter.remember(memory, found, moment),
      now: moment,
    });
  };

  describe(`the contract of adapters, kept by ${adapter.id}`, () => {
    it('watches the type of its clusters', () => {
      expect(adapter.watches).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            group: adapter.clusterResource.group,
            plural: adapter.clusterResource.plural,
          }),
        ]),
      );
    });

    it('answers whatever objects hold', () => {
      const objects = fc.tuple(...example.objects.map(spoiled));
      fc.assert(
        fc.property(objects, objects, (first, second) => {
          const model = read(first);
          expect(healthStates).toContain(deriveHealth(model.reasons).state);
          // As JSON it says the same: it is sent, hashed and stored.
          expect(JSON.parse(JSON.stringify(model))).toBeDefined();
          const table = ObjectTable.of(second);
          adapter.detect(table);
          second.forEach(object => adapter.clusterNamesOf(object, table));
          adapter.watches.forEach(({ kind, project }) =>
            second
              .filter(object => object.kind === kind)
              .forEach(object => project?.(object)),
          );
        }),
        { numRuns: 150 },
      );
    });

    it('remembers plain JSON, and takes any back', () => {
      const memories = fc.dictionary(
        fc.oneof(
          hostileKeys,
          fc.constantFrom(
            'establishedAt',
            'notRunningSince',
            'rollingSince',
            'rollingEndedAt',
          ),
        ),
        fc.oneof(fc.string(), storedNumber, fc.boolean()),
      );
      fc.assert(
        fc.property(memories, spoiled(cluster), (memory, changed) => {
          const after = adapter.remember(memory, changed, now);
          const stored = JSON.parse(JSON.stringify(after)) as AdapterMemory;
          expect(adapter.remember(stored, changed, now)).toEqual(
            adapter.remember(after, changed, now),
          );
          read(example.objects, memory);
        }),
        { numRuns: 100 },
      );
    });

    it('changes nothing that it is given', () => {
      const before = JSON.stringify(example.objects);
      read(example.objects);
      expect(JSON.stringify(example.objects)).toBe(before);
    });

    it('says the same of projected objects', () => {
      const projected = example.objects.map(object => {
        const watch = adapter.watches.find(({ kind }) => kind === object.kind);
        return watch?.project?.(object) ?? object;
      });
      expect(read(projected)).toEqual(read(example.objects));
    });

    it('knows whose every labelled or named object is', () => {
      const table = ObjectTable.of(example.objects);
      const { name, namespace } = cluster.metadata;
      const kinds = resources
        .filter(({ namespaced }) => namespaced)
        .map(({ kind }) => kind);
      const strangers = example.objects
        .filter(
          object =>
            kinds.includes(object.kind ?? '') &&
            object.metadata.namespace === namespace &&
            object.metadata.labels !== undefined,
        )
        .filter(
          object => !adapter.clusterNamesOf(object, table).includes(name),
        );
      expect(strangers.map(object => object.metadata.name)).toEqual([]);
    });

    it('is asked to render when it can, and only then', () => {
      expect(canProvision(adapter)).toBe(example.requests.length > 0);
    });

    example.requests.forEach(input => {
      const { name } = input.request;
      it(`reads what it has rendered as it was planned: ${name}`, () => {
        if (!canProvision(adapter)) {
          throw new Error(`${adapter.id} only reads`);
        }
        const rendered = adapter.render(input);
        const objects = rendered.objects.map(({ object }) => ({
          ...object,
          metadata: {
            ...object.metadata,
            uid: `uid-of-${object.metadata.name}`,
            creationTimestamp: now.toISOString(),
          },
        }));
        const model = read(objects);
        expect(model.nodes.map(node => [node.role, node.id])).toEqual(
          rendered.nodes.map(node => [node.role, node.id]),
        );
        expect(model.minInsyncReplicas).toBe(rendered.minInsyncReplicas);
        expect(model.replicationFactor).toBe(rendered.replicationFactor);
        expect(deriveHealth(model.reasons).state).toBe('progressing');
        expect(
          model.listeners.find(({ usedFor }) => usedFor.includes('clients'))
            ?.bootstrap,
        ).toMatch(new RegExp(`^${name}.*\\.svc\\.cluster\\.local:\\d+$`));
        rendered.objects.forEach(({ object, resource }) => {
          expect(object.kind).toBe(resource.kind);
          expect(object.metadata.namespace).toBe(
            input.request.target.namespace,
          );
          expect(object.metadata.annotations).toMatchObject({
            'kafka-clusters.io/request': input.requestId,
          });
        });
      });
    });
  });
}
