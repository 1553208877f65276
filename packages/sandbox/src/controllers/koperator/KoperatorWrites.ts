import { equal, JsonObject } from '../../apiserver/json';
import { ApiClient } from '../../client/ApiClient';
import { isStatus } from '../../client/HttpsConnection';
import { KubeObject } from '../../client/objects';
import { Resource } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { withLastApplied } from './buildBroker';
import { LAST_APPLIED, unpackLastApplied } from './lastApplied';
import { BrokerState, KafkaCluster, KOPERATOR_RESOURCES } from './types';

type Status = NonNullable<KafkaCluster['status']>;

const EMPTY: Status = {
  alertCount: 0,
  listenerStatuses: {},
  rollingUpgradeStatus: { errorCount: 0, lastSuccess: '' },
  state: 'ClusterReconciling',
};

/** How Koperator writes: small status updates, and children with a packed copy. */
export class KoperatorWrites {
  private constructor(
    private readonly context: ControllerContext,
    readonly client: ApiClient,
  ) {}

  static create(
    context: ControllerContext,
    client: ApiClient,
  ): KoperatorWrites {
    return new KoperatorWrites(context, client);
  }

  /** The cluster as last seen; fails when it is gone or another of that name. */
  latest(cluster: KafkaCluster): KafkaCluster {
    const { name, namespace, uid } = cluster.metadata;
    const found = this.context
      .informer(KOPERATOR_RESOURCES.clusters)
      .get(name, namespace);
    if (!found || found.metadata.uid !== uid) {
      throw new Error(`KafkaCluster ${namespace}/${name} is gone`);
    }
    return found;
  }

  /** One status write; none when nothing changes. */
  async status(
    cluster: KafkaCluster,
    change: (status: Status) => void,
  ): Promise<void> {
    let current = this.latest(cluster);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const status = structuredClone(current.status ?? EMPTY);
      change(status);
      if (current.status && same(status, current.status)) {
        return;
      }
      try {
        await this.client.update(
          KOPERATOR_RESOURCES.clusters,
          { ...current, status },
          'status',
        );
        return;
      } catch (error) {
        if (!isStatus(error, 409)) {
          throw error;
        }
        const { name, namespace } = current.metadata;
        current = await this.client.get(
          KOPERATOR_RESOURCES.clusters,
          name,
          namespace,
        );
      }
    }
  }

  /** One write to the state of one broker. */
  broker(
    cluster: KafkaCluster,
    id: number | string,
    change: (state: BrokerState) => void,
  ): Promise<void> {
    return this.status(cluster, status => {
      const state = status.brokersState?.[String(id)];
      if (state) {
        change(state);
      }
    });
  }

  state(cluster: KafkaCluster, state: string): Promise<void> {
    return this.status(cluster, status => {
      status.state = state;
    });
  }

  /**
   * Creates a child, or brings it to what is wanted.
   * @returns whether an existing child was changed
   */
  async ensure<T extends KubeObject>(
    resource: Resource<T>,
    wanted: T,
  ): Promise<boolean> {
    const { name, namespace } = wanted.metadata;
    const found = this.context.informer(resource).get(name, namespace);
    if (!found) {
      await this.client.create(resource, withLastApplied(wanted));
      return false;
    }
    const applied = unpackLastApplied(
      found.metadata.annotations?.[LAST_APPLIED],
    );
    if (found.metadata.deletionTimestamp || same(applied, wanted)) {
      return false;
    }
    const { metadata, kind, apiVersion, ...body } = withLastApplied(wanted);
    await this.client.patch(resource, found.metadata, {
      metadata: {
        labels: metadata.labels,
        annotations: metadata.annotations,
      },
      ...body,
    });
    return true;
  }

  /** Puts a taken-away child out of the way; one that is gone is fine. */
  async remove<T extends KubeObject>(
    resource: Resource<T>,
    object: KubeObject,
  ): Promise<void> {
    try {
      await this.client.delete(resource, object.metadata, {
        uid: object.metadata.uid,
      });
    } catch (error) {
      if (!isStatus(error, 404)) {
        throw error;
      }
    }
  }

  /** Appends the rack to a broker's own configuration, as the operator does. */
  async addRack(
    cluster: KafkaCluster,
    id: number,
    rack: string,
  ): Promise<void> {
    const current = this.latest(cluster);
    const index = current.spec.brokers.findIndex(one => one.id === id);
    const broker = current.spec.brokers[index];
    if (!broker || broker.readOnlyConfig?.includes('broker.rack=')) {
      return;
    }
    await this.client.patch(KOPERATOR_RESOURCES.clusters, current.metadata, [
      { op: 'test', path: `/spec/brokers/${index}/id`, value: id },
      {
        op: 'add',
        path: `/spec/brokers/${index}/readOnlyConfig`,
        value: `${broker.readOnlyConfig ?? ''}${rack}`,
      },
    ]);
  }

  /**
   * Writes the finalizers with the whole typed object, which is why the
   * specification changes too: empty sections appear, `false` ones vanish.
   */
  async finalizers(cluster: KafkaCluster, finalizers: string[]): Promise<void> {
    const current = structuredClone(this.latest(cluster));
    current.metadata.finalizers = finalizers;
    const { spec } = current;
    if (spec.propagateLabels === false) {
      delete spec.propagateLabels;
    }
    spec.envoyConfig ??= {};
    spec.monitoringConfig ??= {};
    spec.contourIngressConfig ??= { brokerFQDNTemplate: '', tlsSecretName: '' };
    for (const listener of spec.listenersConfig.internalListeners) {
      listener.internalStartingPort ??= 0;
    }
    await this.client.update(KOPERATOR_RESOURCES.clusters, current);
  }
}

/** Equal as JSON, where an absent and an undefined field are the same. */
function same(a: unknown, b: unknown): boolean {
  return equal(toJson(a), toJson(b));
}

function toJson(value: unknown): JsonObject | undefined {
  return value === undefined
    ? undefined
    : (JSON.parse(JSON.stringify(value)) as JsonObject);
}
