import type {
  AdapterWatch,
  KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import { at, fields, list } from './parse';
import { operatorResources } from './resources';

function projectTask(task: unknown) {
  // Requests and summaries are long, and nothing shows them.
  const { httpRequest: _, summary: __, ...rest } = fields(task);
  return rest;
}

function projectOperation(object: KubernetesObject): KubernetesObject {
  const status = fields(object.status);
  const failed = list(status.failedTasks);
  return {
    ...object,
    status: {
      ...status,
      currentTask: projectTask(status.currentTask),
      failedTasks: failed.slice(-1).map(projectTask),
    },
  };
}

/** Texts that only brokers read, each as long as its author likes. */
function withoutLongTexts(config: unknown) {
  const { log4jConfig: _, capacityConfig: __, ...rest } = fields(config);
  return rest;
}

function projectCluster(object: KubernetesObject): KubernetesObject {
  const spec = fields(object.spec);
  const { envoyConfig: _, envs: __, monitoringConfig: ___, ...kept } = spec;
  const groups = Object.entries(fields(spec.brokerConfigGroups));
  return {
    ...object,
    spec: {
      ...kept,
      brokerConfigGroups: Object.fromEntries(
        groups.map(([name, group]) => [name, withoutLongTexts(group)]),
      ),
      cruiseControlConfig: withoutLongTexts(at(spec, 'cruiseControlConfig')),
    },
  };
}

/** What Koperator's adapter has watched beside the types of Kubernetes itself. */
export const koperatorWatches: readonly AdapterWatch[] = [
  { ...operatorResources.kafkaClusters, project: projectCluster },
  { ...operatorResources.cruiseControlOperations, project: projectOperation },
  operatorResources.zookeeperClusters,
];
