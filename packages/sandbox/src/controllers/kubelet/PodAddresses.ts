import { Informer } from '../../client/Informer';
import { Node, Pod } from '../../client/objects';

/** Hands out addresses to pods; what is already reported stays. */
export class PodAddresses {
  private readonly taken = new Map<string, string>();

  private constructor(private readonly nodes: Informer<Node>) {}

  static create(pods: Informer<Pod>, nodes: Informer<Node>): PodAddresses {
    const addresses = new PodAddresses(nodes);
    pods.onChange((type, pod) => {
      const { podIP } = pod.status;
      if (podIP && type === 'DELETED') {
        addresses.taken.delete(podIP);
      } else if (podIP) {
        addresses.taken.set(podIP, pod.metadata.uid ?? '');
      }
    });
    return addresses;
  }

  /** The addresses of a pod and of its node. */
  of(pod: Pod): { hostIP: string; podIP: string } {
    const node = this.nodes.get(pod.spec.nodeName ?? '');
    const hostIP =
      node?.status?.addresses?.find(one => one.type === 'InternalIP')
        ?.address ?? '192.0.2.1';
    const subnet = Number(hostIP.split('.')[3]);
    return { hostIP, podIP: pod.status.podIP ?? this.next(pod, subnet) };
  }

  private next(pod: Pod, subnet: number): string {
    for (let host = 2; host < 255; host += 1) {
      const address = `10.244.${subnet}.${host}`;
      if (!this.taken.has(address)) {
        this.taken.set(address, pod.metadata.uid ?? '');
        return address;
      }
    }
    return `10.244.${subnet}.255`;
  }
}
