import { randomUUID } from 'node:crypto';
import { secondTime } from '../../client/EventRecorder';
import { Informer } from '../../client/Informer';
import { ReplicatedWorkload } from '../../client/objects';
import { RESOURCES } from '../../client/resources';
import { Stages } from '../Clock';
import { ControllerContext } from '../ControllerContext';
import { KoperatorWrites } from './KoperatorWrites';
import {
  CruiseControlOperation,
  FINALIZERS,
  KafkaCluster,
  KOPERATOR_RESOURCES,
} from './types';

/** Seconds of each step of a task. */
const STEP_SECONDS = { accept: 10, execute: 10, complete: 20 };

/** Carries out operations as Cruise Control would: one at a time for each cluster. */
export class CruiseControlServer {
  private readonly clusters: Informer<KafkaCluster>;
  private readonly operations: Informer<CruiseControlOperation>;
  private readonly deployments: Informer<ReplicatedWorkload>;
  private readonly stages = new Stages();

  private constructor(
    private readonly context: ControllerContext,
    private readonly writes: KoperatorWrites,
  ) {
    this.clusters = context.informer(KOPERATOR_RESOURCES.clusters);
    this.operations = context.informer(KOPERATOR_RESOURCES.operations);
    this.deployments = context.informer(RESOURCES.deployments);
  }

  static create(
    context: ControllerContext,
    writes: KoperatorWrites,
  ): CruiseControlServer {
    return new CruiseControlServer(context, writes);
  }

  /** Whether a cluster's Cruise Control answers. */
  available(cluster: KafkaCluster): boolean {
    const { name, namespace } = cluster.metadata;
    const deployment = this.deployments.get(`${name}-cruisecontrol`, namespace);
    return (deployment?.status?.readyReplicas ?? 0) > 0;
  }

  /** One step of one operation. */
  async advance(key: string): Promise<number | void> {
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
        'Intra broker data to move': '0',
        'Number of intra broker replica movements': '0',
        'Provision recommendation': '',
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
