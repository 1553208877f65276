import { Informer } from '../../client/Informer';
import { KubeObject, Pod } from '../../client/objects';
import { keyOf, Resource, RESOURCES } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { FACTS } from '../SandboxFacts';
import { backupOf, listenerStatuses, versionOf } from './brokerSettings';
import { brokerIdOf, BrokerWorld } from './brokerPods';
import { BrokerReconciler } from './BrokerReconciler';
import {
  buildBootstrapService,
  buildBudget,
  buildCruiseControl,
  buildJmxConfigMaps,
} from './buildShared';
import { CruiseControlTasks } from './CruiseControlTasks';
import { finalize } from './finalize';
import { KoperatorWrites } from './KoperatorWrites';
import { whenOperatorRuns } from '../operatorGate';
import { startTopicsAndUsers } from './topicsAndUsers';
import { FINALIZERS, KafkaCluster, KOPERATOR_RESOURCES } from './types';

/** Seconds until the operator looks again while it may not go on. */
const HELD_SECONDS = 15;
const CATCH_UP_LOOK_SECONDS = 2;

/** Where the operator is installed, and under which name. */
export const KOPERATOR_INSTALLATION = {
  namespace: 'kafka-operator',
  name: 'kafka-operator',
  image: 'ghcr.io/adobe/koperator/kafka-operator:0.28.0-adobe-20260731',
};

class Koperator {
  private readonly writes: KoperatorWrites;
  private readonly brokers: BrokerReconciler;
  private readonly world: BrokerWorld;
  private readonly tasks: CruiseControlTasks;
  private readonly clusters: Informer<KafkaCluster>;
  private readonly queue: WorkQueue;

  private constructor(private readonly context: ControllerContext) {
    this.writes = KoperatorWrites.create(context, context.client('koperator'));
    this.world = BrokerWorld.create(context);
    this.brokers = BrokerReconciler.create(context, this.writes, this.world);
    this.clusters = context.informer(KOPERATOR_RESOURCES.clusters);
    const runs = whenOperatorRuns(context, KOPERATOR_INSTALLATION, () =>
      this.addAll(),
    );
    this.queue = context.queue('koperator', async key =>
      runs() ? this.reconcile(key) : undefined,
    );
    this.tasks = CruiseControlTasks.start(context, this.writes, runs);
    startTopicsAndUsers(context, this.writes, this.world, this.brokers, runs);
  }

  static start(context: ControllerContext): void {
    const koperator = new Koperator(context);
    koperator.clusters.onChange((type, cluster, old) => {
      if (
        type !== 'MODIFIED' ||
        cluster.metadata.generation !== old?.metadata.generation
      ) {
        koperator.queue.add(keyOf(cluster));
      }
    });
    context.informer(RESOURCES.pods).onChange((type, pod, old) => {
      if (type !== 'MODIFIED' || picture(pod) !== picture(old)) {
        koperator.addOwner(pod);
      }
    });
    context.informer(RESOURCES.deployments).onChange((_type, one, old) => {
      if (one.status?.readyReplicas !== old?.status?.readyReplicas) {
        koperator.addOwner(one);
      }
    });
    koperator.watchRemovals(RESOURCES.configMaps);
    koperator.watchRemovals(RESOURCES.services);
    koperator.watchRemovals(RESOURCES.budgets);
    koperator.watchRemovals(RESOURCES.claims);
    context.informer(RESOURCES.configMaps).onChange((_type, one) => {
      if (one.metadata.name === FACTS.name) {
        koperator.addAll();
      }
    });
  }

  private watchRemovals(resource: Resource<KubeObject>): void {
    this.context.informer(resource).onChange((type, object) => {
      if (type === 'DELETED') {
        this.addOwner(object);
      }
    });
  }

  private addAll(): void {
    this.clusters.list().forEach(cluster => this.queue.add(keyOf(cluster)));
  }

  private addOwner(object: KubeObject): void {
    const owner = object.metadata.ownerReferences?.find(
      one => one.kind === 'KafkaCluster',
    );
    if (owner) {
      this.queue.add(`${object.metadata.namespace}/${owner.name}`);
    }
  }

  private async reconcile(key: string): Promise<number | void> {
    const cluster = this.clusters.byKey(key);
    if (!cluster || cluster.spec.kRaft) {
      return undefined;
    }
    const { namespace } = cluster.metadata;
    if (cluster.metadata.deletionTimestamp) {
      return finalize(this.context, this.writes, cluster);
    }
    await this.begin(cluster);
    await this.ensureShared(cluster);
    const held = await this.ensureBrokers(cluster);
    if (held) {
      return this.context.clock.ms(
        this.catchingUp(cluster) ? CATCH_UP_LOOK_SECONDS : HELD_SECONDS,
        namespace,
      );
    }
    const current = this.writes.latest(cluster);
    if (!this.world.answers(current, this.brokers.podsOf(current))) {
      return this.context.clock.ms(HELD_SECONDS, namespace);
    }
    await this.ensureCruiseControl(current);
    await this.finish(current);
    this.tasks.look(key);
    return undefined;
  }

  private async begin(cluster: KafkaCluster): Promise<void> {
    await this.writes.status(cluster, status => {
      if (status.state !== 'ClusterRollingUpgrading') {
        status.state = 'ClusterReconciling';
      }
    });
  }

  private async ensureShared(cluster: KafkaCluster): Promise<void> {
    for (const map of buildJmxConfigMaps(cluster)) {
      await this.writes.ensure(RESOURCES.configMaps, map);
    }
    const budget = buildBudget(cluster);
    if (budget) {
      await this.writes.ensure(RESOURCES.budgets, budget);
    }
    await this.writes.ensure(
      RESOURCES.services,
      buildBootstrapService(cluster),
    );
    await this.writes.status(cluster, status => {
      const states = { ...status.brokersState };
      for (const broker of cluster.spec.brokers) {
        states[String(broker.id)] ??= {
          configurationState: '',
          perBrokerConfigurationState: '',
          rackAwarenessState: '',
          configurationBackup: backupOf(broker),
          gracefulActionState: { cruiseControlState: '' },
        };
      }
      status.brokersState = states;
    });
    await this.writes.status(cluster, status => {
      status.listenerStatuses = listenerStatuses(cluster);
    });
  }

  /** @returns whether a restart is held */
  private async ensureBrokers(cluster: KafkaCluster): Promise<boolean> {
    await this.brokers.ensureClaims(cluster);
    let held = false;
    for (const broker of cluster.spec.brokers) {
      const result = await this.brokers.reconcile(cluster, broker, held);
      held ||= result === 'held';
      await this.readVersion(cluster, broker.id);
    }
    for (const { id } of cluster.spec.brokers) {
      await this.markNewVolumes(cluster, id);
    }
    return held;
  }

  /** A broker that answers tells its version. */
  private async readVersion(cluster: KafkaCluster, id: number): Promise<void> {
    const pod = this.brokers
      .podsOf(cluster)
      .find(one => brokerIdOf(one) === String(id));
    const image = pod?.spec.containers[0]?.image;
    if (pod && image && isReady(pod) && !pod.metadata.deletionTimestamp) {
      await this.writes.broker(cluster, id, state => {
        state.image = image;
        state.version = versionOf(image);
      });
    }
  }

  /** Disks that the operator has not seen before wait for a rebalance. */
  private async markNewVolumes(
    cluster: KafkaCluster,
    id: number,
  ): Promise<void> {
    const paths = this.brokers
      .claimsOf(cluster, id)
      .flatMap(claim => claim.metadata.annotations?.mountPath ?? []);
    await this.writes.broker(cluster, id, state => {
      const volumes = { ...state.gracefulActionState.volumeStates };
      for (const path of paths) {
        volumes[path] ??= {
          cruiseControlVolumeState: 'GracefulDiskRebalanceRequired',
        };
      }
      state.gracefulActionState.volumeStates = volumes;
    });
  }

  private async ensureCruiseControl(cluster: KafkaCluster): Promise<void> {
    if (!cluster.spec.cruiseControlConfig.cruiseControlEndpoint) {
      const parts = buildCruiseControl(cluster);
      await this.writes.ensure(RESOURCES.services, parts.service);
      await this.writes.ensure(RESOURCES.configMaps, parts.config);
      await this.writes.ensure(RESOURCES.deployments, parts.deployment);
    }
    await this.writes.status(cluster, status => {
      status.cruiseControlTopicStatus = 'CruiseControlTopicReady';
    });
  }

  private async finish(cluster: KafkaCluster): Promise<void> {
    const wanted = [FINALIZERS.main, FINALIZERS.topics, FINALIZERS.users];
    const present = this.writes.latest(cluster).metadata.finalizers ?? [];
    if (!wanted.every(one => present.includes(one))) {
      await this.writes.finalizers(cluster, [
        ...present,
        ...wanted.filter(one => !present.includes(one)),
      ]);
    }
    if (
      this.writes.latest(cluster).status?.state === 'ClusterRollingUpgrading'
    ) {
      await this.writes.status(cluster, status => {
        status.rollingUpgradeStatus = {
          errorCount: 0,
          lastSuccess: new Date().toISOString().slice(0, 19).replace('T', ' '),
        };
      });
    }
    await this.writes.state(cluster, 'ClusterRunning');
  }

  /** While replicas catch up nothing tells when they are done but looking. */
  private catchingUp(cluster: KafkaCluster): boolean {
    return this.brokers
      .podsOf(cluster)
      .some(pod => isReady(pod) && !this.world.inSync(cluster, pod));
  }
}

/** What of a pod makes the operator look. */
function picture(pod: Pod | undefined): string {
  return JSON.stringify([
    pod?.status.phase,
    pod?.spec.nodeName,
    pod?.metadata.deletionTimestamp,
    pod?.metadata.labels,
    pod && isReady(pod),
    pod?.status.containerStatuses?.map(one => Object.keys(one.state)),
  ]);
}

/** Koperator of the adobe line, ZooKeeper mode. */
export function startKoperator(context: ControllerContext): void {
  Koperator.start(context);
}
