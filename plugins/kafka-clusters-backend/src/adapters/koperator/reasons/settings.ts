import type { HealthReason } from '@kafka-clusters/plugin-kafka-clusters-common';
import { aboutNode, type Facts } from '../facts';
import { blocks, next, reason } from './reason';

/** Disks whose claim is larger than the wish: the operator stops at them, and says so in its log only. */
export function shrinkReasons(facts: Facts): readonly HealthReason[] {
  return facts.brokers.flatMap(broker =>
    broker.claims.flatMap(({ volume }) => {
      const wished = broker.wished?.disks.find(
        disk => disk.mountPath === volume.mountPath,
      )?.bytes;
      return wished === undefined || wished >= volume.requestedBytes
        ? []
        : [
            reason(
              'storage-shrink-refused',
              {
                broker: broker.id,
                claim: volume.claim,
                currentBytes: volume.requestedBytes,
                wishedBytes: wished,
              },
              {
                about: [
                  {
                    kind: 'PersistentVolumeClaim',
                    name: volume.claim,
                    namespace: facts.namespace,
                  },
                  facts.about,
                ],
                blocks: blocks('the-change', {}),
                next: next('restore-volume-size', {
                  claim: volume.claim,
                  bytes: volume.requestedBytes,
                }),
              },
            ),
          ];
    }),
  );
}

/** Brokers whose own configuration Kafka has refused. */
export function configurationReasons(facts: Facts): readonly HealthReason[] {
  return facts.brokers
    .filter(broker => broker.node.configuration === 'error')
    .map(broker =>
      reason(
        'configuration-error',
        { broker: broker.id, detail: broker.perBrokerState },
        {
          about: [facts.about],
          blocks: blocks('the-change', {}),
          next: next('check-operator-log', { operator: 'koperator' }),
        },
      ),
    );
}

/** KRaft: without a majority of controllers nothing changes any more. */
export function controllerReasons(facts: Facts): readonly HealthReason[] {
  const { controllers, established } = facts;
  const running = controllers.filter(
    controller => controller.node.state === 'running',
  ).length;
  const total = controllers.length;
  if (!established || total === 0 || running > total / 2) {
    return [];
  }
  return [
    reason(
      'controllers-no-quorum',
      { running, total },
      {
        about: [
          facts.about,
          ...controllers
            .filter(controller => controller.node.state !== 'running')
            .flatMap(controller => aboutNode(facts, controller)),
        ],
        blocks: blocks('metadata-changes', {}),
        next: next('check-zookeeper-then-broker-logs', { zookeeper: '' }),
      },
    ),
  ];
}
