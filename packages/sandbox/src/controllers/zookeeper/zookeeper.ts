import { secondTime } from '../../client/EventRecorder';
import { ApiClient } from '../../client/ApiClient';
import { isStatus } from '../../client/HttpsConnection';
import { Informer } from '../../client/Informer';
import { KubeObject, Pod } from '../../client/objects';
import { keyOf, Resource, RESOURCES } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { whenOperatorRuns } from '../operatorGate';
import {
  buildBudget,
  buildConfigMap,
  buildServices,
  buildStatefulSet,
} from './build';
import { withDefaults } from './defaults';
import { CLAIM_FINALIZER, ZOOKEEPER_CLUSTERS, ZookeeperCluster } from './types';

/** The operator looks at a cluster every so many seconds, whatever happens. */
const POLL_SECONDS = 30;

/** Where the operator is installed, and under which name. */
export const ZOOKEEPER_INSTALLATION = {
  namespace: 'zookeeper-operator',
  name: 'zookeeper-operator',
  image: 'pravega/zookeeper-operator:0.2.15',
};

type Status = NonNullable<ZookeeperCluster['status']>;

class ZookeeperOperator {
  private readonly client: ApiClient;
  private readonly clusters: Informer<ZookeeperCluster>;
  private readonly queue: WorkQueue;
  private readonly lastLook = new Map<string, number>();

  private constructor(private readonly context: ControllerContext) {
    this.client = context.client('zookeeper-operator');
    this.clusters = context.informer(ZOOKEEPER_CLUSTERS);
    const runs = whenOperatorRuns(context, ZOOKEEPER_INSTALLATION, () =>
      this.clusters.list().forEach(one => this.queue.add(keyOf(one))),
    );
    this.queue = context.queue('zookeeper', async key =>
      runs() ? this.reconcile(key) : undefined,
    );
  }

  static start(context: ControllerContext): void {
    const operator = new ZookeeperOperator(context);
    operator.clusters.onChange((type, cluster, old) => {
      if (
        type !== 'MODIFIED' ||
        cluster.metadata.generation !== old?.metadata.generation
      ) {
        operator.queue.add(keyOf(cluster));
      }
    });
  }

  private async reconcile(key: string): Promise<number | void> {
    const cluster = this.clusters.byKey(key);
    if (!cluster) {
      this.lastLook.delete(key);
      return undefined;
    }
    const { namespace } = cluster.metadata;
    if (cluster.metadata.deletionTimestamp) {
      await this.finalize(cluster);
      return undefined;
    }
    const poll = this.context.clock.ms(POLL_SECONDS, namespace);
    if (await this.writeDefaults(cluster)) {
      return undefined;
    }
    const created = await this.ensureAll(this.latest(cluster));
    // Between creation and the next look nothing is reported.
    const last = this.lastLook.get(key);
    if (created) {
      await this.reportNew(cluster);
      this.lastLook.set(key, Date.now());
      return poll;
    }
    const left = last === undefined ? 0 : last + poll - Date.now();
    if (left > 5) {
      return left;
    }
    this.lastLook.set(key, Date.now());
    await this.report(this.latest(cluster));
    return poll;
  }

  private latest(cluster: ZookeeperCluster): ZookeeperCluster {
    return this.clusters.byKey(keyOf(cluster)) ?? cluster;
  }

  /** @returns whether the specification had to be written, which calls again */
  private async writeDefaults(cluster: ZookeeperCluster): Promise<boolean> {
    const spec = withDefaults(cluster);
    const restart = spec.triggerRollingRestart;
    const complete =
      Object.keys(spec).every(key => Object.hasOwn(cluster.spec, key)) &&
      cluster.spec.image?.tag !== undefined &&
      cluster.spec.pod?.labels !== undefined;
    if (!complete || restart) {
      if (restart) {
        await this.restartMembers(cluster);
        delete spec.triggerRollingRestart;
      }
      await this.client.update(ZOOKEEPER_CLUSTERS, { ...cluster, spec });
      return true;
    }
    const wantsFinalizer =
      spec.persistence?.reclaimPolicy === 'Delete' &&
      !cluster.metadata.finalizers?.includes(CLAIM_FINALIZER);
    if (wantsFinalizer) {
      await this.client.patch(ZOOKEEPER_CLUSTERS, cluster.metadata, {
        metadata: {
          finalizers: [...(cluster.metadata.finalizers ?? []), CLAIM_FINALIZER],
        },
      });
    }
    return false;
  }

  private async restartMembers(cluster: ZookeeperCluster): Promise<void> {
    const { name, namespace } = cluster.metadata;
    await this.client.patch(
      RESOURCES.statefulSets,
      { name, namespace },
      {
        spec: {
          template: {
            metadata: {
              annotations: { restartTime: new Date().toISOString() },
            },
          },
        },
      },
    );
  }

  /** @returns whether the members had to be created */
  private async ensureAll(cluster: ZookeeperCluster): Promise<boolean> {
    const { name, namespace } = cluster.metadata;
    await this.ensure(RESOURCES.configMaps, buildConfigMap(cluster));
    const sets = this.context.informer(RESOURCES.statefulSets);
    const existing = sets.get(name, namespace);
    const wanted = buildStatefulSet(cluster);
    if (!existing) {
      await this.client.create(RESOURCES.statefulSets, wanted);
    } else if (differs(existing, wanted)) {
      await this.client.patch(RESOURCES.statefulSets, existing.metadata, {
        metadata: { labels: wanted.metadata.labels },
        spec: {
          replicas: wanted.spec.replicas,
          template: {
            spec: { containers: wanted.spec.template.spec.containers },
          },
        },
      });
    }
    for (const service of buildServices(cluster)) {
      await this.ensure(RESOURCES.services, service);
    }
    await this.ensure(RESOURCES.budgets, buildBudget(cluster));
    return !existing;
  }

  private async ensure<T extends KubeObject>(
    resource: Resource<T>,
    wanted: T,
  ): Promise<void> {
    const { name, namespace } = wanted.metadata;
    if (!this.context.informer(resource).get(name, namespace)) {
      await this.client.create(resource, wanted);
    }
  }

  private async reportNew(cluster: ZookeeperCluster): Promise<void> {
    const condition = (type: string) => ({ status: 'False', type });
    const ready = this.members(cluster).map(pod => pod.metadata.name);
    await this.status(cluster, status => ({
      ...status,
      conditions: ['PodsReady', 'Upgrading', 'Error'].map(condition),
      // A member without conditions passes for ready: so the operator has it.
      members: { ready },
    }));
    await this.status(cluster, status => ({
      ...status,
      externalClientEndpoint: 'N/A',
      internalClientEndpoint: this.endpoint(cluster),
    }));
  }

  private endpoint(cluster: ZookeeperCluster): string {
    const { name, namespace } = cluster.metadata;
    const service = this.context
      .informer(RESOURCES.services)
      .get(`${name}-client`, namespace);
    return `${service?.spec.clusterIP ?? ''}:2181`;
  }

  /** What the operator says at each look. */
  private async report(cluster: ZookeeperCluster): Promise<void> {
    const { name, namespace } = cluster.metadata;
    const set = this.context
      .informer(RESOURCES.statefulSets)
      .get(name, namespace);
    const members = this.members(cluster);
    const replicas = cluster.spec.replicas ?? 3;
    const tag = cluster.spec.image?.tag;
    const ready = set?.status?.readyReplicas ?? 0;
    const updated =
      set?.status?.currentRevision === set?.status?.updateRevision;
    const allReady = ready === replicas && updated;
    const names = (keep: boolean) =>
      shuffled(
        members
          .filter(pod => isReady(pod) === keep)
          .map(pod => pod.metadata.name),
      );
    await this.status(cluster, status => {
      const upgrading =
        status.currentVersion !== undefined &&
        tag !== status.currentVersion &&
        !allReady;
      return {
        ...status,
        replicas,
        readyReplicas: ready,
        members: membersOf(names(true), names(false)),
        externalClientEndpoint: 'N/A',
        internalClientEndpoint: this.endpoint(cluster),
        currentVersion: allReady ? tag : status.currentVersion,
        targetVersion: upgrading ? tag : undefined,
        metaRootCreated: allReady || status.metaRootCreated,
        conditions: conditions(
          status,
          { allReady, upgrading, updated: set?.status?.updatedReplicas },
          secondTime(this.context.now(namespace)),
        ),
      };
    });
    await this.removeSurplusClaims(cluster);
  }

  private async removeSurplusClaims(cluster: ZookeeperCluster): Promise<void> {
    const { name } = cluster.metadata;
    if (cluster.spec.persistence?.reclaimPolicy !== 'Delete') {
      return;
    }
    const replicas = cluster.spec.replicas ?? 3;
    for (const claim of this.claims(cluster)) {
      const ordinal = Number(claim.metadata.name.slice(`data-${name}-`.length));
      if (ordinal >= replicas && !claim.metadata.deletionTimestamp) {
        await this.client.delete(RESOURCES.claims, claim.metadata);
      }
    }
  }

  private async finalize(cluster: ZookeeperCluster): Promise<void> {
    const { finalizers = [] } = cluster.metadata;
    if (!finalizers.includes(CLAIM_FINALIZER)) {
      return;
    }
    for (const claim of this.claims(cluster)) {
      if (!claim.metadata.deletionTimestamp) {
        await this.client.delete(RESOURCES.claims, claim.metadata);
      }
    }
    await this.client.patch(ZOOKEEPER_CLUSTERS, cluster.metadata, {
      metadata: {
        finalizers: finalizers.filter(one => one !== CLAIM_FINALIZER),
      },
    });
  }

  private claims(cluster: ZookeeperCluster) {
    return this.context
      .informer(RESOURCES.claims)
      .list(cluster.metadata.namespace)
      .filter(claim => claim.metadata.labels?.uid === cluster.metadata.uid);
  }

  private members(cluster: ZookeeperCluster): Pod[] {
    return this.context
      .informer(RESOURCES.pods)
      .list(cluster.metadata.namespace)
      .filter(
        pod =>
          pod.metadata.labels?.app === cluster.metadata.name &&
          pod.metadata.labels?.kind === 'ZookeeperMember',
      );
  }

  private async status(
    cluster: ZookeeperCluster,
    change: (status: Status) => Status,
  ): Promise<void> {
    const current = this.latest(cluster);
    const status = change(current.status ?? {});
    if (JSON.stringify(status) === JSON.stringify(current.status)) {
      return;
    }
    try {
      await this.client.update(
        ZOOKEEPER_CLUSTERS,
        { ...current, status },
        'status',
      );
    } catch (error) {
      if (!isStatus(error, 409)) {
        throw error;
      }
      const { name, namespace } = cluster.metadata;
      const fresh = await this.client.get(ZOOKEEPER_CLUSTERS, name, namespace);
      await this.client.update(
        ZOOKEEPER_CLUSTERS,
        { ...fresh, status: change(fresh.status ?? {}) },
        'status',
      );
    }
  }
}

/** Empty lists are left out. */
function membersOf(ready: string[], unready: string[]): Status['members'] {
  return {
    ...(ready.length ? { ready } : {}),
    ...(unready.length ? { unready } : {}),
  };
}

function differs(
  existing: ReturnType<typeof buildStatefulSet>,
  wanted: ReturnType<typeof buildStatefulSet>,
): boolean {
  const facts = (set: typeof existing) => {
    const [container] = set.spec.template.spec.containers;
    return JSON.stringify([
      set.spec.replicas,
      container.image,
      container.resources?.requests,
      container.resources?.limits,
    ]);
  };
  return facts(existing) !== facts(wanted);
}

function conditions(
  status: Status,
  seen: { allReady: boolean; upgrading: boolean; updated?: number },
  now: string,
): NonNullable<Status['conditions']> {
  const { allReady, upgrading, updated = 0 } = seen;
  const states = [
    { type: 'PodsReady', status: allReady ? 'True' : 'False' },
    {
      type: 'Upgrading',
      status: upgrading ? 'True' : 'False',
      ...(upgrading
        ? { reason: 'Updating Zookeeper', message: String(updated) }
        : {}),
    },
    { type: 'Error', status: 'False' },
  ];
  return states.map(state => {
    const old = status.conditions?.find(one => one.type === state.type);
    const same = (old?.status ?? 'False') === state.status;
    return {
      ...state,
      lastTransitionTime: same ? old?.lastTransitionTime : now,
      lastUpdateTime: same ? old?.lastUpdateTime : now,
    };
  });
}

/** The order of members is random and changes with every write. */
function shuffled(names: string[]): string[] {
  const by = Date.now() % Math.max(1, names.length);
  return [...names.slice(by), ...names.slice(0, by)];
}

/** The ZooKeeper operator of pravega. */
export function startZookeeperOperator(context: ControllerContext): void {
  ZookeeperOperator.start(context);
}
