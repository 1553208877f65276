import { PodLogRelay } from '../apiserver/logs';
import { ControllerContext } from './ControllerContext';
import { install } from './installation';
import { startKoperator } from './koperator/koperator';
import { startKubelet } from './kubelet/kubelet';
import { KubeletLogs } from './kubelet/KubeletLogs';
import { startNodeLifecycle } from './nodes';
import { startScheduler } from './scheduler/scheduler';
import { startVolumes } from './volumes/volumes';
import { startBudgets } from './workloads/budgets';
import { startDeployments } from './workloads/deployments';
import { startEndpoints } from './workloads/endpoints';
import { startJobs } from './workloads/jobs';
import { startReplicaSets } from './workloads/replicaSets';
import { startStatefulSets } from './workloads/statefulSets';
import { startZookeeperOperator } from './zookeeper/zookeeper';

/** What the controllers of one Kubernetes cluster need. */
export interface StartControllersOptions {
  /** `https://host:port` of the API server. */
  url: string;
  /** PEM text of its authority. */
  ca: string;
  /** Token of an administrator. */
  token: string;
  /** 1 is true to life; 50 is fifty times as fast. */
  speed: number;
  /** Name of the Kubernetes cluster, as people know it. */
  clusterName: string;
  /** Where the API server gets logs from: they come from here now. */
  logs?: PodLogRelay;
  /** Learns of failures; all are tried again. */
  onError?: (controller: string, key: string, error: unknown) => void;
}

/** Controllers that run. */
export interface RunningControllers {
  /** Ends them all; what they were in the middle of is finished at the next start. */
  stop(): Promise<void>;
}

/**
 * Starts everything that makes objects into a living cluster: scheduler,
 * kubelet, workloads, volumes, and both operators. Settles when they run.
 */
export async function startControllers(
  options: StartControllersOptions,
): Promise<RunningControllers> {
  const context = ControllerContext.create(options);
  try {
    await install(context.client('installer'));
    const controllers = [
      startScheduler,
      startKubelet,
      startVolumes,
      startNodeLifecycle,
      startStatefulSets,
      startReplicaSets,
      startDeployments,
      startJobs,
      startBudgets,
      startEndpoints,
      startKoperator,
      startZookeeperOperator,
    ];
    controllers.forEach(start => start(context));
    options.logs?.connect(KubeletLogs.create(context, options.clusterName));
    await context.synced();
  } catch (error) {
    await context.stop();
    throw error;
  }
  return { stop: () => context.stop() };
}
