import { Pod } from '../../client/objects';
import { Stages } from '../Clock';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { selects } from '../labels';
import { equal, JsonObject } from '../../apiserver/json';
import { LAST_APPLIED, unpackLastApplied } from './lastApplied';
import { KafkaCluster } from './types';

/** Seconds until the replicas of a broker that has started are in sync again. */
const CATCH_UP_SECONDS = 4;

/** Pods of a cluster's brokers, with those that are going. */
export function brokerPods(pods: Pod[], cluster: KafkaCluster): Pod[] {
  return pods.filter(
    pod =>
      pod.metadata.labels?.kafka_cr === cluster.metadata.name &&
      pod.metadata.labels?.app === 'kafka' &&
      (pod.metadata.ownerReferences ?? []).some(
        one => one.uid === cluster.metadata.uid,
      ),
  );
}

/** The broker that a pod is. */
export function brokerIdOf(pod: Pod): string {
  return pod.metadata.labels?.brokerId ?? '';
}

/** Whether a pod has ended and must be replaced. */
export function hasEnded(pod: Pod): boolean {
  return (
    pod.status.phase === 'Failed' ||
    pod.status.phase === 'Succeeded' ||
    Boolean(pod.status.containerStatuses?.some(one => one.state.terminated))
  );
}

/** Whether a pod is not what is wanted any more, or is marked for a restart. */
export function isOutdated(
  cluster: KafkaCluster,
  pod: Pod,
  wanted: Omit<Pod, 'status'>,
): boolean {
  const state = cluster.status?.brokersState?.[brokerIdOf(pod)];
  const { taintedBrokersSelector } = cluster.spec;
  const applied = unpackLastApplied(pod.metadata.annotations?.[LAST_APPLIED]);
  return (
    state?.configurationState === 'ConfigOutOfSync' ||
    (taintedBrokersSelector !== undefined &&
      selects(taintedBrokersSelector, pod.metadata.labels)) ||
    !equal(
      applied as JsonObject | undefined,
      JSON.parse(JSON.stringify(wanted)) as JsonObject,
    )
  );
}

/** Whether a pod counts as pending: a container waits, whatever for. */
function isPending(pod: Pod): boolean {
  return Boolean(pod.status.containerStatuses?.some(one => one.state.waiting));
}

/** What Kafka itself would say about its brokers. */
export class BrokerWorld {
  private readonly stages = new Stages();

  private constructor(private readonly context: ControllerContext) {}

  static create(context: ControllerContext): BrokerWorld {
    return new BrokerWorld(context);
  }

  /** Whether enough brokers run for the operator to reach Kafka. */
  answers(cluster: KafkaCluster, pods: Pod[]): boolean {
    const up = pods.filter(
      pod => isReady(pod) && !pod.metadata.deletionTimestamp,
    ).length;
    return up >= Math.max(1, Math.floor(cluster.spec.brokers.length / 2) + 1);
  }

  /** Whether all replicas of a broker are in sync. */
  inSync(cluster: KafkaCluster, pod: Pod): boolean {
    const { namespace, name, uid } = cluster.metadata;
    const key = pod.metadata.uid ?? uid ?? '';
    if (!isReady(pod) || pod.metadata.deletionTimestamp) {
      this.stages.elapsed(key, 'down');
      return false;
    }
    const elapsed = this.stages.elapsed(key, 'up');
    const needed = this.context.clock.ms(CATCH_UP_SECONDS, namespace);
    return (
      elapsed >= needed &&
      !this.context.facts.lags(`${namespace}/${name}`, brokerIdOf(pod), pod)
    );
  }

  /**
   * Whether one more broker may be restarted: all pods are there, none is
   * going or waiting, and fewer brokers than the threshold are out of sync.
   */
  mayRestart(cluster: KafkaCluster, pods: Pod[]): boolean {
    const { spec } = cluster;
    const {
      failureThreshold,
      concurrentBrokerRestartCountPerRack: atOnce = 1,
    } = spec.rollingUpgradeConfig;
    const busy = pods.filter(
      pod => pod.metadata.deletionTimestamp || isPending(pod),
    ).length;
    const behind = pods.filter(pod => !this.inSync(cluster, pod)).length;
    const errors = cluster.status?.rollingUpgradeStatus?.errorCount ?? 0;
    return (
      pods.length === spec.brokers.length &&
      busy < atOnce &&
      errors + behind < failureThreshold
    );
  }
}
