import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import type { ApiCaller, JsonObject } from './realKubernetes';

interface RecordedChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject & { readonly kind: string };
  /** Was there before the operator did anything. */
  readonly initial?: boolean;
}

const paths: Record<string, string> = {
  ConfigMap: '/api/v1 configmaps',
  Service: '/api/v1 services',
  Pod: '/api/v1 pods',
  PersistentVolumeClaim: '/api/v1 persistentvolumeclaims',
  PodDisruptionBudget: '/apis/policy/v1 poddisruptionbudgets',
  Deployment: '/apis/apps/v1 deployments',
  StatefulSet: '/apis/apps/v1 statefulsets',
  KafkaCluster: '/apis/kafka.banzaicloud.io/v1beta1 kafkaclusters',
  CruiseControlOperation:
    '/apis/kafka.banzaicloud.io/v1alpha1 cruisecontroloperations',
  ZookeeperCluster: '/apis/zookeeper.pravega.io/v1beta1 zookeeperclusters',
};

/** People and portals create these; the operator writes their status alone. */
const requested = new Set(['KafkaCluster', 'ZookeeperCluster']);

function pathOf({ kind, metadata }: RecordedChange['object'], name = '') {
  const [before, plural] = paths[kind].split(' ');
  return `${before}/namespaces/${metadata.namespace}/${plural}${
    name && `/${name}`
  }`;
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** What another server, scheduler or kubelet wrote into a specification. */
function cleanSpec(kind: string, spec: unknown): unknown {
  if (!isRecord(spec)) {
    return spec;
  }
  switch (kind) {
    case 'Pod': {
      const { nodeName: _, ...rest } = spec;
      // No kubelet is there to confirm that the containers have ended.
      return { ...rest, terminationGracePeriodSeconds: 0 };
    }
    case 'Service': {
      const { clusterIP, clusterIPs: _, ...rest } = spec;
      return clusterIP === 'None' ? { ...rest, clusterIP } : rest;
    }
    case 'PersistentVolumeClaim': {
      const { volumeName: _, ...rest } = spec;
      return rest;
    }
    default:
      return spec;
  }
}

/**
 * Plays an operator, scheduler and kubelet on a server: does what a recording
 * of the real ones says they did, in their order and as fast as it goes.
 */
export class RecordedOperator {
  /** Recorded uids, and what they are here. */
  readonly #uids = new Map<string, string>();

  private constructor(
    private readonly admin: ApiCaller,
    private readonly changes: readonly RecordedChange[],
  ) {}

  /**
   * Reads a recording from the folder that `KAFKA_CLUSTERS_RECORDINGS` names.
   *
   * @param rename - gives the recorded text the names of the test
   */
  static read(
    admin: ApiCaller,
    file: string,
    rename: (text: string) => string = text => text,
  ): RecordedOperator {
    const folder = process.env.KAFKA_CLUSTERS_RECORDINGS;
    if (folder === undefined) {
      throw new Error(
        'KAFKA_CLUSTERS_RECORDINGS names no folder with histories written by real operators, which this test replays.',
      );
    }
    const changes = rename(readFileSync(join(folder, file), 'utf8'))
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line) as RecordedChange)
      .filter(({ initial, object }) => !initial && object.kind in paths);
    return new RecordedOperator(admin, changes);
  }

  /** Does everything that was recorded, one thing after another. */
  async play(): Promise<void> {
    for (const change of this.changes) {
      await this.repeat(change);
    }
  }

  private async repeat({ type, object }: RecordedChange): Promise<void> {
    const own = pathOf(object, object.metadata.name);
    if (type === 'DELETED') {
      await this.admin.succeed('DELETE', `${own}?gracePeriodSeconds=0`);
      return;
    }
    if (type === 'ADDED') {
      const made = requested.has(object.kind)
        ? await this.admin.succeed('GET', own)
        : await this.create(object);
      const { uid } = (made as unknown as KubernetesObject).metadata;
      this.#uids.set(object.metadata.uid ?? '', uid ?? '');
    } else if (object.kind === 'Pod') {
      await this.bind(object, own);
    }
    if (object.status !== undefined) {
      await this.admin.succeed('PATCH', `${own}/status`, {
        type: 'application/json-patch+json',
        body: [{ op: 'add', path: '/status', value: object.status }],
      });
    }
  }

  private create(object: RecordedChange['object']): Promise<JsonObject> {
    const { name, namespace, labels, annotations } = object.metadata;
    const { metadata: _, status: __, spec, ...rest } = object;
    return this.admin.succeed('POST', pathOf(object), {
      body: {
        ...rest,
        ...(spec === undefined ? {} : { spec: cleanSpec(object.kind, spec) }),
        metadata: {
          name,
          namespace,
          labels,
          annotations,
          // An owner that was not recorded would be taken for one that is gone.
          ownerReferences: object.metadata.ownerReferences?.flatMap(owner => {
            const uid = this.#uids.get(owner.uid);
            return uid === undefined ? [] : [{ ...owner, uid }];
          }),
        },
      },
    });
  }

  /** What a scheduler does. */
  private async bind(object: RecordedChange['object'], own: string) {
    const node = isRecord(object.spec) ? object.spec.nodeName : undefined;
    const { spec } = await this.admin.succeed('GET', own);
    const bound = isRecord(spec) ? spec.nodeName : undefined;
    if (node !== undefined && bound === undefined) {
      await this.admin.succeed('POST', `${own}/binding`, {
        body: {
          apiVersion: 'v1',
          kind: 'Binding',
          metadata: { name: object.metadata.name },
          target: { apiVersion: 'v1', kind: 'Node', name: node },
        },
      });
    }
  }
}
