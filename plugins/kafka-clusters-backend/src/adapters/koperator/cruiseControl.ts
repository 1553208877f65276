import {
  kubernetesResources,
  type KubernetesObject,
  type KubernetesObjects,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { createdAt, labelOf, nameOf } from './meta';
import { at, list, number, text, time } from './parse';
import { readPod } from './pods';
import { operatorResources } from './resources';

/** What the operator has asked of Cruise Control. */
export interface CruiseControlOperationView {
  readonly object: KubernetesObject;
  readonly name: string;
  /** Raw, e.g. `add_broker`. */
  readonly operation: string;
  /** Raw, e.g. `InExecution`; '' while it waits. */
  readonly state: string;
  readonly error?: string;
  readonly paused: boolean;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** Cruise Control of one Kafka cluster. */
export interface CruiseControlView {
  readonly deployment?: KubernetesObject;
  readonly pods: readonly KubernetesObject[];
  readonly operations: readonly CruiseControlOperationView[];
  readonly available: boolean;
  /** Since when it has not been available. */
  readonly unavailableSince?: string;
  /** Why its newest pod does not run. */
  readonly cause?: string;
}

function readOperation(object: KubernetesObject): CruiseControlOperationView {
  const task = at(object, 'status', 'currentTask');
  const failed = list(at(object, 'status', 'failedTasks'));
  return {
    object,
    name: nameOf(object),
    operation: text(at(task, 'operation')) ?? '',
    state: text(at(task, 'state')) ?? '',
    error:
      text(at(task, 'errorMessage')) ??
      text(at(failed[failed.length - 1], 'errorMessage')),
    paused: labelOf(object, 'pause') === 'true',
    startedAt: time(at(task, 'started')),
    finishedAt: time(at(task, 'finished')),
  };
}

/** Reads Cruise Control's Deployment, pods and operations. */
export function readCruiseControl(
  objects: KubernetesObjects,
  namespace: string,
  cluster: string,
): CruiseControlView {
  const mine = (object: KubernetesObject) =>
    labelOf(object, 'kafka_cr') === cluster;
  const deployment = objects
    .list(kubernetesResources.deployments, namespace)
    .find(object => mine(object) && labelOf(object, 'app') === 'cruisecontrol');
  const pods = objects
    .list(kubernetesResources.pods, namespace)
    .filter(
      object => mine(object) && labelOf(object, 'app') === 'cruisecontrol',
    );
  const condition = list(at(deployment, 'status', 'conditions')).find(
    entry => at(entry, 'type') === 'Available',
  );
  const newest = [...pods].sort((a, b) =>
    (createdAt(b) ?? '').localeCompare(createdAt(a) ?? ''),
  )[0];
  return {
    deployment,
    pods,
    operations: objects
      .list(operatorResources.cruiseControlOperations, namespace)
      .filter(mine)
      .map(readOperation),
    available: (number(at(deployment, 'status', 'readyReplicas')) ?? 0) > 0,
    unavailableSince:
      (at(condition, 'status') === 'False'
        ? time(at(condition, 'lastTransitionTime'))
        : undefined) ??
      (deployment && createdAt(deployment)),
    cause: newest && readPod(newest, `${cluster}-cruisecontrol`).detail,
  };
}
