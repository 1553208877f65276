import { ApiServer } from '../apiserver/ApiServer';
import { ApiServerFaults } from '../apiserver/faults';
import { PodLogRelay } from '../apiserver/logs';
import { ApiClient } from '../client/ApiClient';
import { HttpsConnection } from '../client/HttpsConnection';
import { Informer } from '../client/Informer';
import { KubeObject, Pod } from '../client/objects';
import { keyOf, Resource, RESOURCES } from '../client/resources';
import { createCertificates, SandboxCertificates } from '../tls/certificates';
import { RunningControllers, startControllers } from './index';
import { brokerIdOf } from './koperator/brokerPods';
import { KafkaCluster, KOPERATOR_RESOURCES } from './koperator/types';
import { isReady } from './kubelet/startup';
import { ZOOKEEPER_CLUSTERS, ZookeeperCluster } from './zookeeper/types';

let certificates: Promise<SandboxCertificates> | undefined;

/** One version of an object, as a watch saw it. */
export interface Seen {
  at: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

/** How long a test waits for a condition. */
const PATIENCE_MS = 30_000;

/**
 * A real API server on a free port with all controllers, and a recorder of
 * every version of the objects that tests look at.
 */
export class TestWorld {
  readonly seen: Seen[] = [];
  readonly errors: string[] = [];
  private controllers: RunningControllers | undefined;
  private readonly informers: Informer<KubeObject>[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly started = Date.now();

  private constructor(
    private readonly server: ApiServer,
    readonly connection: HttpsConnection,
    readonly client: ApiClient,
    readonly options: Parameters<typeof startControllers>[0],
  ) {}

  static async start(speed = 50): Promise<TestWorld> {
    certificates ??= createCertificates();
    const { ca, certificate, key } = await certificates;
    const logs = PodLogRelay.create();
    const server = ApiServer.create({
      certificate,
      key,
      logs,
      users: [
        { token: 'admin', name: 'admin', uid: '1', groups: ['system:masters'] },
      ],
    });
    const url = `https://127.0.0.1:${await server.listen(0)}`;
    const options = { url, ca, token: 'admin' };
    const connection = HttpsConnection.create(options);
    const client = ApiClient.create(connection, 'tester/1');
    const world = new TestWorld(server, connection, client, {
      ...options,
      speed,
      clusterName: 'dev',
      logs,
    });
    await world.resume();
    world.record();
    return world;
  }

  /** Starts the controllers, or starts them again. */
  async resume(): Promise<void> {
    this.controllers = await startControllers({
      ...this.options,
      onError: (controller, key, error) =>
        this.errors.push(`${controller} ${key}: ${error}`),
    });
  }

  /** Ends the controllers and leaves the API server. */
  async halt(): Promise<void> {
    await this.controllers?.stop();
    this.controllers = undefined;
  }

  /** Trouble of the API server itself. */
  get faults(): ApiServerFaults {
    return this.server.faults;
  }

  async stop(): Promise<void> {
    await this.halt();
    await Promise.all(this.informers.map(one => one.stop()));
    this.connection.close();
    await this.server.close();
    if (this.errors.length) {
      throw new Error(`Controllers failed:\n${this.errors.join('\n')}`);
    }
  }

  /** A namespace to work in. */
  async namespace(name: string): Promise<void> {
    await this.client.create(RESOURCES.namespaces, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }

  /** Waits until a condition holds, looking after every change. */
  async until<T>(
    what: string,
    condition: () => T | undefined | false,
  ): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = condition();
      if (found) {
        return found;
      }
      if (Date.now() > deadline) {
        throw new Error(`Waited in vain: ${what}\n${this.errors.join('\n')}`);
      }
      await this.nextChange();
    }
  }

  /** The objects of a resource as they are now. */
  list<T extends KubeObject>(resource: Resource<T>, namespace?: string): T[] {
    const last = new Map<string, KubeObject | undefined>();
    for (const { type, object } of this.seen) {
      if (object.kind === resource.kind) {
        last.set(keyOf(object), type === 'DELETED' ? undefined : object);
      }
    }
    return [...last.values()].filter(
      (one): one is T =>
        one !== undefined &&
        (!namespace || one.metadata.namespace === namespace),
    );
  }

  /** All versions of one object. */
  versions<T extends KubeObject>(resource: Resource<T>, name: string): T[] {
    return this.seen
      .filter(
        one =>
          one.object.kind === resource.kind &&
          one.object.metadata.name === name,
      )
      .map(one => one.object as T);
  }

  /** A Kafka cluster with its ZooKeeper, and all of it running. */
  async runningKafka(
    name: string,
    namespace: string,
    change: object = {},
  ): Promise<KafkaCluster> {
    await this.createKafka(name, namespace, change);
    return this.until(`${name} to run`, () => {
      const cluster = this.kafka(name);
      const ready = this.brokers(name).filter(isReady).length;
      return (
        cluster?.status?.state === 'ClusterRunning' &&
        ready === cluster.spec.brokers.length &&
        Object.values(cluster.status.brokersState ?? {}).every(
          one =>
            one.gracefulActionState.volumeStates?.['/kafka-logs']
              .cruiseControlVolumeState === 'GracefulDiskRebalanceSucceeded',
        ) &&
        cluster
      );
    });
  }

  async createKafka(
    name: string,
    namespace: string,
    change: object = {},
  ): Promise<void> {
    await this.client.create(
      ZOOKEEPER_CLUSTERS,
      zookeeperCluster(name, namespace),
    );
    await this.client.create(
      KOPERATOR_RESOURCES.clusters,
      kafkaCluster(name, namespace, change),
    );
  }

  kafka(name: string): KafkaCluster | undefined {
    return this.list(KOPERATOR_RESOURCES.clusters).find(
      one => one.metadata.name === name,
    );
  }

  /** The pods of a cluster's brokers as they are now, by id. */
  brokers(name: string): Pod[] {
    return this.list(RESOURCES.pods)
      .filter(
        pod =>
          pod.metadata.labels?.kafka_cr === name &&
          pod.metadata.labels.app === 'kafka',
      )
      .sort((a, b) => brokerIdOf(a).localeCompare(brokerIdOf(b)));
  }

  /** The states that a cluster went through, without repetitions. */
  states(name: string, from = 0): string[] {
    return this.seen
      .slice(from)
      .filter(
        one =>
          one.object.kind === 'KafkaCluster' &&
          one.object.metadata.name === name,
      )
      .map(one => (one.object as KafkaCluster).status?.state ?? '')
      .filter((state, index, all) => state && state !== all[index - 1]);
  }

  private record(): void {
    const resources: Resource<KubeObject>[] = [
      RESOURCES.pods,
      RESOURCES.claims,
      RESOURCES.services,
      RESOURCES.configMaps,
      RESOURCES.statefulSets,
      RESOURCES.deployments,
      RESOURCES.budgets,
      RESOURCES.events,
      RESOURCES.nodes,
      RESOURCES.jobs,
      RESOURCES.volumes,
      KOPERATOR_RESOURCES.clusters,
      KOPERATOR_RESOURCES.operations,
      KOPERATOR_RESOURCES.topics,
      KOPERATOR_RESOURCES.users,
      ZOOKEEPER_CLUSTERS,
    ];
    for (const resource of resources) {
      const informer = Informer.start(this.client, resource);
      this.informers.push(informer);
      informer.onChange((type, object) => {
        this.seen.push({ at: Date.now() - this.started, type, object });
        this.listeners.forEach(listener => listener());
      });
    }
  }

  private nextChange(): Promise<void> {
    return new Promise(resolve => {
      // Conditions on what is not recorded are looked at now and then.
      const timer = setTimeout(resolve, 100);
      const done = () => {
        clearTimeout(timer);
        this.listeners.delete(done);
        resolve();
      };
      this.listeners.add(done);
    });
  }
}

/** A Kafka cluster as a person would ask for it. */
export function kafkaCluster(
  name: string,
  namespace: string,
  change: object = {},
): KafkaCluster {
  const spec = {
    headlessServiceEnabled: false,
    oneBrokerPerNode: false,
    propagateLabels: false,
    clusterImage: 'ghcr.io/adobe/koperator/kafka:2.13-3.8.1',
    zkAddresses: [`${name}-zk-client.${namespace}:2181`],
    zkPath: `/${name}`,
    brokerConfigGroups: {
      default: {
        storageConfigs: [
          {
            mountPath: '/kafka-logs',
            pvcSpec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '10Gi' } },
            },
          },
        ],
      },
    },
    brokers: [0, 1, 2].map(id => ({ id, brokerConfigGroup: 'default' })),
    rollingUpgradeConfig: { failureThreshold: 1 },
    disruptionBudget: { create: true, budget: '1' },
    listenersConfig: {
      internalListeners: [
        {
          type: 'plaintext',
          name: 'internal',
          containerPort: 29092,
          usedForInnerBrokerCommunication: true,
        },
        {
          type: 'plaintext',
          name: 'controller',
          containerPort: 29093,
          usedForInnerBrokerCommunication: false,
          usedForControllerCommunication: true,
        },
      ],
    },
    cruiseControlConfig: {},
    ...change,
  };
  return {
    apiVersion: 'kafka.banzaicloud.io/v1beta1',
    kind: 'KafkaCluster',
    metadata: { name, namespace },
    spec,
  };
}

/** The ZooKeeper of such a cluster. */
export function zookeeperCluster(
  name: string,
  namespace: string,
  change: object = {},
): ZookeeperCluster {
  return {
    apiVersion: 'zookeeper.pravega.io/v1beta1',
    kind: 'ZookeeperCluster',
    metadata: { name: `${name}-zk`, namespace },
    spec: {
      replicas: 3,
      persistence: {
        reclaimPolicy: 'Delete',
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '5Gi' } },
        },
      },
      ...change,
    },
  };
}
