import { JsonObject, objectAt, objectsAt, own, textAt } from '../json';
import { ResourceInfo } from '../registry/types';
import { parseQuantity } from '../validation/quantity';

/** Amounts by the names that quotas use. */
export type Usage = Map<string, number>;

const COUNTED: Readonly<Record<string, string>> = {
  pods: 'pods',
  services: 'services',
  configmaps: 'configmaps',
  secrets: 'secrets',
  persistentvolumeclaims: 'persistentvolumeclaims',
  resourcequotas: 'resourcequotas',
};

/** What one object uses. */
export function usageOf(
  info: Pick<ResourceInfo, 'table' | 'plural'>,
  object: JsonObject,
): Usage {
  const usage: Usage = new Map([[`count/${info.table}`, 1]]);
  if (info.table === 'pods') {
    podUsage(object, usage);
  } else if (Object.hasOwn(COUNTED, info.table)) {
    usage.set(COUNTED[info.table], 1);
  }
  if (info.table === 'persistentvolumeclaims') {
    claimUsage(object, usage);
  }
  if (info.table === 'services') {
    const type = textAt(object, 'spec', 'type');
    const balanced = type === 'LoadBalancer';
    const ports = objectsAt(object, 'spec', 'ports').length;
    usage.set('services.loadbalancers', balanced ? 1 : 0);
    usage.set(
      'services.nodeports',
      balanced || type === 'NodePort' ? ports : 0,
    );
  }
  return usage;
}

function podUsage(pod: JsonObject, usage: Usage): void {
  const phase = textAt(pod, 'status', 'phase') ?? '';
  if (['Succeeded', 'Failed'].includes(phase)) {
    // Pods that have ended hold no resources; their object still counts.
    return;
  }
  usage.set('pods', 1);
  for (const section of ['requests', 'limits']) {
    for (const container of objectsAt(pod, 'spec', 'containers')) {
      const amounts = objectAt(container, 'resources', section) ?? {};
      for (const [name, amount] of Object.entries(amounts)) {
        const key = `${section}.${name}`;
        usage.set(key, (usage.get(key) ?? 0) + (parseQuantity(amount) ?? 0));
      }
    }
  }
}

function claimUsage(claim: JsonObject, usage: Usage): void {
  const requests = objectAt(claim, 'spec', 'resources', 'requests');
  const size = parseQuantity(own(requests, 'storage')) ?? 0;
  usage.set('requests.storage', size);
  const name = textAt(claim, 'spec', 'storageClassName');
  if (name) {
    const prefix = `${name}.storageclass.storage.k8s.io`;
    usage.set(`${prefix}/requests.storage`, size);
    usage.set(`${prefix}/persistentvolumeclaims`, 1);
  }
}

/** `cpu` in a quota means `requests.cpu`. */
export function canonicalName(name: string): string {
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name)
    ? `requests.${name}`
    : name;
}

/** Tables whose objects a quota of this name counts. */
export function tableOfQuota(name: string): string {
  if (name.startsWith('count/')) {
    return name.slice('count/'.length);
  }
  if (name.startsWith('services')) {
    return 'services';
  }
  if (
    name === 'requests.storage' ||
    name.includes('.storageclass.storage.k8s.io/')
  ) {
    return 'persistentvolumeclaims';
  }
  const compute = /^(requests|limits)\.|^(cpu|memory|ephemeral-storage)$/;
  return compute.test(name) ? 'pods' : name;
}
