import { ApiClient } from '../client/ApiClient';
import { Pod } from '../client/objects';
import { RESOURCES } from '../client/resources';
import { isReady } from '../controllers/kubelet/startup';
import {
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from '../controllers/koperator/types';
import { ZOOKEEPER_CLUSTERS } from '../controllers/zookeeper/types';
import { isLegacyRunning, LEGACY_KAFKA } from './legacy';
import { SAMPLE_KAFKAS, SampleCluster } from './samples';
import { UPGRADE_IMAGE } from './troubles';

/** What of the samples does not run yet; nothing when all do. */
export async function isSettled(
  client: ApiClient,
  cluster: SampleCluster,
): Promise<string | undefined> {
  const { items: kafkas } = await client.list(KOPERATOR_RESOURCES.clusters);
  const { items: zookeepers } = await client.list(ZOOKEEPER_CLUSTERS);
  const unsettled = Object.values(SAMPLE_KAFKAS)
    .filter(sample => sample.cluster === cluster)
    .filter(({ name, namespace }) => {
      const at = (object: { metadata: { name: string; namespace?: string } }) =>
        object.metadata.namespace === namespace;
      const kafka = kafkas.find(one => one.metadata.name === name && at(one));
      const zookeeper = zookeepers.find(
        one => one.metadata.name === `${name}-zk` && at(one),
      );
      return (
        !kafka ||
        !rebalanced(kafka) ||
        zookeeper?.status?.conditions?.[0]?.status !== 'True'
      );
    });
  if (LEGACY_KAFKA.cluster === cluster && !(await isLegacyRunning(client))) {
    return LEGACY_KAFKA.name;
  }
  return unsettled[0]?.name;
}

function rebalanced({ status, spec }: KafkaCluster): boolean {
  const brokers = Object.values(status?.brokersState ?? {});
  return (
    status?.state === 'ClusterRunning' &&
    brokers.length === spec.brokers.length &&
    brokers.every(broker => {
      const volumes = Object.values(
        broker.gracefulActionState.volumeStates ?? {},
      );
      return (
        broker.version !== undefined &&
        volumes.length > 0 &&
        volumes.every(one => one.cruiseControlVolumeState.endsWith('Succeeded'))
      );
    })
  );
}

/** What is not yet in the trouble that it should be in; nothing when all are. */
export async function isTroubled(
  client: ApiClient,
  cluster: SampleCluster,
): Promise<string | undefined> {
  const { items } = await client.list(RESOURCES.pods);
  const broker = (name: keyof typeof SAMPLE_KAFKAS, id: string) =>
    items.find(
      pod =>
        pod.metadata.labels?.kafka_cr === name &&
        pod.metadata.labels?.brokerId === id &&
        pod.metadata.namespace === SAMPLE_KAFKAS[name].namespace &&
        !pod.metadata.deletionTimestamp,
    );
  if (cluster === 'dev') {
    const held = broker('orders-events', '1');
    const waits =
      held && held.spec.containers[0].image === UPGRADE_IMAGE && isReady(held);
    return waits ? undefined : 'orders-events';
  }
  if (!isUnschedulable(broker('payments-ledger', '2'))) {
    return 'payments-ledger';
  }
  const stuck = broker('clickstream', '0')?.status.containerStatuses?.[0];
  return stuck?.state.waiting?.reason === 'ImagePullBackOff'
    ? undefined
    : 'clickstream';
}

function isUnschedulable(pod: Pod | undefined): boolean {
  return Boolean(
    pod?.status.conditions?.some(
      one => one.type === 'PodScheduled' && one.status === 'False',
    ),
  );
}
