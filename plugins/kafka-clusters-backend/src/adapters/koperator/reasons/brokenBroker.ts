import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { BrokerView } from '../brokers';
import { aboutNode, blockOfLoss, type Facts } from '../facts';
import { nameOf } from '../meta';
import { at, text } from '../parse';
import {
  isZoneClosed,
  notReadySince,
  unscheduledSince,
  type PodView,
} from '../pods';
import type { ClaimView } from '../volumes';
import { next, reason } from './reason';

/** A pod of Koperator that has failed is replaced within a second; one that stays is news. */
const FAILED_SECONDS = 15;

/** A volume normally binds within seconds. */
const VOLUME_SECONDS = 30;

function imageReason(
  facts: Facts,
  broker: BrokerView,
  pod: PodView,
): HealthReason {
  const { namespace } = facts;
  const image = pod.image ?? '';
  const wished = broker.wished?.image;
  const corrected = wished !== undefined && wished !== image;
  return reason(
    'broker-image-pull',
    {
      broker: broker.id,
      pod: pod.name,
      image,
      corrected: corrected ? 'yes' : 'no',
    },
    {
      about: [...aboutNode(facts, broker), facts.about],
      since: notReadySince(pod),
      blocks: blockOfLoss(facts, broker),
      // The stuck pod itself keeps the operator from replacing it.
      next: corrected
        ? next('delete-stuck-pod', { pod: pod.name, namespace })
        : next('correct-image-then-delete-pod', {
            image,
            pod: pod.name,
            namespace,
          }),
    },
  );
}

function claimEvent(
  facts: Facts,
  claim: ClaimView,
): KubernetesObject | undefined {
  return facts.objects
    .list(kubernetesResources.events, facts.namespace)
    .find(
      event =>
        at(event, 'involvedObject', 'kind') === 'PersistentVolumeClaim' &&
        at(event, 'involvedObject', 'name') === claim.volume.claim &&
        at(event, 'type') === 'Warning' &&
        at(event, 'reason') === 'ProvisioningFailed',
    );
}

function volumeReason(
  facts: Facts,
  broker: BrokerView,
): HealthReason | undefined {
  const claim = broker.claims.find(
    candidate =>
      candidate.volume.phase === 'Pending' || candidate.volume.phase === 'Lost',
  );
  if (
    !claim ||
    !['pending', 'starting', 'missing'].includes(broker.node.state)
  ) {
    return undefined;
  }
  const { storageClass = '', claim: name, phase } = claim.volume;
  const classes = facts.objects.list(kubernetesResources.storageClasses);
  const classMissing =
    storageClass !== '' &&
    classes.length > 0 &&
    !classes.some(object => nameOf(object) === storageClass);
  const event = claimEvent(facts, claim);
  // A volume that waits for its first consumer is pending as long as its pod.
  const waitsForPod =
    broker.node.state === 'pending' &&
    !/persistentvolumeclaim/i.test(broker.pod?.message ?? '');
  const slow =
    !waitsForPod && facts.deadlines.passed(claim.createdAt, VOLUME_SECONDS);
  if (!classMissing && !event && !slow && phase !== 'Lost') {
    return undefined;
  }
  return reason(
    'broker-volume-pending',
    {
      broker: broker.id,
      claim: name,
      storageClass,
      cause: text(at(event, 'message')) ?? (phase === 'Lost' ? 'Lost' : ''),
    },
    {
      about: [
        {
          kind: 'PersistentVolumeClaim',
          name,
          namespace: facts.namespace,
        },
        ...aboutNode(facts, broker),
      ],
      since: claim.createdAt,
      blocks: blockOfLoss(facts, broker),
      next: next('check-storage-class', { storageClass, claim: name }),
    },
  );
}

function unschedulableReason(
  facts: Facts,
  broker: BrokerView,
  pod: PodView,
): HealthReason {
  const zone =
    broker.node.volumes.find(volume => volume.phase === 'Bound')?.zone ??
    broker.wished?.zone ??
    '';
  return reason(
    'broker-unschedulable',
    {
      broker: broker.id,
      pod: pod.name,
      zone,
      cause: pod.message ?? pod.detail ?? '',
    },
    {
      about: aboutNode(facts, broker),
      since: unscheduledSince(pod),
      blocks: blockOfLoss(facts, broker),
      next:
        zone && isZoneClosed(pod)
          ? next('uncordon-or-add-node-in-zone', { zone })
          : next('add-node-or-free-resources', { pod: pod.name }),
    },
  );
}

function failingReason(
  facts: Facts,
  broker: BrokerView,
  pod: PodView,
): HealthReason {
  return reason(
    'broker-failing',
    {
      broker: broker.id,
      pod: pod.name,
      cause: pod.detail ?? '',
      exitCode: pod.exitCode ?? 0,
    },
    {
      about: aboutNode(facts, broker),
      since: pod.changedAt,
      blocks: blockOfLoss(facts, broker),
      next: next('read-pod-logs', {
        pod: pod.name,
        namespace: facts.namespace,
      }),
    },
  );
}

/** What is wrong with a broker and will not mend itself, new cluster or old. */
export function brokenBroker(
  facts: Facts,
  broker: BrokerView,
): HealthReason | undefined {
  const { pod } = broker;
  if (pod && broker.node.state === 'image-error') {
    return imageReason(facts, broker, pod);
  }
  const volume = volumeReason(facts, broker);
  if (volume) {
    return volume;
  }
  if (pod && broker.node.state === 'pending') {
    return unschedulableReason(facts, broker, pod);
  }
  if (pod && broker.node.state === 'failed') {
    // Without ZooKeeper a new broker cannot but end; it comes with ZooKeeper.
    const waits = !facts.established && !zookeeperRuns(facts);
    return !waits && facts.deadlines.passed(pod.changedAt, FAILED_SECONDS)
      ? failingReason(facts, broker, pod)
      : undefined;
  }
  return undefined;
}

function zookeeperRuns(facts: Facts): boolean {
  const { zookeeper } = facts;
  return zookeeper === undefined || zookeeper.running > zookeeper.total / 2;
}
