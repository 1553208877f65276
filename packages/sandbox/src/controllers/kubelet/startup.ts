import { Informer } from '../../client/Informer';
import { Pod, Service, StatefulSet } from '../../client/objects';
import { selects } from '../labels';

/** What a pod's main container does, as far as its start depends on it. */
export type Role = 'kafka' | 'zookeeper' | 'cruise-control' | 'job' | 'other';

/** Which program a pod runs. */
export function roleOf(pod: Pod): Role {
  const labels = pod.metadata.labels ?? {};
  if (labels.app === 'kafka' && labels.brokerId !== undefined) {
    return 'kafka';
  }
  if (labels.kind === 'ZookeeperMember') {
    return 'zookeeper';
  }
  if (labels.app === 'cruisecontrol') {
    return 'cruise-control';
  }
  const owners = pod.metadata.ownerReferences ?? [];
  return owners.some(one => one.kind === 'Job') ? 'job' : 'other';
}

/** Seconds from running to ready, by program. */
export const READY_SECONDS: Record<Role, number> = {
  kafka: 4.5,
  zookeeper: 2.5,
  'cruise-control': 2.6,
  job: 0.1,
  other: 0.5,
};

/** Whether a pod reports that it is ready. */
export function isReady(pod: Pod): boolean {
  return Boolean(
    pod.status.conditions?.some(
      one => one.type === 'Ready' && one.status === 'True',
    ),
  );
}

/**
 * Whether the ZooKeeper that a broker is told to use has a majority. Its
 * address `service.namespace:port` leads to the service, and its selector to
 * the members; an address that is no service of this cluster is taken as good.
 */
export function zooKeeperAnswers(
  addresses: string[],
  world: {
    services: Informer<Service>;
    pods: Informer<Pod>;
    statefulSets: Informer<StatefulSet>;
    namespaceExists: (name: string) => boolean;
  },
): boolean {
  return addresses.some(address => {
    const [name, namespace = ''] = address.split(':')[0].split('.');
    if (!namespace || !world.namespaceExists(namespace)) {
      return true;
    }
    const selector = world.services.get(name, namespace)?.spec.selector;
    if (!selector) {
      return false;
    }
    const members = world.pods
      .list(namespace)
      .filter(pod => selects({ matchLabels: selector }, pod.metadata.labels));
    const ready = members.filter(isReady).length;
    return (
      ready >=
      Math.max(1, Math.floor(ensembleSize(members, world.statefulSets) / 2) + 1)
    );
  });
}

/** How many members an ensemble is meant to have, by its stateful set. */
function ensembleSize(
  members: Pod[],
  statefulSets: Informer<StatefulSet>,
): number {
  const owner = members[0]?.metadata.ownerReferences?.find(
    one => one.kind === 'StatefulSet',
  );
  const set =
    owner && statefulSets.get(owner.name, members[0].metadata.namespace);
  return set?.spec.replicas ?? members.length;
}
