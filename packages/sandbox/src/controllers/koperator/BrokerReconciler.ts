import { Informer } from '../../client/Informer';
import { Node, PersistentVolumeClaim, Pod } from '../../client/objects';
import { RESOURCES } from '../../client/resources';
import { parseQuantity } from '../../apiserver/validation/quantity';
import { ControllerContext } from '../ControllerContext';
import {
  buildBrokerConfigMap,
  buildBrokerPod,
  buildBrokerService,
  buildClaims,
  withLastApplied,
} from './buildBroker';
import {
  brokerIdOf,
  brokerPods,
  BrokerWorld,
  hasEnded,
  isOutdated,
} from './brokerPods';
import { backupOf } from './brokerSettings';
import { KoperatorWrites } from './KoperatorWrites';
import { Broker, KafkaCluster } from './types';

/** Seconds that the operator spends on each new broker. */
const BROKER_SECONDS = 0.8;

/** Brings claims, configuration and pod of each broker to what is wanted. */
export class BrokerReconciler {
  private readonly pods: Informer<Pod>;
  private readonly claims: Informer<PersistentVolumeClaim>;
  private readonly nodes: Informer<Node>;

  private constructor(
    private readonly context: ControllerContext,
    private readonly writes: KoperatorWrites,
    private readonly world: BrokerWorld,
  ) {
    this.pods = context.informer(RESOURCES.pods);
    this.claims = context.informer(RESOURCES.claims);
    this.nodes = context.informer(RESOURCES.nodes);
  }

  static create(
    context: ControllerContext,
    writes: KoperatorWrites,
    world: BrokerWorld,
  ): BrokerReconciler {
    return new BrokerReconciler(context, writes, world);
  }

  /** The pods of a cluster's brokers. */
  podsOf(cluster: KafkaCluster): Pod[] {
    return brokerPods(this.pods.list(cluster.metadata.namespace), cluster);
  }

  /** All claims of all brokers, before the first pod. */
  async ensureClaims(cluster: KafkaCluster): Promise<void> {
    for (const broker of cluster.spec.brokers) {
      for (const wanted of buildClaims(cluster, broker)) {
        const mountPath = wanted.metadata.annotations?.mountPath;
        const found = this.claimsOf(cluster, broker.id).find(
          claim => claim.metadata.annotations?.mountPath === mountPath,
        );
        if (!found) {
          await this.writes.client.create(
            RESOURCES.claims,
            withLastApplied(wanted),
          );
        } else {
          await this.growClaim(found, wanted);
        }
      }
    }
  }

  private async growClaim(
    found: PersistentVolumeClaim,
    wanted: PersistentVolumeClaim,
  ): Promise<void> {
    const size = (claim: PersistentVolumeClaim) =>
      claim.spec.resources?.requests?.storage;
    const before = parseQuantity(size(found)) ?? 0;
    const after = parseQuantity(size(wanted)) ?? 0;
    if (after < before) {
      throw new Error(
        'could not modify pvc size: one can not reduce the size of a PVC',
      );
    }
    if (after > before) {
      await this.writes.client.patch(RESOURCES.claims, found.metadata, {
        spec: { resources: { requests: { storage: size(wanted) } } },
      });
    }
  }

  /**
   * One broker. While another is held, none after it is restarted.
   * @returns `held` when it should be restarted but may not be yet
   */
  async reconcile(
    cluster: KafkaCluster,
    broker: Broker,
    othersHeld: boolean,
  ): Promise<'held' | 'done'> {
    const current = this.writes.latest(cluster);
    const pods = this.podsOf(current);
    const pod = pods.find(one => brokerIdOf(one) === String(broker.id));
    await this.ensureConfig(current, broker, pod);
    if (!current.spec.headlessServiceEnabled) {
      await this.writes.ensure(
        RESOURCES.services,
        buildBrokerService(current, broker),
      );
    }
    if (!pod) {
      await this.create(current, broker);
      return 'done';
    }
    if (hasEnded(pod) && !pod.metadata.deletionTimestamp) {
      await this.writes.remove(RESOURCES.pods, pod);
      return 'done';
    }
    return this.restartIfNeeded(
      this.writes.latest(cluster),
      broker,
      pod,
      othersHeld,
    );
  }

  private async ensureConfig(
    cluster: KafkaCluster,
    broker: Broker,
    pod: Pod | undefined,
  ): Promise<void> {
    if (
      cluster.spec.rackAwareness &&
      !(await this.ensureRack(cluster, broker, pod))
    ) {
      return;
    }
    const current = this.writes.latest(cluster);
    const told = current.spec.brokers.find(one => one.id === broker.id);
    const changed = await this.writes.ensure(
      RESOURCES.configMaps,
      buildBrokerConfigMap(current, told ?? broker),
    );
    if (changed && pod) {
      await this.writes.broker(current, broker.id, state => {
        state.configurationState = 'ConfigOutOfSync';
      });
    }
  }

  /** The rack is known when the pod has a node; before there is no configuration. */
  private async ensureRack(
    cluster: KafkaCluster,
    broker: Broker,
    pod: Pod | undefined,
  ): Promise<boolean> {
    if (broker.readOnlyConfig?.includes('broker.rack=')) {
      return true;
    }
    const node = this.nodes.get(pod?.spec.nodeName ?? '');
    if (!node) {
      return false;
    }
    const values = (cluster.spec.rackAwareness?.labels ?? []).map(
      label => node.metadata.labels?.[label] ?? '',
    );
    const rack = `broker.rack=${values.sort().join(',')}\n`;
    await this.writes.addRack(cluster, broker.id, rack);
    await this.writes.broker(cluster, broker.id, state => {
      state.rackAwarenessState = rack;
      state.configurationBackup = backupOf({
        ...broker,
        readOnlyConfig: `${broker.readOnlyConfig ?? ''}${rack}`,
      });
    });
    return true;
  }

  private async create(cluster: KafkaCluster, broker: Broker): Promise<void> {
    const state = cluster.status?.brokersState?.[String(broker.id)];
    const first = state?.configurationState === '';
    if (first) {
      await this.context.clock.wait(BROKER_SECONDS, cluster.metadata.namespace);
    }
    const wanted = this.wantedPod(this.writes.latest(cluster), broker);
    await this.writes.client.create(RESOURCES.pods, withLastApplied(wanted));
    await this.writes.broker(cluster, broker.id, one => {
      one.configurationState = 'ConfigInSync';
    });
    await this.writes.broker(cluster, broker.id, one => {
      one.perBrokerConfigurationState = 'PerBrokerConfigInSync';
    });
    if (first && !state?.gracefulActionState.cruiseControlState) {
      // Brokers of a new cluster are at their place; later ones must be filled.
      const later = cluster.status?.cruiseControlTopicStatus !== undefined;
      await this.writes.broker(cluster, broker.id, one => {
        one.gracefulActionState.cruiseControlState = later
          ? 'GracefulUpscaleRequired'
          : 'GracefulUpscaleSucceeded';
      });
    }
  }

  private async restartIfNeeded(
    cluster: KafkaCluster,
    broker: Broker,
    pod: Pod,
    othersHeld: boolean,
  ): Promise<'held' | 'done'> {
    if (!isOutdated(cluster, pod, this.wantedPod(cluster, broker))) {
      return 'done';
    }
    await this.writes.state(cluster, 'ClusterRollingUpgrading');
    const pods = this.podsOf(cluster);
    if (
      othersHeld ||
      pod.metadata.deletionTimestamp ||
      !this.world.mayRestart(cluster, pods)
    ) {
      return 'held';
    }
    await this.writes.remove(RESOURCES.pods, pod);
    return 'done';
  }

  private wantedPod(
    cluster: KafkaCluster,
    broker: Broker,
  ): Omit<Pod, 'status'> {
    const told = cluster.spec.brokers.find(one => one.id === broker.id);
    return buildBrokerPod(
      cluster,
      told ?? broker,
      this.claimsOf(cluster, broker.id),
    );
  }

  /** The claims of one broker in the order of their disks. */
  claimsOf(
    cluster: KafkaCluster,
    id: number | string,
  ): PersistentVolumeClaim[] {
    return this.claims
      .list(cluster.metadata.namespace)
      .filter(
        claim =>
          claim.metadata.labels?.kafka_cr === cluster.metadata.name &&
          claim.metadata.labels?.brokerId === String(id) &&
          !claim.metadata.deletionTimestamp &&
          (claim.metadata.ownerReferences ?? []).some(
            one => one.uid === cluster.metadata.uid,
          ),
      )
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }
}
