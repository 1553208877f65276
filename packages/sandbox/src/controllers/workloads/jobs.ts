import { secondTime } from '../../client/EventRecorder';
import { Job, Pod } from '../../client/objects';
import { keyOf, RESOURCES } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { isActive, isOwnedBy, podOf } from './podBuilder';

/** Runs the pods of jobs until enough have succeeded. */
export function startJobs(context: ControllerContext): void {
  const client = context.client('kube-controller-manager');
  const events = context.recorder(client, { component: 'job-controller' });
  const jobs = context.informer(RESOURCES.jobs);
  const pods = context.informer(RESOURCES.pods);

  const create = async (job: Job): Promise<void> => {
    const pod = podOf(job, job.spec.template, {
      'batch.kubernetes.io/job-name': job.metadata.name,
      'job-name': job.metadata.name,
    });
    const { name, ...metadata } = pod.metadata;
    const created = await client.create(RESOURCES.pods, {
      ...pod,
      metadata: {
        ...metadata,
        generateName: `${job.metadata.name}-`,
      } as Pod['metadata'],
    });
    events.record({
      object: job,
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${created.metadata.name}`,
    });
  };

  const queue = context.queue('jobs', async key => {
    const job = jobs.byKey(key);
    if (!job || job.metadata.deletionTimestamp || job.status?.completionTime) {
      return;
    }
    const mine = () =>
      pods.list(job.metadata.namespace).filter(pod => isOwnedBy(pod, job));
    const wanted = job.spec.completions ?? 1;
    const succeeded = count(mine(), 'Succeeded');
    const failed = count(mine(), 'Failed');
    const gaveUp = failed > (job.spec.backoffLimit ?? 6);
    const missing = Math.min(wanted - succeeded, job.spec.parallelism ?? 1);
    const active = mine().filter(isActive).length;
    for (let n = active; n < missing && !gaveUp; n += 1) {
      await create(job);
    }
    const status = jobStatus(job, { succeeded, failed, wanted, gaveUp });
    status.active = mine().filter(isActive).length || undefined;
    const before = job.status;
    if (
      before?.active !== status.active ||
      before?.succeeded !== status.succeeded ||
      before?.failed !== status.failed ||
      !before?.startTime
    ) {
      await client.update(
        RESOURCES.jobs,
        { ...(jobs.byKey(key) ?? job), status },
        'status',
      );
    }
  });

  jobs.onChange((_type, job) => queue.add(keyOf(job)));
  pods.onChange((_type, pod) => {
    const owner = pod.metadata.ownerReferences?.find(one => one.kind === 'Job');
    if (owner) {
      queue.add(`${pod.metadata.namespace}/${owner.name}`);
    }
  });
}

function count(pods: Pod[], phase: string): number {
  return pods.filter(pod => pod.status.phase === phase).length;
}

function jobStatus(
  job: Job,
  seen: { succeeded: number; failed: number; wanted: number; gaveUp: boolean },
): NonNullable<Job['status']> {
  const now = secondTime();
  const complete = seen.succeeded >= seen.wanted;
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    reason,
    message,
  });
  return {
    startTime: job.status?.startTime ?? now,
    succeeded: seen.succeeded || undefined,
    failed: seen.failed || undefined,
    ...(complete
      ? {
          completionTime: now,
          conditions: [
            condition(
              'Complete',
              'CompletionsReached',
              'Reached expected number of succeeded pods',
            ),
          ],
        }
      : {}),
    ...(seen.gaveUp
      ? {
          conditions: [
            condition(
              'Failed',
              'BackoffLimitExceeded',
              'Job has reached the specified backoff limit',
            ),
          ],
        }
      : {}),
  };
}
