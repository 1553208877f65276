import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  OWNER_ANNOTATION,
  deriveFindings,
  formatClusterRef,
  type ClusterRef,
  type EndedPod,
  type Finding,
  type Ownership,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type AdapterCluster,
  type KubernetesObject,
  type KubernetesObjects,
  type OperatorAdapter,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { GatewayChange, KubernetesGateway } from '../kubernetes';
import type { AdapterMemories } from './AdapterMemories';
import { CoalescedEmitter } from './CoalescedEmitter';
import { buildEndedPod } from './endedPods';
import type { EndedPodLog } from './EndedPodLog';
import type { OwnerLinks } from './OwnerLinks';
import type { Consumers } from './owners/Consumers';
import type { OwnerResolver } from './ownership';
import { redactModel } from './redactModel';
import { isSameNodeForClusters, isSameResource } from './relevance';
import { isReadable } from './sources';
import { buildUnreadableModel } from './unreadableModel';

/** A cluster as it stands now. */
export interface InventoryCluster {
  readonly ref: ClusterRef;
  readonly uid: string;
  /** The custom resource, as it is cached. */
  readonly object: KubernetesObject;
  readonly adapter: OperatorAdapter;
  readonly model: AdapterCluster;
  readonly findings: readonly Finding[];
  readonly ownership: Ownership;
  /** Entity refs of the teams that may read it as consumers. */
  readonly consumers: readonly string[];
}

interface Entry {
  readonly ref: ClusterRef;
  readonly adapter: OperatorAdapter;
  object: KubernetesObject;
  model?: AdapterCluster;
  /** Of the same model. */
  findings?: readonly Finding[];
  review?: NodeJS.Timeout;
}

/** How long changes gather before listeners hear of them: a change is on the screen within a second. */
export const CHANGE_DELAY = 150;
/** How long a creation waits for the watch; the page finds the cluster a little later then. */
const LONGEST_WAIT = 3_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** What the inventory is made of. */
export interface ClusterInventoryOptions {
  readonly gateway: KubernetesGateway;
  readonly adapters: readonly OperatorAdapter[];
  readonly owners: OwnerResolver;
  readonly links: OwnerLinks;
  readonly consumers: Consumers;
  readonly memories: AdapterMemories;
  readonly endedPods: EndedPodLog;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

/**
 * All Kafka clusters of all Kubernetes clusters, kept from what the gateway
 * sees. A model is made when somebody looks and kept until an object changes
 * that may change it.
 */
export class ClusterInventory {
  readonly #options: ClusterInventoryOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changes: CoalescedEmitter;
  #unsubscribe: (() => void) | undefined;

  private constructor(options: ClusterInventoryOptions) {
    this.#options = options;
    this.#changes = new CoalescedEmitter({
      logger: options.logger,
      milliseconds: CHANGE_DELAY,
    });
  }

  static create(options: ClusterInventoryOptions) {
    return new ClusterInventory(options);
  }

  /** Recalls what was recorded, and follows the gateway from then on. */
  async start() {
    const { memories, endedPods, links, gateway } = this.#options;
    await Promise.all([memories.load(), endedPods.load(), links.refresh()]);
    this.#unsubscribe = gateway.subscribe(change => this.#onChange(change));
  }

  /** Ends, and writes down what is not written yet. */
  async stop() {
    this.#unsubscribe?.();
    this.#changes.stop();
    for (const entry of this.#entries.values()) {
      clearTimeout(entry.review);
    }
    await this.#options.memories.stop();
  }

  /** Tells that something may look different; carries nothing and comes at most every {@link CHANGE_DELAY}. */
  subscribe(listener: () => void | Promise<void>): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Says that something outside Kubernetes changed, such as a request. */
  touch() {
    this.#changes.emit();
  }

  list(): readonly InventoryCluster[] {
    return [...this.#entries.values()].map(entry => this.#toCluster(entry));
  }

  find(ref: ClusterRef): InventoryCluster | undefined {
    const entry = this.#entries.get(formatClusterRef(ref));
    return entry && this.#toCluster(entry);
  }

  /**
   * Waits until the cluster is seen, so that a person who is sent to its page
   * finds it there; the watch is a moment behind the creation.
   */
  async waitFor(ref: ClusterRef, uid: string): Promise<void> {
    const isSeen = () =>
      this.#entries.get(formatClusterRef(ref))?.object.metadata.uid === uid;
    if (isSeen()) {
      return;
    }
    await new Promise<void>(resolve => {
      const unsubscribe = this.subscribe(() => {
        if (isSeen()) {
          done();
        }
      });
      const timer = setTimeout(done, LONGEST_WAIT);
      function done() {
        clearTimeout(timer);
        unsubscribe();
        resolve();
      }
    });
  }

  endedPods(cluster: InventoryCluster): readonly EndedPod[] {
    return this.#options.endedPods.list(cluster.uid);
  }

  /** Everything known of one Kubernetes cluster, for adapters. */
  objectsOf(kubernetesCluster: string): KubernetesObjects {
    return {
      list: (resource, namespace) =>
        this.#options.gateway.list(kubernetesCluster, resource, namespace),
      isKnown: resource =>
        isReadable(this.#options.gateway, kubernetesCluster, resource),
    };
  }

  #toCluster(entry: Entry): InventoryCluster {
    const { ref, object, adapter } = entry;
    const uid = object.metadata.uid ?? '';
    const model = this.#toModel(entry);
    entry.findings ??= deriveFindings(model);
    const ownership = this.#options.owners.resolve({
      kubernetesCluster: ref.kubernetesCluster,
      namespace: ref.namespace,
      uid,
      annotation: object.metadata.annotations?.[OWNER_ANNOTATION],
    });
    return {
      ref,
      uid,
      object,
      adapter,
      model,
      findings: entry.findings,
      ownership,
      consumers: this.#options.consumers.listTeams({ ref, uid, ownership }),
    };
  }

  #toModel(entry: Entry): AdapterCluster {
    entry.model ??= this.#buildModel(
      entry,
      this.objectsOf(entry.ref.kubernetesCluster),
    );
    this.#scheduleReview(entry, entry.model);
    return entry.model;
  }

  #buildModel(entry: Entry, objects: KubernetesObjects): AdapterCluster {
    try {
      return redactModel(
        entry.adapter.toModel({
          cluster: entry.object,
          objects,
          memory: this.#options.memories.find(entry.object.metadata.uid ?? ''),
          now: this.#options.now(),
        }),
      );
    } catch (error) {
      // One object that an adapter cannot digest takes nothing from the others.
      this.#options.logger.warn(
        `Cluster ${formatClusterRef(entry.ref)} cannot be read: ${error}`,
      );
      return buildUnreadableModel(entry.adapter);
    }
  }

  /** The verdict may change although no object does: look again then. */
  #scheduleReview(entry: Entry, model: AdapterCluster) {
    if (entry.review || model.reviewAt === undefined) {
      return;
    }
    const delay = Date.parse(model.reviewAt) - this.#options.now().getTime();
    if (Number.isNaN(delay)) {
      return;
    }
    entry.review = setTimeout(() => {
      this.#invalidate(entry);
    }, Math.min(Math.max(delay, CHANGE_DELAY), LONGEST_TIMER));
    entry.review.unref();
  }

  #invalidate(entry: Entry) {
    clearTimeout(entry.review);
    entry.review = undefined;
    entry.model = undefined;
    entry.findings = undefined;
    this.#changes.emit();
  }

  #onChange(change: GatewayChange) {
    if (change.type === 'synced') {
      // What was not known before may now be known to be absent.
      this.#invalidateWhere(
        ref => ref.kubernetesCluster === change.kubernetesCluster,
      );
    }
    if (change.type !== 'object') {
      this.#changes.emit();
      return;
    }
    const adapter = this.#options.adapters.find(({ clusterResource }) =>
      isSameResource(clusterResource, change.resource),
    );
    if (adapter) {
      this.#onClusterChange(adapter, change);
    }
    if (change.resource.namespaced && change.namespace !== undefined) {
      this.#onNamespacedChange(change, change.namespace);
    } else if (!isSameNodeForClusters(change)) {
      this.#invalidateWhere(
        ref => ref.kubernetesCluster === change.kubernetesCluster,
      );
    }
  }

  #onClusterChange(
    adapter: OperatorAdapter,
    change: GatewayChange & { type: 'object' },
  ) {
    const { memories, endedPods, links, logger } = this.#options;
    const ref: ClusterRef = {
      kubernetesCluster: change.kubernetesCluster,
      namespace: change.namespace ?? '',
      name: change.name,
    };
    const key = formatClusterRef(ref);
    const known = this.#entries.get(key);
    if (known && this.#outranks(known.adapter, adapter)) {
      return;
    }
    const knownUid = known?.object.metadata.uid;
    if (knownUid !== undefined && knownUid !== change.current?.metadata.uid) {
      clearTimeout(known?.review);
      this.#entries.delete(key);
      memories.forget(knownUid);
      endedPods.forget(knownUid);
    }
    if (change.current) {
      memories.look(adapter, change.current, this.#options.now());
      const entry = this.#entries.get(key) ?? {
        ref,
        adapter,
        object: change.current,
      };
      entry.object = change.current;
      this.#entries.set(key, entry);
      if (!known) {
        links
          .refresh()
          .then(() => this.#changes.emit())
          .catch(error => logger.warn(`Owner links are not known: ${error}`));
      }
    }
    this.#changes.emit();
  }

  /**
   * Types of two operators may have objects of one name in one namespace, and a
   * reference names only one: that of the operator that is listed first.
   */
  #outranks(one: OperatorAdapter, other: OperatorAdapter): boolean {
    const { adapters } = this.#options;
    return adapters.indexOf(one) < adapters.indexOf(other);
  }

  #onNamespacedChange(
    change: GatewayChange & { type: 'object' },
    namespace: string,
  ) {
    if (
      isSameResource(change.resource, kubernetesResources.pods) &&
      change.previous &&
      change.current?.metadata.uid !== change.previous.metadata.uid
    ) {
      this.#recordEndedPod(change.kubernetesCluster, change.previous);
    }
    // Deployments are the operators', which work for all namespaces.
    const everywhere = isSameResource(
      change.resource,
      kubernetesResources.deployments,
    );
    this.#invalidateWhere(
      (ref, entry) =>
        ref.kubernetesCluster === change.kubernetesCluster &&
        (everywhere ||
          ref.namespace === namespace ||
          entry.model?.zookeeper?.namespace === namespace),
    );
  }

  #invalidateWhere(concerns: (ref: ClusterRef, entry: Entry) => boolean) {
    for (const entry of this.#entries.values()) {
      if (concerns(entry.ref, entry)) {
        this.#invalidate(entry);
      }
    }
  }

  /**
   * Which node the pod was is asked of the adapter, with that pod as the only
   * one: its successor may be there already.
   */
  #recordEndedPod(kubernetesCluster: string, pod: KubernetesObject) {
    const all = this.objectsOf(kubernetesCluster);
    const alone: KubernetesObjects = {
      list: (resource, namespace) =>
        isSameResource(resource, kubernetesResources.pods)
          ? [pod]
          : all.list(resource, namespace),
    };
    for (const entry of this.#entries.values()) {
      const mayConcern =
        entry.ref.kubernetesCluster === kubernetesCluster &&
        (entry.ref.namespace === pod.metadata.namespace ||
          entry.model?.zookeeper?.namespace === pod.metadata.namespace);
      const node = mayConcern
        ? this.#buildModel(entry, alone).nodes.find(
            candidate => candidate.pod === pod.metadata.name,
          )
        : undefined;
      if (node) {
        this.#options.endedPods.record({
          uid: pod.metadata.uid ?? `${pod.metadata.name}`,
          clusterUid: entry.object.metadata.uid ?? '',
          pod: buildEndedPod(pod, node, this.#options.now()),
        });
      }
    }
  }
}
