import type {
  BlockCode,
  NextStepCode,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** What a reason blocks. */
export const blockMessages = {
  nothing: 'nothing',
  everything: 'everything: clients cannot work',
  'writes-min-insync':
    'writes with acks=all: {{running}} brokers run, {{min}} are needed',
  'one-more-loss-stops-writes':
    'nothing yet. {{running}} brokers run; one more loss stops writes that ask for {{min}}',
  'no-more-loss':
    'nothing yet. {{running}} of {{total}} vote; one more loss ends the majority',
  'the-change': 'the change that is under way',
  creation: 'the creation of the cluster',
  'scaling-and-rebalancing': 'adding and removing brokers, and rebalancing',
  'metadata-changes': 'elections of leaders and changes to topics',
  unknown: 'not known',
} as const satisfies Record<BlockCode, string>;

/**
 * What to do next. `plain` is said when the parameter that `text` names is not
 * known.
 */
export const nextStepMessages = {
  'nothing-wait': { text: 'nothing to do, it goes on by itself' },
  'uncordon-or-add-node-in-zone': {
    text: 'bring a node of zone {{zone}} back, or add one there',
    plain: 'bring the drained node back, or add one in its zone',
  },
  'add-node-or-free-resources': {
    text: 'add a node, or free CPU and memory for pod {{pod}}',
    plain: 'add a node, or free CPU and memory',
  },
  'correct-image-then-delete-pod': {
    text: 'correct the image in the custom resource, then delete pod {{pod}}: the operator waits for it and does nothing before',
    plain:
      'correct the image in the custom resource, then delete the stuck pod: the operator waits for it',
  },
  'delete-stuck-pod': {
    text: 'delete pod {{pod}}: the image is corrected already, the operator waits for this pod only',
    plain: 'delete the stuck pod: the image is corrected already',
  },
  'correct-image': {
    text: 'correct the image {{image}}, or give access to its registry',
    plain: 'correct the image, or give access to its registry',
  },
  'read-pod-logs': {
    text: 'read the log of pod {{pod}}',
    plain: 'read the log of the pod',
  },
  'check-zookeeper-then-broker-logs': {
    text: 'check ZooKeeper {{zookeeper}}, then the logs of the brokers',
    plain: 'read the logs of the controllers, then of the brokers',
  },
  'check-broker-in-sync': {
    text: 'see why broker {{brokers}} does not catch up: disk, network, a consumer that reads far back',
    plain: 'see which broker does not catch up, and why',
  },
  'check-operator-running': {
    text: 'ask those who run the Kubernetes cluster whether {{operator}} runs',
    plain: 'ask those who run the Kubernetes cluster whether the operator runs',
  },
  'check-operator-log': {
    text: 'read the log of {{operator}}',
    plain: 'read the log of the operator',
  },
  'check-storage-class': {
    text: 'check storage class {{storageClass}}',
    plain: 'check whether there is a default storage class',
  },
  'restore-volume-size': {
    text: 'set the size of claim {{claim}} back to {{bytes}}',
    plain: 'set the size of the volume back',
  },
  'create-zookeeper': {
    text: 'create ZookeeperCluster {{zookeeper}} in namespace {{namespace}}, or correct its address',
    plain: 'create the ZookeeperCluster, or correct its address',
  },
  'check-cruise-control': {
    text: 'read the log of Cruise Control ({{name}})',
    plain: 'read the log of Cruise Control',
  },
  'resume-operation': {
    text: 'resume CruiseControlOperation {{name}}',
    plain: 'resume the CruiseControlOperation',
  },
  'remove-finalizers-with-care': {
    text: 'see who has to remove {{finalizers}}; removing it by hand may leave things behind',
    plain: 'see who has to remove its finalizers',
  },
  'restore-connection': {
    text: 'restore the connection to the Kubernetes cluster',
  },
  'report-unknown-state': {
    text: 'look at the operator, and report “{{text}}” to those who run this portal',
    plain: 'look at the operator',
  },
} as const satisfies Record<
  NextStepCode,
  { readonly text: string; readonly plain?: string }
>;
