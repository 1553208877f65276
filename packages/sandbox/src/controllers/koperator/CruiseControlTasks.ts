import { randomUUID } from 'node:crypto';
import { secondTime } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import { ObjectMeta, ReplicatedWorkload } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { WorkQueue } from '../../client/WorkQueue';
import { Stages } from '../Clock';
import { ControllerContext } from '../ControllerContext';
import { ownedBy } from '../workloads/podBuilder';
import { KoperatorWrites } from './KoperatorWrites';
import { BrokerRemoval } from './BrokerRemoval';
import {
  BrokerState,
  CruiseControlOperation,
  FINALIZERS,
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from './types';

/** Seconds until Cruise Control has a model of a cluster, and of each step of a task. */
const MODEL_SECONDS = 16;
const STEP_SECONDS = { accept: 10, execute: 10, complete: 20 };

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
  private readonly deployments: Informer<ReplicatedWorkload>;
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
    this.deployments = context.informer(RESOURCES.deployments);
    this.removal = BrokerRemoval.create(context, writes);
    this.clusterQueue = context.queue('cruise-control-tasks', async key =>
      runs() ? this.plan(key) : undefined,
    );
    this.operationQueue = context.queue('cruise-control', async key =>
      runs() ? this.advance(key) : undefined,
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
    if (!this.available(cluster)) {
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

  private available(cluster: KafkaCluster): boolean {
    const { name, namespace } = cluster.metadata;
    const deployment = this.deployments.get(`${name}-cruisecontrol`, namespace);
    return (deployment?.status?.readyReplicas ?? 0) > 0;
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

  /** One step of one operation. */
  private async advance(key: string): Promise<number | void> {
    const operation = this.operations.byKey(key);
    if (!operation) {
      return undefined;
    }
    const { finalizers = [], deletionTimestamp } = operation.metadata;
    if (deletionTimestamp) {
      if (finalizers.includes(FINALIZERS.operation)) {
        await this.setFinalizers(
          operation,
          finalizers.filter(one => one !== FINALIZERS.operation),
        );
      }
      return undefined;
    }
    if (!finalizers.includes(FINALIZERS.operation)) {
      await this.setFinalizers(operation, [
        ...finalizers,
        FINALIZERS.operation,
      ]);
      return undefined;
    }
    return this.step(operation);
  }

  private async step(
    operation: CruiseControlOperation,
  ): Promise<number | void> {
    const task = operation.status?.currentTask;
    const { namespace, labels, uid = '' } = operation.metadata;
    const cluster = this.clusters.get(labels?.kafka_cr ?? '', namespace);
    if (!task?.operation || !cluster || !this.available(cluster)) {
      return undefined;
    }
    const state = task.state ?? '';
    const wait = (seconds: number) => {
      const left =
        this.context.clock.ms(seconds, namespace) -
        this.stages.elapsed(uid, `task ${state}`);
      return left > 0 ? left : undefined;
    };
    if (state === '') {
      if (this.otherRuns(operation)) {
        return this.context.clock.ms(STEP_SECONDS.accept, namespace);
      }
      const left = wait(STEP_SECONDS.accept);
      return left ?? this.accept(operation, cluster);
    }
    if (state === 'Active') {
      const left = wait(STEP_SECONDS.execute);
      return left ?? this.setTask(operation, { state: 'InExecution' });
    }
    if (state === 'InExecution') {
      const left = wait(STEP_SECONDS.complete);
      return (
        left ??
        this.setTask(operation, {
          state: 'Completed',
          finished: this.now(operation),
        })
      );
    }
    return this.expire(operation, wait);
  }

  private async expire(
    operation: CruiseControlOperation,
    wait: (seconds: number) => number | undefined,
  ): Promise<number | void> {
    const ttl = operation.spec?.ttlSecondsAfterFinished;
    if (ttl === undefined) {
      return undefined;
    }
    const left = wait(ttl);
    return (
      left ?? this.writes.remove(KOPERATOR_RESOURCES.operations, operation)
    );
  }

  private otherRuns(operation: CruiseControlOperation): boolean {
    return this.operations
      .list(operation.metadata.namespace)
      .some(
        one =>
          one.metadata.uid !== operation.metadata.uid &&
          one.metadata.labels?.kafka_cr ===
            operation.metadata.labels?.kafka_cr &&
          ['Active', 'InExecution'].includes(
            one.status?.currentTask?.state ?? '',
          ),
      );
  }

  private async accept(
    operation: CruiseControlOperation,
    cluster: KafkaCluster,
  ): Promise<void> {
    const task = operation.status?.currentTask;
    const { name, namespace } = cluster.metadata;
    const query = new URLSearchParams({
      ...task?.parameters,
      dryrun: 'false',
      json: 'true',
    });
    query.sort();
    await this.setTask(operation, {
      id: randomUUID(),
      started: this.now(operation),
      state: 'Active',
      httpRequest: `http://${name}-cruisecontrol-svc.${namespace}.svc.cluster.local:8090/kafkacruisecontrol/${task?.operation}?${query}`,
      httpResponseCode: 200,
      summary: {
        'Data to move': '12',
        'Number of leader movements': '2',
        'Number of replica movements': '4',
        'Recent windows': '1',
      },
    });
  }

  private now(operation: CruiseControlOperation): string {
    return secondTime(this.context.now(operation.metadata.namespace));
  }

  private async setTask(
    operation: CruiseControlOperation,
    change: object,
  ): Promise<void> {
    await this.writes.client.patch(
      KOPERATOR_RESOURCES.operations,
      operation.metadata,
      {
        status: {
          currentTask: change,
          errorPolicy: operation.spec?.errorPolicy ?? 'retry',
        },
      },
      'status',
    );
  }

  private async setFinalizers(
    operation: CruiseControlOperation,
    finalizers: string[],
  ): Promise<void> {
    await this.writes.client.patch(
      KOPERATOR_RESOURCES.operations,
      operation.metadata,
      { metadata: { finalizers } },
    );
  }
}

/** `GracefulUpscaleScheduled` and `Running` make `GracefulUpscaleRunning`; what has ended stays. */
function advanceText(state: string, suffix: string): string {
  const found = /^(.*)(Scheduled|Running)$/.exec(state);
  return found ? `${found[1]}${suffix}` : state;
}
