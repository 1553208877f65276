import { RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { brokerIdOf, brokerPods } from './brokerPods';
import { KoperatorWrites } from './KoperatorWrites';
import { KafkaCluster } from './types';

/** Takes brokers away that the specification no longer names. */
export class BrokerRemoval {
  private constructor(
    private readonly context: ControllerContext,
    private readonly writes: KoperatorWrites,
  ) {}

  static create(
    context: ControllerContext,
    writes: KoperatorWrites,
  ): BrokerRemoval {
    return new BrokerRemoval(context, writes);
  }

  /** Asks for the removal of what a broker holds, before anything is deleted. */
  async begin(cluster: KafkaCluster): Promise<void> {
    for (const id of surplus(cluster)) {
      await this.writes.broker(cluster, id, state => {
        const { cruiseControlState } = state.gracefulActionState;
        if (/^GracefulUpscale(Succeeded|Required)$/.test(cruiseControlState)) {
          state.gracefulActionState = {
            cruiseControlState: 'GracefulDownscaleRequired',
          };
        }
      });
    }
  }

  /** Deletes what is left of brokers that hold nothing any more. */
  async finish(cluster: KafkaCluster): Promise<void> {
    const states = cluster.status?.brokersState ?? {};
    for (const id of surplus(cluster)) {
      const state = states[id].gracefulActionState.cruiseControlState;
      if (state === 'GracefulDownscaleSucceeded') {
        await this.removeObjects(cluster, id);
        await this.writes.status(cluster, status => {
          delete status.brokersState?.[id];
        });
      }
    }
  }

  private async removeObjects(
    cluster: KafkaCluster,
    id: string,
  ): Promise<void> {
    const { name, namespace } = cluster.metadata;
    const service = this.context
      .informer(RESOURCES.services)
      .get(`${name}-${id}`, namespace);
    if (service) {
      await this.writes.remove(RESOURCES.services, service);
    }
    const pods = this.context.informer(RESOURCES.pods).list(namespace);
    for (const pod of brokerPods(pods, cluster)) {
      if (brokerIdOf(pod) === id) {
        await this.writes.remove(RESOURCES.pods, pod);
      }
    }
    const config = this.context
      .informer(RESOURCES.configMaps)
      .get(`${name}-config-${id}`, namespace);
    if (config) {
      await this.writes.remove(RESOURCES.configMaps, config);
    }
    for (const claim of this.context
      .informer(RESOURCES.claims)
      .list(namespace)) {
      const { kafka_cr: owner, brokerId } = claim.metadata.labels ?? {};
      if (owner === name && brokerId === id) {
        await this.writes.remove(RESOURCES.claims, claim);
      }
    }
  }
}

function surplus(cluster: KafkaCluster): string[] {
  const wanted = new Set(cluster.spec.brokers.map(one => String(one.id)));
  return Object.keys(cluster.status?.brokersState ?? {}).filter(
    id => !wanted.has(id),
  );
}
