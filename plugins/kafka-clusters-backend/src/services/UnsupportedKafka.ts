import type { LoggerService } from '@backstage/backend-plugin-api';
import type { UnsupportedClusters } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesResource,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type {
  AdditionalWatch,
  KubernetesGateway,
  WatchedResource,
} from '../kubernetes';
import { isRecord } from '../kubernetes/json';
import { isSameResource } from './relevance';
import { knownKafkaKinds, type KnownKafkaKind } from './rights/knownKafkaKinds';

const NAMED = 100;

interface Watch {
  readonly kubernetesCluster: string;
  readonly known: KnownKafkaKind;
  readonly resource: WatchedResource;
  readonly objects: AdditionalWatch;
}

/** What this works with. */
export interface UnsupportedKafkaOptions {
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
  readonly logger: LoggerService;
}

/**
 * Kafka clusters that no adapter supports. The definitions that each API
 * server has, which are watched anyway, say which of the known kinds it
 * serves and in which version; of those, and of no other, names are watched.
 */
export class UnsupportedKafka {
  readonly #options: UnsupportedKafkaOptions;
  readonly #watches = new Map<string, Watch>();
  #unsubscribe: (() => void) | undefined;

  private constructor(options: UnsupportedKafkaOptions) {
    this.#options = options;
  }

  static create(options: UnsupportedKafkaOptions) {
    return new UnsupportedKafka(options);
  }

  /** Follows the definitions from now on. */
  start() {
    const { gateway } = this.#options;
    this.#unsubscribe = gateway.subscribe(change => {
      if (
        change.type !== 'status' &&
        isSameResource(
          change.resource,
          kubernetesResources.customResourceDefinitions,
        )
      ) {
        this.#follow(change.kubernetesCluster);
      }
    });
    gateway.listKubernetesClusters().forEach(({ name }) => this.#follow(name));
  }

  async stop() {
    this.#unsubscribe?.();
    const watches = [...this.#watches.values()];
    this.#watches.clear();
    await Promise.all(watches.map(({ objects }) => objects.stop()));
  }

  /** Kinds that there are objects of, and kinds of which that cannot be said. It asks nobody: show it to the platform role alone. */
  list(): readonly UnsupportedClusters[] {
    const titles = new Map(
      this.#options.gateway
        .listKubernetesClusters()
        .map(({ name, title }) => [name, title]),
    );
    return [...this.#watches.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, watch]) =>
        toUnsupported(watch, titles.get(watch.kubernetesCluster)),
      )
      .filter(({ state, count }) => state !== 'known' || count > 0);
  }

  #follow(kubernetesCluster: string) {
    const { gateway, adapters, logger } = this.#options;
    const served = gateway
      .list(kubernetesCluster, kubernetesResources.customResourceDefinitions)
      .flatMap(definition => readKnownKind(definition, adapters));
    const wanted = new Map(
      served.map(found => [toKey(kubernetesCluster, found.resource), found]),
    );
    for (const [key, watch] of this.#watches) {
      if (watch.kubernetesCluster === kubernetesCluster && !wanted.has(key)) {
        this.#watches.delete(key);
        watch.objects.stop().catch(error => logger.debug(String(error)));
      }
    }
    for (const [key, found] of wanted) {
      if (!this.#watches.has(key)) {
        const objects = gateway.watch(kubernetesCluster, found.resource);
        this.#watches.set(key, { kubernetesCluster, ...found, objects });
      }
    }
  }
}

function toKey(
  kubernetesCluster: string,
  { group, plural, version }: KubernetesResource,
): string {
  return `${kubernetesCluster} ${group}/${plural} ${version}`;
}

function toUnsupported(
  { kubernetesCluster, known, resource, objects }: Watch,
  title: string | undefined,
): UnsupportedClusters {
  const { group, version, kind } = resource;
  const isForbidden = objects.status.state === 'forbidden';
  const items = objects
    .list()
    .map(({ metadata: { namespace, name } }) => ({ namespace, name }))
    .sort((a, b) =>
      `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1,
    );
  return {
    kubernetesCluster,
    title: title ?? kubernetesCluster,
    operator: known.operator,
    group,
    version,
    kind,
    state: isForbidden ? 'forbidden' : readKnown(objects),
    count: items.length,
    items: items.slice(0, NAMED),
  };
}

function readKnown({ hasSynced }: AdditionalWatch): 'known' | 'unknown' {
  return hasSynced ? 'known' : 'unknown';
}

/** Of a definition of a known kind what has to be watched; nothing of one that an adapter reads. */
function readKnownKind(
  { spec }: KubernetesObject,
  adapters: readonly OperatorAdapter[],
): { known: KnownKafkaKind; resource: WatchedResource }[] {
  const { group, names, scope, versions } = isRecord(spec) ? spec : {};
  const plural = isRecord(names) ? names.plural : undefined;
  const known = knownKafkaKinds.find(
    one => one.group === group && one.plural === plural,
  );
  const served = (Array.isArray(versions) ? versions : [])
    .filter(isRecord)
    .filter(version => version.served !== false);
  const best = served.find(({ storage }) => storage === true) ?? served[0];
  const isSupported =
    known &&
    adapters.some(
      ({ clusterResource }) =>
        clusterResource.group === known.group &&
        clusterResource.plural === known.plural &&
        served.some(({ name }) => name === clusterResource.version),
    );
  return known && typeof best?.name === 'string' && !isSupported
    ? [
        {
          known,
          resource: {
            group: known.group,
            version: best.name,
            plural: known.plural,
            kind: known.kind,
            namespaced: scope !== 'Cluster',
            metadataOnly: true,
            project: keepName,
          },
        },
      ]
    : [];
}

function keepName({ metadata }: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion } = metadata;
  return { metadata: { name, namespace, uid, resourceVersion } };
}
