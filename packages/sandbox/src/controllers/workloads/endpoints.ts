import { EndpointSlice, Pod, Service } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isReady } from '../kubelet/startup';
import { selects } from '../labels';
import { isActive, ownedBy } from './podBuilder';

/** Keeps one slice of endpoints for each service with a selector. */
export function startEndpoints(context: ControllerContext): void {
  const client = context.client('kube-controller-manager');
  const services = context.informer(RESOURCES.services);
  const slices = context.informer(RESOURCES.endpointSlices);
  const pods = context.informer(RESOURCES.pods);

  const queue = context.queue('endpoints', async key => {
    const service = services.byKey(key);
    if (!service?.spec.selector || service.metadata.deletionTimestamp) {
      return;
    }
    const wanted = buildSlice(service, pods.list(service.metadata.namespace));
    const found = slices.get(wanted.metadata.name, wanted.metadata.namespace);
    if (!found) {
      await client.create(RESOURCES.endpointSlices, wanted);
    } else if (
      JSON.stringify(found.endpoints) !== JSON.stringify(wanted.endpoints)
    ) {
      await client.patch(RESOURCES.endpointSlices, found.metadata, {
        endpoints: wanted.endpoints,
        ports: wanted.ports,
      });
    }
  });

  services.onChange((_type, service) => queue.add(keyOf(service)));
  pods.onChange((type, pod, old) => {
    if (
      type === 'MODIFIED' &&
      old &&
      isReady(pod) === isReady(old) &&
      pod.status.podIP === old.status.podIP
    ) {
      return;
    }
    for (const service of services.list(pod.metadata.namespace)) {
      const { selector } = service.spec;
      if (selector && selects({ matchLabels: selector }, pod.metadata.labels)) {
        queue.add(keyOf(service));
      }
    }
  });
}

/** The endpoints of a service: its pods that have an address. */
export function buildSlice(service: Service, pods: Pod[]): EndpointSlice {
  const { name, namespace } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-sandbox`,
      namespace,
      labels: {
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
      },
      ownerReferences: [ownedBy(service)],
    },
    addressType: 'IPv4',
    endpoints: pods
      .filter(
        pod =>
          pod.status.podIP &&
          isActive(pod) &&
          selects({ matchLabels: service.spec.selector }, pod.metadata.labels),
      )
      .map(pod => ({
        addresses: [pod.status.podIP ?? ''],
        conditions: {
          ready: isReady(pod) || Boolean(service.spec.publishNotReadyAddresses),
          serving: isReady(pod),
          terminating: false,
        },
        nodeName: pod.spec.nodeName ?? '',
        targetRef: {
          kind: 'Pod',
          namespace: namespace ?? '',
          name: pod.metadata.name,
          uid: pod.metadata.uid ?? '',
        },
      })),
    ports: (service.spec.ports ?? []).map(one => ({
      name: one.name ?? '',
      port: one.port,
      protocol: one.protocol ?? 'TCP',
    })),
  };
}
