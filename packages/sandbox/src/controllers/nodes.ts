import { RESOURCES } from '../client/resources';
import { ControllerContext } from './ControllerContext';

const CORDONED = 'node.kubernetes.io/unschedulable';

/** Marks nodes that take no pods, and unmarks those that do again. */
export function startNodeLifecycle(context: ControllerContext): void {
  const client = context.client('kube-controller-manager');
  const events = context.recorder(client, { component: 'kubelet' });
  const nodes = context.informer(RESOURCES.nodes);
  const queue = context.queue('nodes', async name => {
    const node = nodes.get(name);
    if (!node) {
      return;
    }
    const taints = node.spec.taints ?? [];
    const marked = taints.some(one => one.key === CORDONED);
    const cordoned = node.spec.unschedulable === true;
    if (marked === cordoned) {
      return;
    }
    const others = taints.filter(one => one.key !== CORDONED);
    await client.patch(RESOURCES.nodes, node.metadata, {
      spec: {
        taints: cordoned
          ? [...others, { key: CORDONED, effect: 'NoSchedule' }]
          : others,
      },
    });
    events.record({
      object: node,
      type: 'Normal',
      reason: cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable',
      message: `Node ${name} status is now: ${
        cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable'
      }`,
    });
  });
  nodes.onChange((_type, node) => queue.add(node.metadata.name));
}
