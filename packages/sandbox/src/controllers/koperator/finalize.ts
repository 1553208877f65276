import { ControllerContext } from '../ControllerContext';
import { KoperatorWrites } from './KoperatorWrites';
import { FINALIZERS, KafkaCluster, KOPERATOR_RESOURCES } from './types';

/** Seconds between looks at topics and users that are still going. */
const POLL_SECONDS = 3;

/**
 * Takes a cluster's finalizers away: topics first, users when the topics are
 * gone, then the last one. What is left goes by garbage collection.
 */
export async function finalize(
  context: ControllerContext,
  writes: KoperatorWrites,
  cluster: KafkaCluster,
): Promise<number | undefined> {
  const { name, namespace } = cluster.metadata;
  const mine = (object: { metadata: { labels?: Record<string, string> } }) =>
    object.metadata.labels?.kafkaCluster === `${name}.${namespace}`;
  const topics = context
    .informer(KOPERATOR_RESOURCES.topics)
    .list()
    .filter(mine);
  const users = context.informer(KOPERATOR_RESOURCES.users).list().filter(mine);
  const present = cluster.metadata.finalizers ?? [];
  const without = (one: string) =>
    writes.client.patch(KOPERATOR_RESOURCES.clusters, cluster.metadata, {
      metadata: {
        finalizers: (writes.latest(cluster).metadata.finalizers ?? []).filter(
          other => other !== one,
        ),
        resourceVersion: writes.latest(cluster).metadata.resourceVersion,
      },
    });
  if (present.includes(FINALIZERS.topics)) {
    for (const topic of topics) {
      await writes.remove(KOPERATOR_RESOURCES.topics, topic);
    }
    await without(FINALIZERS.topics);
    return context.clock.ms(topics.length ? POLL_SECONDS : 0.1, namespace);
  }
  if (present.includes(FINALIZERS.users)) {
    for (const user of users) {
      await writes.remove(KOPERATOR_RESOURCES.users, user);
    }
    if (topics.length || users.length) {
      return context.clock.ms(POLL_SECONDS, namespace);
    }
    await without(FINALIZERS.users);
  }
  if (present.includes(FINALIZERS.main)) {
    await without(FINALIZERS.main);
  }
  return undefined;
}
