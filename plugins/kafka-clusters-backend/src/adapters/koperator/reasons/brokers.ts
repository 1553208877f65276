import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { BrokerView } from '../brokers';
import { aboutNode, blockOfLoss, START_SECONDS, type Facts } from '../facts';
import { nameOf } from '../meta';
import { at, latest, text } from '../parse';
import { notReadySince, unscheduledSince, type PodView } from '../pods';
import type { ClaimView } from '../volumes';
import { blocks, next, reason } from './reason';

/** A pod of Koperator that has failed is replaced within a second; one that stays is news. */
const FAILED_SECONDS = 15;

/** A volume normally binds within seconds. */
const VOLUME_SECONDS = 30;

/** Kafka answers the operator a moment before its pod is ready. */
const READY_SECONDS = 60;

/** A broker that is added to a working cluster, and has not answered yet. */
function isAdded(broker: BrokerView): boolean {
  return (
    broker.firstPod &&
    (broker.actionState === '' ||
      broker.actionState.startsWith('GracefulUpscale'))
  );
}

/** Whether a broker has never run and still has time to. */
export function isComingUp(facts: Facts, broker: BrokerView): boolean {
  const { deadlines, established } = facts;
  if (broker.answered) {
    return (
      broker.firstPod &&
      broker.pod !== undefined &&
      broker.pod.state !== 'stopping' &&
      !deadlines.passed(broker.pod.createdAt, READY_SECONDS)
    );
  }
  return (
    (!established || isAdded(broker)) &&
    !deadlines.passed(broker.since ?? facts.createdAt, START_SECONDS)
  );
}

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
      blocks: blockOfLoss(facts),
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
      blocks: blockOfLoss(facts),
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
    broker.node.volumes.find(volume => volume.phase === 'Bound')?.zone ?? '';
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
      blocks: blockOfLoss(facts),
      next: zone
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
      blocks: blockOfLoss(facts),
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

/** A broker that is away and may come back by itself. */
export function lostBroker(facts: Facts, broker: BrokerView): HealthReason {
  const { pod } = broker;
  if (!pod || broker.node.state === 'stopping') {
    return reason(
      'broker-missing',
      { broker: broker.id, zone: broker.node.zone ?? '' },
      {
        about: [...aboutNode(facts, broker), facts.about],
        since: pod?.changedAt,
        blocks: blockOfLoss(facts),
        next: next('nothing-wait', {}),
      },
    );
  }
  const since = notReadySince(pod);
  const slow = facts.deadlines.passed(since, START_SECONDS);
  return reason(
    'broker-not-ready',
    {
      broker: broker.id,
      pod: pod.name,
      minutes: facts.deadlines.minutesSince(since),
    },
    {
      about: aboutNode(facts, broker),
      since,
      blocks: blockOfLoss(facts),
      next: slow
        ? next('read-pod-logs', { pod: pod.name, namespace: facts.namespace })
        : next('nothing-wait', {}),
    },
  );
}

/** Disks whose claim is larger than the wish: the operator stops at them, and says so in its log only. */
export function shrinkReasons(facts: Facts): readonly HealthReason[] {
  return facts.brokers.flatMap(broker =>
    broker.claims.flatMap(({ volume }) => {
      const wished = broker.wished?.disks.find(
        disk => disk.mountPath === volume.mountPath,
      )?.bytes;
      return wished === undefined || wished >= volume.requestedBytes
        ? []
        : [
            reason(
              'storage-shrink-refused',
              {
                broker: broker.id,
                claim: volume.claim,
                currentBytes: volume.requestedBytes,
                wishedBytes: wished,
              },
              {
                about: [
                  {
                    kind: 'PersistentVolumeClaim',
                    name: volume.claim,
                    namespace: facts.namespace,
                  },
                  facts.about,
                ],
                blocks: blocks('the-change', {}),
                next: next('restore-volume-size', {
                  claim: volume.claim,
                  bytes: volume.requestedBytes,
                }),
              },
            ),
          ];
    }),
  );
}

/** Brokers whose own configuration Kafka has refused. */
export function configurationReasons(facts: Facts): readonly HealthReason[] {
  return facts.brokers
    .filter(broker => broker.node.configuration === 'error')
    .map(broker =>
      reason(
        'configuration-error',
        { broker: broker.id, detail: broker.perBrokerState },
        {
          about: [facts.about],
          blocks: blocks('the-change', {}),
          next: next('check-operator-log', { operator: 'koperator' }),
        },
      ),
    );
}

/** KRaft: without a majority of controllers nothing changes any more. */
export function controllerReasons(facts: Facts): readonly HealthReason[] {
  const { controllers, established } = facts;
  const running = controllers.filter(
    controller => controller.node.state === 'running',
  ).length;
  const total = controllers.length;
  if (!established || total === 0 || running > total / 2) {
    return [];
  }
  return [
    reason(
      'controllers-no-quorum',
      { running, total },
      {
        about: [
          facts.about,
          ...controllers
            .filter(controller => controller.node.state !== 'running')
            .flatMap(controller => aboutNode(facts, controller)),
        ],
        blocks: blocks('metadata-changes', {}),
        next: next('check-zookeeper-then-broker-logs', { zookeeper: '' }),
      },
    ),
  ];
}

/** Since when the last of the brokers has run. */
export function allRunningSince(facts: Facts): string | undefined {
  return latest(...facts.brokers.map(broker => broker.node.changedAt));
}
