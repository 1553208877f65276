import { ApiClient } from '../client/ApiClient';
import { secondTime } from '../client/EventRecorder';
import { HttpsConnection, isStatus } from '../client/HttpsConnection';
import { ConfigMap } from '../client/objects';
import { RESOURCES } from '../client/resources';
import {
  SPEED_ANNOTATION,
  TIME_ANNOTATION,
} from '../controllers/ControllerContext';
import { ensureObject } from '../controllers/installation';
import { KOPERATOR_RESOURCES } from '../controllers/koperator/types';
import { ZOOKEEPER_CLUSTERS } from '../controllers/zookeeper/types';
import { SandboxControl } from '../faults/SandboxControl';
import { createLegacyKafka, LEGACY_KAFKA } from './legacy';
import {
  buildKafka,
  buildZookeeper,
  SAMPLE_KAFKAS,
  SAMPLE_NAMESPACES,
  SampleCluster,
  SampleNamespace,
} from './samples';
import { isSettled, isTroubled } from './settled';
import { makeTrouble } from './troubles';

/** A Kubernetes cluster in which a part of the fleet is to live. */
export interface FleetCluster {
  url: string;
  /** The authority that signed its certificate, PEM. */
  caData: string;
  adminToken: string;
}

/** What the sample fleet needs. */
export interface SampleFleetOptions {
  clusters: Record<SampleCluster, FleetCluster>;
  /** Ends the work; it goes on at the next call. */
  signal?: AbortSignal;
}

/** So fast do the years of the sample fleet pass. */
const FLEET_SPEED = '60';
const DAY_MS = 86_400_000;
/** How long ago the troubles began. */
const TROUBLE_MS = 5 * 60_000;
/** How often the fleet is looked at while it comes to its state, and for how long. */
const LOOK_MS = 100;
const PATIENCE_MS = 60_000;

const STAGE = { name: 'sample-fleet', namespace: 'kube-system' };

/**
 * Brings the sample fleet to life: seven clusters of three teams and of nobody
 * in two Kubernetes clusters, three of them in trouble. It passes through real
 * controllers, only faster and dated back. What has been done is not done
 * again, so people may change and delete what they like.
 */
export async function createSampleFleet({
  clusters,
  signal,
}: SampleFleetOptions): Promise<void> {
  await Promise.all(
    (Object.keys(clusters) as SampleCluster[]).map(name =>
      createPart(name, clusters[name], signal),
    ),
  );
}

async function createPart(
  cluster: SampleCluster,
  { url, caData, adminToken }: FleetCluster,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { url, ca: caData, token: adminToken };
  const connection = HttpsConnection.create(options);
  const control = SandboxControl.create(options);
  const namespaces = SAMPLE_NAMESPACES.filter(one => one.cluster === cluster);
  const births = new Map(namespaces.map(one => [one.name, bornAt(one)]));
  const client = ApiClient.create(connection, 'kubectl/sandbox', {
    birthOf: namespace => births.get(namespace ?? ''),
  });
  try {
    let stage = await readStage(client);
    if (stage === '') {
      await createObjects(client, cluster, namespaces);
      await until(() => isSettled(client, cluster), 'to run', signal);
      stage = await writeStage(client, 'settled');
    }
    if (stage === 'settled') {
      await setTime(client, namespaces, new Date(Date.now() - TROUBLE_MS));
      await makeTrouble(control, client, cluster);
      stage = await writeStage(client, 'troubled');
    }
    if (stage === 'troubled') {
      await until(
        () => isTroubled(client, cluster),
        'to be in trouble',
        signal,
      );
      await setTime(client, namespaces, undefined);
      await writeStage(client, 'done');
    }
  } finally {
    control.close();
    connection.close();
  }
}

function bornAt({ ageDays }: SampleNamespace): string {
  return secondTime(new Date(Date.now() - ageDays * DAY_MS));
}

async function createObjects(
  client: ApiClient,
  cluster: SampleCluster,
  namespaces: SampleNamespace[],
): Promise<void> {
  for (const namespace of namespaces) {
    const { name, teams, quota } = namespace;
    await ensureObject(client, RESOURCES.namespaces, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        annotations: {
          ...(teams.length
            ? { 'kafka-clusters.io/teams': teams.join(',') }
            : {}),
          [SPEED_ANNOTATION]: FLEET_SPEED,
          [TIME_ANNOTATION]: bornAt(namespace),
        },
      },
    });
    if (quota) {
      await ensureObject(client, RESOURCES.quotas, {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team', namespace: name },
        ...{ spec: { hard: quota } },
      });
    }
  }
  for (const sample of Object.values(SAMPLE_KAFKAS)) {
    if (sample.cluster === cluster) {
      await ensureObject(
        client,
        ZOOKEEPER_CLUSTERS,
        buildZookeeper(sample) as never,
      );
      await ensureObject(
        client,
        KOPERATOR_RESOURCES.clusters,
        buildKafka(sample) as never,
      );
    }
  }
  if (LEGACY_KAFKA.cluster === cluster) {
    await createLegacyKafka(client);
  }
}

/** Moves the time of the namespaces, or gives them back to the present. */
async function setTime(
  client: ApiClient,
  namespaces: SampleNamespace[],
  time: Date | undefined,
): Promise<void> {
  const annotations = {
    [TIME_ANNOTATION]: time ? secondTime(time) : null,
    ...(time ? {} : { [SPEED_ANNOTATION]: null }),
  };
  for (const { name } of namespaces) {
    await client.patch(
      RESOURCES.namespaces,
      { name },
      { metadata: { annotations } },
    );
  }
}

async function readStage(client: ApiClient): Promise<string> {
  try {
    const found = await client.get(
      RESOURCES.configMaps,
      STAGE.name,
      STAGE.namespace,
    );
    return found.data?.stage ?? '';
  } catch (error) {
    if (isStatus(error, 404)) {
      return '';
    }
    throw error;
  }
}

async function writeStage(client: ApiClient, stage: string): Promise<string> {
  const object: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: STAGE,
    data: { stage },
  };
  await ensureObject(client, RESOURCES.configMaps, object);
  await client.patch(RESOURCES.configMaps, STAGE, { data: { stage } });
  return stage;
}

async function until(
  condition: () => Promise<string | undefined>,
  goal: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    signal?.throwIfAborted();
    const missing = await condition();
    if (!missing) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`The sample fleet did not come ${goal}: ${missing}`);
    }
    await new Promise(resolve => setTimeout(resolve, LOOK_MS));
  }
}
