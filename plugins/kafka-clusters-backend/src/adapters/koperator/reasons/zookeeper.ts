import type {
  BlockCode,
  HealthReason,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { kubernetesResources } from '@kafka-clusters/plugin-kafka-clusters-node';
import { START_SECONDS, type Facts } from '../facts';
import { nameOf } from '../meta';
import { isZoneClosed, notReadySince, unscheduledSince } from '../pods';
import type { MemberView, ZookeeperAddress, ZookeeperView } from '../zookeeper';
import { blocks, next, reason, type Message } from './reason';

function aboutMember(view: ZookeeperView, member: MemberView) {
  const { namespace, name } = view.address;
  const cluster = { kind: 'ZookeeperCluster', name, namespace };
  return member.pod
    ? [{ kind: 'Pod', name: member.pod.name, namespace }, cluster]
    : [cluster];
}

function blockOf(facts: Facts, view: ZookeeperView) {
  const { running, total } = view;
  if (!facts.established && !view.formed) {
    return blocks('creation', {});
  }
  return running - 1 > total / 2
    ? blocks('nothing', {})
    : blocks('no-more-loss', { running, total });
}

/** What is wrong with one member and will not mend itself, new cluster or old. */
function brokenMember(
  facts: Facts,
  view: ZookeeperView,
  member: MemberView,
): HealthReason | undefined {
  const { namespace, name } = view.address;
  const { pod, node, ordinal } = member;
  const rest = {
    about: aboutMember(view, member),
    blocks: blockOf(facts, view),
  };
  if (pod && node.state === 'image-error') {
    return reason(
      'zookeeper-image-pull',
      {
        zookeeper: name,
        member: ordinal,
        pod: pod.name,
        image: pod.image ?? '',
      },
      {
        ...rest,
        since: notReadySince(pod),
        // A StatefulSet never replaces a pod that has not become ready.
        next: next('correct-image-then-delete-pod', {
          image: pod.image ?? '',
          pod: pod.name,
          namespace,
        }),
      },
    );
  }
  if (pod && node.state === 'pending') {
    const zone =
      node.volumes.find(volume => volume.phase === 'Bound')?.zone ?? '';
    return reason(
      'zookeeper-unschedulable',
      {
        zookeeper: name,
        member: ordinal,
        pod: pod.name,
        zone,
        cause: pod.message ?? pod.detail ?? '',
      },
      {
        ...rest,
        since: unscheduledSince(pod),
        next:
          zone && isZoneClosed(pod)
            ? next('uncordon-or-add-node-in-zone', { zone })
            : next('add-node-or-free-resources', { pod: pod.name }),
      },
    );
  }
  return undefined;
}

function missingMember(
  facts: Facts,
  view: ZookeeperView,
  member: MemberView,
): HealthReason {
  const { namespace, name } = view.address;
  const { running, total } = view;
  const { pod } = member;
  const slow =
    pod !== undefined &&
    facts.deadlines.passed(notReadySince(pod), START_SECONDS);
  return reason(
    'zookeeper-member-missing',
    { zookeeper: name, member: member.ordinal, running, total },
    {
      about: aboutMember(view, member),
      since: pod && notReadySince(pod),
      blocks: blockOf(facts, view),
      next:
        pod && (slow || member.node.state === 'failed')
          ? next('read-pod-logs', { pod: pod.name, namespace })
          : next('nothing-wait', {}),
    },
  );
}

/**
 * Somebody else's ZooKeeper may have the same kind of address: a Service of
 * the name settles it. Brokers that run only lose it where the portal sees
 * the Services of its namespace at all.
 */
function isMissing(facts: Facts, address: ZookeeperAddress): boolean {
  const services = facts.objects.list(
    kubernetesResources.services,
    address.namespace,
  );
  const visible = services.length > 0 || address.namespace === facts.namespace;
  return (
    (facts.running === 0 || visible) &&
    !services.some(service => nameOf(service) === `${address.name}-client`)
  );
}

function startingReason(
  view: ZookeeperView,
  running: number,
  total: number,
  block: Message<BlockCode>,
): HealthReason {
  const { name, namespace } = view.address;
  return reason(
    'zookeeper-starting',
    { zookeeper: name, running, total },
    {
      about: [{ kind: 'ZookeeperCluster', name, namespace }],
      since: view.createdAt,
      blocks: block,
      next: next('nothing-wait', {}),
    },
  );
}

function noQuorumReason(
  facts: Facts,
  view: ZookeeperView,
  down: readonly MemberView[],
): HealthReason {
  const { name, namespace } = view.address;
  const { running, total } = view;
  // Pods of a StatefulSet have the same name each time.
  const worst = down.find(member => member.pod) ?? down[0];
  const pod = worst?.pod?.name ?? `${name}-${worst?.ordinal ?? 0}`;
  return reason(
    'zookeeper-no-quorum',
    { zookeeper: name, running, total },
    {
      about: [
        { kind: 'ZookeeperCluster', name, namespace },
        ...down.flatMap(member => aboutMember(view, member).slice(0, -1)),
      ],
      blocks: facts.established
        ? blocks('metadata-changes', {})
        : blocks('creation', {}),
      next: next('read-pod-logs', { pod, namespace }),
    },
  );
}

function absentReason(facts: Facts, address: ZookeeperAddress): HealthReason {
  const params = { zookeeper: address.name, namespace: address.namespace };
  return reason('zookeeper-missing', params, {
    about: [facts.about],
    blocks: facts.established
      ? blocks('everything', {})
      : blocks('creation', {}),
    next: next('create-zookeeper', params),
  });
}

/** A ZooKeeper that never was complete, and whose time to become so is not over. */
function isForming(facts: Facts, view: ZookeeperView): boolean {
  return (
    !view.formed &&
    !facts.established &&
    !facts.deadlines.passed(view.createdAt, START_SECONDS)
  );
}

/** What ZooKeeper says about the cluster. */
export function zookeeperReasons(facts: Facts): readonly HealthReason[] {
  const { zookeeper: view, zookeeperAddress: address } = facts;
  if (!view) {
    return address && isMissing(facts, address)
      ? [absentReason(facts, address)]
      : [];
  }
  const { running, total } = view;
  const members = view.members.filter(member => !member.leaving);
  const down = members.filter(member => member.node.state !== 'running');
  const broken = down.flatMap(
    member => brokenMember(facts, view, member) ?? [],
  );
  if (isForming(facts, view)) {
    return running === total || broken.length > 0
      ? broken
      : [startingReason(view, running, total, blocks('creation', {}))];
  }
  const quorum = running > total / 2;
  const healing = down.filter(member => !brokenMember(facts, view, member));
  const joining = healing.filter(
    member =>
      member.joining &&
      !facts.deadlines.passed(member.pod?.createdAt, START_SECONDS),
  );
  // Without a majority the number of members says it all.
  const lost = quorum
    ? healing.filter(member => !joining.includes(member))
    : [];
  const all = members.length;
  return [
    ...(quorum ? [] : [noQuorumReason(facts, view, down)]),
    ...broken,
    ...lost.map(member => missingMember(facts, view, member)),
    ...(joining.length
      ? [startingReason(view, all - down.length, all, blocks('nothing', {}))]
      : []),
  ];
}
