import { Informer } from '../../client/Informer';
import { ObjectMeta } from '../../client/objects';
import { keyOf } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { Stages } from '../Clock';
import { ControllerContext } from '../ControllerContext';
import { ownedBy } from '../workloads/podBuilder';
import { KoperatorWrites } from './KoperatorWrites';
import { BrokerRemoval } from './BrokerRemoval';
import { CruiseControlServer } from './CruiseControlServer';
import {
  BrokerState,
  CruiseControlOperation,
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from './types';

/** Seconds until Cruise Control has a model of a cluster. */
const MODEL_SECONDS = 16;

/** How the state of a task shows in a broker's or a volume's state. */
const SUFFIX: Record<string, string> = {
  '': 'Scheduled',
  Active: 'Running',
  InExecution: 'Running',
  Completed: 'Succeeded',
  CompletedWithError: 'CompletedWithError',
};

type Volume = NonNullable<
  BrokerState['gracefulActionState']['volumeStates']
>[string];

/** Hands work to Cruise Control and follows it. */
export class CruiseControlTasks {
  private readonly clusters: Informer<KafkaCluster>;
  private readonly operations: Informer<CruiseControlOperation>;
  private readonly server: CruiseControlServer;
  private readonly stages = new Stages();
  private readonly clusterQueue: WorkQueue;
  private readonly operationQueue: WorkQueue;
  private readonly removal: BrokerRemoval;

  private constructor(
    private readonly context: ControllerContext,
    private readonly writes: KoperatorWrites,
    runs: () => boolean,
  ) {
    this.clusters = context.informer(KOPERATOR_RESOURCES.clusters);
    this.operations = context.informer(KOPERATOR_RESOURCES.operations);
    this.server = CruiseControlServer.create(context, writes);
    this.removal = BrokerRemoval.create(context, writes);
    this.clusterQueue = context.queue('cruise-control-tasks', async key =>
      runs() ? this.plan(key) : undefined,
    );
    this.operationQueue = context.queue('cruise-control', async key =>
      runs() ? this.server.advance(key) : undefined,
    );
  }

  static start(
    context: ControllerContext,
    writes: KoperatorWrites,
    runs: () => boolean,
  ): CruiseControlTasks {
    const tasks = new CruiseControlTasks(context, writes, runs);
    tasks.operations.onChange((_type, operation) => {
      tasks.operationQueue.add(keyOf(operation));
      const { kafka_cr: cluster } = operation.metadata.labels ?? {};
      if (cluster) {
        tasks.clusterQueue.add(`${operation.metadata.namespace}/${cluster}`);
      }
    });
    return tasks;
  }

  /** Looks at a cluster for work to hand over. */
  look(key: string): void {
    this.clusterQueue.add(key);
    this.operations
      .list()
      .forEach(operation => this.operationQueue.add(keyOf(operation)));
  }

  private async plan(key: string): Promise<number | void> {
    const cluster = this.clusters.byKey(key);
    if (!cluster?.status?.brokersState || cluster.metadata.deletionTimestamp) {
      return undefined;
    }
    await this.follow(cluster);
    await this.removal.finish(this.writes.latest(cluster));
    const { namespace, uid = '' } = cluster.metadata;
    if (!this.server.available(cluster)) {
      this.stages.elapsed(uid, 'no cruise control');
      return undefined;
    }
    const needed = this.context.clock.ms(MODEL_SECONDS, namespace);
    const left = needed - this.stages.elapsed(uid, 'model');
    if (left > 0) {
      return left;
    }
    await this.removal.begin(this.writes.latest(cluster));
    await this.handOver(this.writes.latest(cluster));
    return undefined;
  }

  /** Makes one operation for everything of a kind that waits for it. */
  private async handOver(cluster: KafkaCluster): Promise<void> {
    const states = Object.entries(cluster.status?.brokersState ?? {});
    const inState = (state: string) =>
      states
        .filter(
          ([, one]) => one.gracefulActionState.cruiseControlState === state,
        )
        .map(([id]) => id);
    for (const [state, operation] of [
      ['GracefulUpscaleRequired', 'add_broker'],
      ['GracefulDownscaleRequired', 'remove_broker'],
    ] as const) {
      const ids = inState(state);
      if (ids.length) {
        const name = await this.create(cluster, operation, {
          brokerid: ids.join(','),
        });
        for (const id of ids) {
          await this.writes.broker(cluster, id, one => {
            one.gracefulActionState.cruiseControlState = state.replace(
              'Required',
              'Scheduled',
            );
            one.gracefulActionState.cruiseControlOperationReference = { name };
          });
        }
      }
    }
    await this.handOverVolumes(this.writes.latest(cluster));
  }

  private async handOverVolumes(cluster: KafkaCluster): Promise<void> {
    const brokers = Object.entries(cluster.status?.brokersState ?? {});
    const waiting = (volume: Volume) =>
      volume.cruiseControlVolumeState === 'GracefulDiskRebalanceRequired';
    // One mention of a broker for each of its disks, as the operator has it.
    const ids = brokers.flatMap(([id, state]) =>
      Object.values(state.gracefulActionState.volumeStates ?? {})
        .filter(waiting)
        .map(() => id),
    );
    if (!ids.length) {
      return;
    }
    const name = await this.create(cluster, 'rebalance', {
      destination_broker_ids: ids.join(','),
      rebalance_disk: 'true',
    });
    await this.writes.status(cluster, status => {
      for (const id of ids) {
        const volumes =
          status.brokersState?.[id]?.gracefulActionState.volumeStates ?? {};
        Object.values(volumes)
          .filter(waiting)
          .forEach(volume => {
            volume.cruiseControlVolumeState = 'GracefulDiskRebalanceScheduled';
            volume.cruiseControlOperationReference = { name };
          });
      }
    });
  }

  private async create(
    cluster: KafkaCluster,
    operation: string,
    parameters: Record<string, string>,
  ): Promise<string> {
    const { name: clusterName, namespace } = cluster.metadata;
    const metadata = {
      namespace,
      generateName: `${clusterName}-${operation.replaceAll('_', '')}-`,
      labels: { app: 'kafka', kafka_cr: clusterName },
      ownerReferences: [ownedBy(cluster)],
    };
    const { cruiseControlOperationSpec } = cluster.spec.cruiseControlConfig;
    const created = await this.writes.client.create(
      KOPERATOR_RESOURCES.operations,
      {
        apiVersion: 'kafka.banzaicloud.io/v1alpha1',
        kind: 'CruiseControlOperation',
        metadata: metadata as unknown as ObjectMeta,
        spec: { errorPolicy: 'retry', ...cruiseControlOperationSpec },
      },
    );
    // The task itself comes in a second write, as the status is a subresource.
    await this.writes.client.update(
      KOPERATOR_RESOURCES.operations,
      {
        ...created,
        status: {
          currentTask: {
            operation,
            parameters: {
              ...parameters,
              exclude_recently_demoted_brokers: 'true',
              exclude_recently_removed_brokers: 'true',
            },
          },
          errorPolicy: '',
          retryCount: 0,
        },
      },
      'status',
    );
    return created.metadata.name;
  }

  /** Carries the state of operations into the cluster's status. */
  private async follow(cluster: KafkaCluster): Promise<void> {
    const suffixOf = (name: string | undefined) => {
      const operation = name
        ? this.operations.get(name, cluster.metadata.namespace)
        : undefined;
      return operation && SUFFIX[operation.status?.currentTask?.state ?? ''];
    };
    await this.writes.status(cluster, status => {
      for (const broker of Object.values(status.brokersState ?? {})) {
        const action = broker.gracefulActionState;
        const suffix = suffixOf(action.cruiseControlOperationReference?.name);
        if (suffix) {
          action.cruiseControlState = advanceText(
            action.cruiseControlState,
            suffix,
          );
        }
        for (const volume of Object.values(action.volumeStates ?? {})) {
          const volumeSuffix = suffixOf(
            volume.cruiseControlOperationReference?.name,
          );
          if (volumeSuffix) {
            volume.cruiseControlVolumeState = advanceText(
              volume.cruiseControlVolumeState,
              volumeSuffix,
            );
          }
        }
      }
    });
  }
}

/** `GracefulUpscaleScheduled` and `Running` make `GracefulUpscaleRunning`; what has ended stays. */
function advanceText(state: string, suffix: string): string {
  const found = /^(.*)(Scheduled|Running)$/.exec(state);
  return found ? `${found[1]}${suffix}` : state;
}
