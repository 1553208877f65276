import { KubeObject } from '../../client/objects';
import { keyOf, Resource } from '../../client/resources';
import { ControllerContext } from '../ControllerContext';
import { BrokerWorld } from './brokerPods';
import { BrokerReconciler } from './BrokerReconciler';
import { KoperatorWrites } from './KoperatorWrites';
import {
  FINALIZERS,
  KafkaCluster,
  KafkaTopic,
  KafkaUser,
  KOPERATOR_RESOURCES,
} from './types';

/** Seconds until a topic is gone from Kafka, and between looks for Kafka. */
const DELETE_SECONDS = 1;
const RETRY_SECONDS = 15;

/** Keeps topics and users: label, finalizer, then the status. */
export function startTopicsAndUsers(
  context: ControllerContext,
  writes: KoperatorWrites,
  world: BrokerWorld,
  brokers: BrokerReconciler,
  runs: () => boolean,
): void {
  const clusters = context.informer(KOPERATOR_RESOURCES.clusters);

  const clusterOf = (object: KafkaTopic | KafkaUser) => {
    const { name, namespace = object.metadata.namespace } =
      object.spec.clusterRef;
    return clusters.get(name, namespace);
  };
  const answers = (cluster: KafkaCluster) =>
    world.answers(cluster, brokers.podsOf(cluster));

  const start = <T extends KafkaTopic | KafkaUser>(
    name: string,
    resource: Resource<T>,
    finalizer: string,
    statusOf: (object: T) => T['status'],
  ): void => {
    const informer = context.informer(resource);
    const queue = context.queue(name, async key => {
      const object = informer.byKey(key);
      if (!object || !runs()) {
        return undefined;
      }
      const { namespace } = object.metadata;
      if (object.metadata.deletionTimestamp) {
        await context.clock.wait(DELETE_SECONDS, namespace);
        await dropFinalizer(writes, resource, object, finalizer);
        return undefined;
      }
      const cluster = clusterOf(object);
      if (!cluster || !answers(cluster)) {
        return context.clock.ms(RETRY_SECONDS, namespace);
      }
      const label = `${cluster.metadata.name}.${cluster.metadata.namespace}`;
      if (object.metadata.labels?.kafkaCluster !== label) {
        await writes.client.patch(resource, object.metadata, {
          metadata: { labels: { kafkaCluster: label } },
        });
      } else if (!object.metadata.finalizers?.includes(finalizer)) {
        await writes.client.patch(resource, object.metadata, {
          metadata: {
            finalizers: [...(object.metadata.finalizers ?? []), finalizer],
          },
        });
      } else {
        const status = statusOf(object);
        if (JSON.stringify(status) !== JSON.stringify(object.status)) {
          await writes.client.update(resource, { ...object, status }, 'status');
        }
      }
      return undefined;
    });
    informer.onChange((_type, object) => queue.add(keyOf(object)));
  };

  start('topics', KOPERATOR_RESOURCES.topics, FINALIZERS.topic, () => ({
    managedBy: 'koperator',
    state: 'created',
  }));
  start('users', KOPERATOR_RESOURCES.users, FINALIZERS.user, user => ({
    acls: aclsOf(user),
    state: 'created',
  }));
}

async function dropFinalizer<T extends KubeObject>(
  writes: KoperatorWrites,
  resource: Resource<T>,
  object: T,
  finalizer: string,
): Promise<void> {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer)) {
    await writes.client.patch(resource, object.metadata, {
      metadata: { finalizers: finalizers.filter(one => one !== finalizer) },
    });
  }
}

/** The rights of a user, as Kafka writes them. */
export function aclsOf(user: KafkaUser): string[] {
  const principal = `User:CN=${user.metadata.name}`;
  return (user.spec.topicGrants ?? []).flatMap(grant => {
    const pattern = (grant.patternType ?? 'literal').toUpperCase();
    const topic = (operation: string) =>
      `${principal},Topic,${pattern},${grant.topicName},${operation},Allow,*`;
    return grant.accessType === 'read'
      ? [
          topic('Describe'),
          topic('Read'),
          `${principal},Group,LITERAL,*,Read,Allow,*`,
        ]
      : [topic('Describe'), topic('Create'), topic('Write')];
  });
}
