import type { HealthReasonCode } from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Words of each reason. `title` stands alone in lists; `detail` follows it on
 * the cluster's page; any further key is the name of a parameter, and its
 * sentence is added when that parameter is known.
 */
export const reasonMessages = {
  'zookeeper-no-quorum': {
    title: 'ZooKeeper has no majority',
    detail:
      '{{running}} of {{total}} members run. Kafka cannot elect leaders or accept changes without a majority.',
  },
  'controllers-no-quorum': {
    title: 'The controllers have no majority',
    detail:
      '{{running}} of {{total}} controllers run. Kafka cannot elect leaders or accept changes without a majority.',
  },
  'no-broker-running': {
    title: 'No broker runs',
    detail: 'None of the {{total}} brokers is ready, so no client is served.',
  },
  'writes-blocked': {
    title: 'Writes are refused',
    detail:
      '{{running}} of {{total}} brokers run; producers that ask for acks=all need {{min}}.',
  },
  'broker-image-pull': {
    title: 'Image of broker {{broker}} cannot be pulled',
    detail: 'The container cannot start without it.',
    image: 'Image: {{image}}',
  },
  'broker-unschedulable': {
    title: 'Broker {{broker}} has no place to run',
    detail: 'No node takes its pod.',
    zone: 'Its volume exists only in zone {{zone}}, so it can run nowhere else.',
    cause: 'Kubernetes says: {{cause}}',
  },
  'broker-failing': {
    title: 'Broker {{broker}} keeps failing',
    detail: 'Its container ends and is started again.',
    cause: 'Cause: {{cause}}.',
    exitCode: 'Exit code {{exitCode}}.',
  },
  'broker-volume-pending': {
    title: 'Broker {{broker}} waits for its volume',
    detail: 'The volume claim {{claim}} is not bound.',
    storageClass: 'Storage class: {{storageClass}}.',
    cause: 'Kubernetes says: {{cause}}',
  },
  'zookeeper-unschedulable': {
    title: 'ZooKeeper {{member}} has no place to run',
    detail: 'No node takes its pod.',
    zone: 'Its volume exists only in zone {{zone}}, so it can run nowhere else.',
    cause: 'Kubernetes says: {{cause}}',
  },
  'zookeeper-image-pull': {
    title: 'Image of ZooKeeper {{member}} cannot be pulled',
    detail: 'The container cannot start without it.',
    image: 'Image: {{image}}',
  },
  'zookeeper-missing': {
    title: 'The ZooKeeper cluster does not exist',
    detail: 'The brokers are told to use it and cannot start without it.',
    zookeeper: 'Expected: {{zookeeper}}.',
  },
  'kafka-not-answering': {
    title: 'Kafka does not answer',
    detail:
      '{{running}} of {{total}} pods run, and yet the operator gets no answer from Kafka.',
    minutes: 'For {{minutes}} min.',
  },
  'operator-not-acting': {
    title: 'The operator does not act',
    detail: 'Changes and repairs wait until {{operator}} works again.',
    minutes: 'For {{minutes}} min.',
  },
  'configuration-error': {
    title: 'Configuration of broker {{broker}} was refused',
    detail: 'The broker keeps its earlier configuration.',
    detailText: 'The operator says: {{detail}}',
  },
  'operation-failed': {
    title: 'A Cruise Control operation failed',
    detail: 'Operation {{name}} ended with an error.',
    brokers: 'Brokers: {{brokers}}.',
    detailText: 'The operator says: {{detail}}',
  },
  'storage-shrink-refused': {
    title: 'Volume of broker {{broker}} cannot shrink',
    detail:
      'Volume claim {{claim}} has {{currentBytes}}, the custom resource asks for {{wishedBytes}}. Volumes only grow; the operator stops here.',
  },
  'broker-not-ready': {
    title: 'Broker {{broker}} is not ready',
    detail: 'Its container runs and does not serve clients yet.',
    minutes: 'For {{minutes}} min.',
  },
  'rolling-upgrade-held': {
    title: 'The rolling upgrade waits',
    detail:
      '{{outstanding}} of {{total}} brokers are still to be replaced. The operator goes on when all replicas are in sync.',
    brokers: 'Outstanding: broker {{brokers}}.',
    minutes: 'No progress for {{minutes}} min.',
  },
  'broker-missing': {
    title: 'Broker {{broker}} is gone',
    detail: 'There is no pod of it.',
    zone: 'Its volume is in zone {{zone}}.',
  },
  'zookeeper-member-missing': {
    title: 'ZooKeeper {{member}} does not run',
    detail: '{{running}} of {{total}} members run.',
  },
  'operation-paused': {
    title: 'A Cruise Control operation is paused',
    detail: 'Operation {{name}} goes on only when somebody resumes it.',
    brokers: 'Brokers: {{brokers}}.',
  },
  'cruise-control-down': {
    title: 'Cruise Control does not run',
    detail: 'Brokers can neither be added nor removed, and nothing rebalances.',
    cause: 'Cause: {{cause}}.',
  },
  deleting: {
    title: 'The cluster is being deleted',
    detail: 'Kubernetes removes it and its volumes.',
    finalizers: 'Waits for: {{finalizers}}.',
    minutes: 'For {{minutes}} min.',
  },
  'zookeeper-starting': {
    title: 'ZooKeeper starts: {{running}} of {{total}}',
    detail: 'Members come one by one; the brokers follow.',
  },
  'broker-starting': {
    title: 'Brokers start: {{running}} of {{total}}',
    detail: 'They come one by one.',
  },
  'kafka-starting': {
    title: 'Kafka starts',
    detail: '{{running}} of {{total}} pods run; Kafka has not answered yet.',
  },
  'rolling-upgrade': {
    title: 'Rolling upgrade: {{done}} of {{total}} brokers done',
    detail: 'The operator replaces one broker after the other.',
  },
  'scaling-out': {
    title: 'Brokers are being added: {{running}} of {{total}} run',
    detail: 'Cruise Control moves partitions to them.',
    brokers: 'New: broker {{brokers}}.',
  },
  'scaling-in': {
    title: 'Brokers are being removed',
    detail: 'Cruise Control moves their partitions away first.',
    brokers: 'Leaving: broker {{brokers}}.',
  },
  rebalancing: {
    title: 'Partitions are being moved',
    detail: 'Cruise Control spreads the load.',
    brokers: 'Brokers: {{brokers}}.',
  },
  'operator-reconciling': {
    title: 'The operator is at work',
    detail: 'It has not said what it does.',
    minutes: 'For {{minutes}} min.',
  },
  'data-stale': {
    title: 'The data is old',
    detail: 'The Kubernetes cluster has not answered lately.',
    asOf: 'Last word: {{asOf}}.',
  },
  'state-unknown': {
    title: 'A state is not known to this version',
    detail: 'The operator says something that cannot be judged here.',
    text: '{{field}}: {{text}}',
  },
  'first-rebalance': {
    title: 'Rebalancing for the first time, normal after creation',
    detail: 'A new cluster spreads its empty disks by itself.',
  },
} as const satisfies Record<
  HealthReasonCode,
  {
    readonly title: string;
    readonly detail: string;
    readonly [part: string]: string;
  }
>;
