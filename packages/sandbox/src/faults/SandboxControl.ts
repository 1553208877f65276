import { ApiClient } from '../client/ApiClient';
import {
  ConnectionOptions,
  HttpsConnection,
  isStatus,
} from '../client/HttpsConnection';
import { Pod } from '../client/objects';
import { RESOURCES } from '../client/resources';
import { KOPERATOR_INSTALLATION } from '../controllers/koperator/koperator';
import {
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from '../controllers/koperator/types';
import {
  FACTS,
  formatFacts,
  parseFacts,
  WorldFacts,
} from '../controllers/SandboxFacts';
import { ZOOKEEPER_INSTALLATION } from '../controllers/zookeeper/zookeeper';
import { secondTime } from '../client/EventRecorder';

const ZONE = 'topology.kubernetes.io/zone';
const IMAGE_BEFORE = 'sandbox.kafka-clusters.io/image-before';
const PORTAL = 'system:serviceaccount:kafka-portal:portal';

/** Name and namespace of a Kafka cluster. */
export interface KafkaName {
  namespace: string;
  name: string;
}

/** Makes trouble in one Kubernetes cluster of the sandbox, and takes it away. */
export class SandboxControl {
  private constructor(
    private readonly connection: HttpsConnection,
    private readonly client: ApiClient,
  ) {}

  static create(options: ConnectionOptions): SandboxControl {
    const connection = HttpsConnection.create(options);
    return new SandboxControl(
      connection,
      ApiClient.create(connection, 'sandbox-fault/1'),
    );
  }

  close(): void {
    this.connection.close();
  }

  /** Ends a broker's process as the kernel does when memory is short. */
  async killBroker(cluster: KafkaName, id: string): Promise<string> {
    const pod = await this.brokerPod(cluster, id);
    const finishedAt = secondTime();
    const ended = (pod.status.containerStatuses ?? []).map(status => ({
      ...status,
      ready: false,
      started: false,
      state: {
        terminated: {
          exitCode: 137,
          reason: 'OOMKilled',
          startedAt: status.state.running?.startedAt ?? finishedAt,
          finishedAt,
          containerID: status.containerID,
        },
      },
    }));
    const conditions = (pod.status.conditions ?? []).map(condition =>
      /Ready$/.test(condition.type)
        ? {
            ...condition,
            status: 'False',
            reason: 'PodFailed',
            lastTransitionTime: finishedAt,
          }
        : condition,
    );
    await this.client.patch(
      RESOURCES.pods,
      pod.metadata,
      { status: { phase: 'Failed', conditions, containerStatuses: ended } },
      'status',
    );
    return `Killed broker ${id} (pod ${pod.metadata.name}): OOMKilled`;
  }

  /** Cordons all nodes of a zone and evicts the pods there, of one namespace or of all. */
  async drainZone(zone: string, namespace?: string): Promise<string> {
    const nodes = await this.cordon(zone, true);
    const pods = (await this.client.list(RESOURCES.pods, namespace)).items;
    const there = pods.filter(pod => nodes.includes(pod.spec.nodeName ?? ''));
    const refused: string[] = [];
    for (const pod of there) {
      try {
        await this.evict(pod);
      } catch (error) {
        if (!isStatus(error, 429)) {
          throw error;
        }
        refused.push(pod.metadata.name);
      }
    }
    const evicted = there.length - refused.length;
    const kept = refused.length
      ? `; kept by a disruption budget: ${refused.join(', ')}`
      : '';
    return `Drained ${zone}: cordoned ${nodes.join(
      ', ',
    )}, evicted ${evicted} pods${kept}`;
  }

  /** Lets a zone's nodes take pods again. */
  async undrainZone(zone: string): Promise<string> {
    const nodes = await this.cordon(zone, false);
    return `${zone} takes pods again: ${nodes.join(', ')}`;
  }

  /** Asks to end a pod in the way that disruption budgets may refuse. */
  async evict({ metadata }: Pod): Promise<void> {
    await this.client.post(RESOURCES.pods, metadata, 'eviction', {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: metadata.name, namespace: metadata.namespace },
    });
  }

  /** Cordons or uncordons the nodes of a zone, and tells their names. */
  async cordon(zone: string, unschedulable: boolean): Promise<string[]> {
    const { items } = await this.client.list(RESOURCES.nodes);
    const nodes = items.filter(node => node.metadata.labels?.[ZONE] === zone);
    if (!nodes.length) {
      const zones = new Set(items.map(node => node.metadata.labels?.[ZONE]));
      throw new Error(
        `There is no zone ${zone}; there are ${[...zones].join(', ')}`,
      );
    }
    for (const { metadata } of nodes) {
      await this.client.patch(RESOURCES.nodes, metadata, {
        spec: { unschedulable: unschedulable || null },
      });
    }
    return nodes.map(node => node.metadata.name);
  }

  /** Gives a cluster an image that no registry has. */
  async breakImage(cluster: KafkaName, image?: string): Promise<string> {
    const kafka = await this.kafka(cluster);
    const before = kafka.spec.clusterImage ?? '';
    const broken = image ?? `${before.split(':')[0]}:does-not-exist`;
    if (image) {
      await this.changeFacts(facts => {
        facts.missingImages = [...new Set([...facts.missingImages, image])];
      });
    }
    await this.setImage(kafka, broken, {
      [IMAGE_BEFORE]: kafka.metadata.annotations?.[IMAGE_BEFORE] ?? before,
    });
    return `${cluster.name} now asks for ${broken}, which no registry has`;
  }

  /** Gives a cluster its image back. A pod that is stuck stays stuck, as in life. */
  async mendImage(cluster: KafkaName): Promise<string> {
    const kafka = await this.kafka(cluster);
    const before = kafka.metadata.annotations?.[IMAGE_BEFORE];
    if (!before) {
      throw new Error(
        `The image of ${cluster.name} was not broken by this command`,
      );
    }
    await this.setImage(kafka, before, { [IMAGE_BEFORE]: null });
    return `${cluster.name} asks for ${before} again. A pod that waits for the broken image must be deleted by hand.`;
  }

  /** Stops an operator, or starts it again. */
  async scaleOperator(name: string, replicas: number): Promise<string> {
    const wanted = name === 'koperator' ? KOPERATOR_INSTALLATION.name : name;
    const found = [KOPERATOR_INSTALLATION, ZOOKEEPER_INSTALLATION].find(
      one => one.name === wanted,
    );
    if (!found) {
      throw new Error(
        `There is no operator ${name}; there are kafka-operator, zookeeper-operator`,
      );
    }
    await this.client.patch(RESOURCES.deployments, found, {
      spec: { replicas },
    });
    return `${found.name} ${replicas ? 'starts' : 'stops'}`;
  }

  /** Makes the API server itself misbehave; see the server's own description. */
  async faults(settings: object): Promise<void> {
    await this.client.send({
      method: 'POST',
      path: '/sandbox/faults',
      body: settings,
    });
  }

  /** Makes the portal's own account unknown, or known again. */
  async revokePortal(revoked: boolean): Promise<string> {
    await this.faults({ revokedUsers: revoked ? [PORTAL] : [] });
    return `The token of ${PORTAL} is ${revoked ? 'revoked' : 'valid again'}`;
  }

  /** Changes what only the simulated world knows. */
  async changeFacts(change: (facts: WorldFacts) => void): Promise<void> {
    const current = await this.client.get(
      RESOURCES.configMaps,
      FACTS.name,
      FACTS.namespace,
    );
    const facts = parseFacts(current);
    change(facts);
    await this.client.patch(RESOURCES.configMaps, FACTS, {
      data: formatFacts(facts),
    });
  }

  /** After its next restart this broker's replicas stay behind, until told otherwise. */
  async lag(cluster: KafkaName, id: string, lags: boolean): Promise<string> {
    const pod = lags ? await this.brokerPod(cluster, id) : undefined;
    await this.changeFacts(facts => {
      const key = `${cluster.namespace}/${cluster.name}`;
      const { [id]: known, ...others } = facts.laggards[key] ?? {};
      // Asked twice, the pod that was in sync at first still counts.
      facts.laggards[key] = pod
        ? { ...others, [id]: known ?? pod.metadata.uid ?? '' }
        : others;
    });
    return lags
      ? `Broker ${id} will not catch up after its next restart`
      : `Broker ${id} catches up`;
  }

  /** The pod of a broker. */
  async brokerPod(cluster: KafkaName, id: string): Promise<Pod> {
    const { items } = await this.client.list(RESOURCES.pods, cluster.namespace);
    const pod = items.find(
      one =>
        one.metadata.labels?.kafka_cr === cluster.name &&
        one.metadata.labels?.brokerId === id &&
        !one.metadata.deletionTimestamp,
    );
    if (!pod) {
      throw new Error(
        `${cluster.namespace}/${cluster.name} has no broker ${id} that runs`,
      );
    }
    return pod;
  }

  private kafka({ name, namespace }: KafkaName): Promise<KafkaCluster> {
    return this.client.get(KOPERATOR_RESOURCES.clusters, name, namespace);
  }

  private async setImage(
    kafka: KafkaCluster,
    clusterImage: string,
    annotations: Record<string, string | null>,
  ): Promise<void> {
    await this.client.patch(KOPERATOR_RESOURCES.clusters, kafka.metadata, {
      metadata: { annotations },
      spec: { clusterImage },
    });
  }
}
