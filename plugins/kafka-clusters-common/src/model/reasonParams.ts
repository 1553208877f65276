/**
 * What the words of each reason may name. Every parameter is always there; a
 * text is '' and a number 0 where nothing is known, so words that name a zone
 * or a cause need a form without it. `broker` is the node id of a broker or,
 * in KRaft mode, of a controller. Texts called `cause`, `detail` and `text`
 * come from Kubernetes or an operator: untrusted.
 *
 * @public
 */
export interface HealthReasonParams {
  'zookeeper-no-quorum': { zookeeper: string; running: number; total: number };
  'controllers-no-quorum': { running: number; total: number };
  'no-broker-running': { total: number };
  /** `min` is min.insync.replicas. */
  'writes-blocked': { running: number; total: number; min: number };
  /** `corrected` is `yes` when the wish names another image already and only the stuck pod holds it up. */
  'broker-image-pull': {
    broker: number;
    pod: string;
    image: string;
    corrected: 'yes' | 'no';
  };
  /** `zone` is where the broker's volume is bound, or its wish pins it: the pod can run nowhere else. */
  'broker-unschedulable': {
    broker: number;
    pod: string;
    zone: string;
    cause: string;
  };
  /** `cause` is a reason of Kubernetes, e.g. `OOMKilled`, `CreateContainerConfigError`. */
  'broker-failing': {
    broker: number;
    pod: string;
    cause: string;
    exitCode: number;
  };
  'broker-volume-pending': {
    broker: number;
    claim: string;
    storageClass: string;
    cause: string;
  };
  'zookeeper-unschedulable': {
    zookeeper: string;
    member: number;
    pod: string;
    zone: string;
    cause: string;
  };
  'zookeeper-image-pull': {
    zookeeper: string;
    member: number;
    pod: string;
    image: string;
  };
  'zookeeper-missing': { zookeeper: string; namespace: string };
  /** All pods run, and the operator has had no answer of Kafka for `minutes`. */
  'kafka-not-answering': { running: number; total: number; minutes: number };
  /** `cause`: its Deployment has no ready replica, or the cluster got no status from it. */
  'operator-not-acting': {
    operator: 'koperator' | 'zookeeper-operator';
    cause: 'not-running' | 'no-status';
    minutes: number;
  };
  'configuration-error': { broker: number; detail: string };
  /** `brokers` are ids, separated by `, `; `name` is the CruiseControlOperation. */
  'operation-failed': {
    operation: CruiseControlTask;
    brokers: string;
    name: string;
    detail: string;
  };
  'storage-shrink-refused': {
    broker: number;
    claim: string;
    currentBytes: number;
    wishedBytes: number;
  };
  /** `minutes` since when the broker has not been ready. */
  'broker-not-ready': { broker: number; pod: string; minutes: number };
  /** `brokers` have still to be replaced. */
  'rolling-upgrade-held': {
    brokers: string;
    outstanding: number;
    total: number;
    minutes: number;
  };
  'broker-missing': { broker: number; zone: string };
  /** `member` is not running; `running` of `total` are. */
  'zookeeper-member-missing': {
    zookeeper: string;
    member: number;
    running: number;
    total: number;
  };
  'operation-paused': {
    operation: CruiseControlTask;
    brokers: string;
    name: string;
  };
  /** `cause` is a reason of Kubernetes, or the operator's `CruiseControlTopicNotReady`. */
  'cruise-control-down': { name: string; cause: string };
  /** `finalizers` that are still to be removed, separated by `, `. */
  deleting: { finalizers: string; minutes: number };
  'zookeeper-starting': { zookeeper: string; running: number; total: number };
  'broker-starting': { running: number; total: number };
  'kafka-starting': { running: number; total: number };
  /** `done` of `total` brokers run with the wish. */
  'rolling-upgrade': { done: number; total: number };
  'scaling-out': { brokers: string; running: number; total: number };
  'scaling-in': { brokers: string };
  rebalancing: { brokers: string };
  'operator-reconciling': { minutes: number };
  /** ISO time of the last word; filled in by the service, not by an adapter. */
  'data-stale': { asOf: string };
  /** `field` of the custom resource holds `text`, which this version does not know. */
  'state-unknown': { field: string; text: string };
  /** A new cluster spreads its (empty) disks by itself; nothing is wrong. */
  'first-rebalance': { brokers: string };
}

/** What Cruise Control is asked to do. @public */
export type CruiseControlTask =
  | 'add-broker'
  | 'remove-broker'
  | 'rebalance'
  | 'remove-disks'
  | 'unknown';

/**
 * What the words of each block may name.
 *
 * @public
 */
export interface BlockParams {
  nothing: {};
  everything: {};
  'writes-min-insync': { running: number; min: number };
  'one-more-loss-stops-writes': { running: number; min: number };
  /** One more lost member of ZooKeeper (or controller) ends the majority. */
  'no-more-loss': { running: number; total: number };
  'the-change': {};
  creation: {};
  'scaling-and-rebalancing': {};
  'metadata-changes': {};
  unknown: {};
}

/**
 * What the words of each next step may name.
 *
 * @public
 */
export interface NextStepParams {
  'nothing-wait': {};
  'uncordon-or-add-node-in-zone': { zone: string };
  'add-node-or-free-resources': { pod: string };
  /** Correcting alone changes nothing: the stuck pod holds up the operator. */
  'correct-image-then-delete-pod': {
    image: string;
    pod: string;
    namespace: string;
  };
  /** The image is corrected already. */
  'delete-stuck-pod': { pod: string; namespace: string };
  'correct-image': { image: string };
  'read-pod-logs': { pod: string; namespace: string };
  /** `zookeeper` is its address or name; '' in KRaft mode. */
  'check-zookeeper-then-broker-logs': { zookeeper: string };
  /** `brokers`: the one that was replaced last; its replicas have to catch up. */
  'check-broker-in-sync': { brokers: string };
  'check-operator-running': { operator: string };
  'check-operator-log': { operator: string };
  'check-storage-class': { storageClass: string; claim: string };
  'restore-volume-size': { claim: string; bytes: number };
  'create-zookeeper': { zookeeper: string; namespace: string };
  'check-cruise-control': { name: string; namespace: string };
  'resume-operation': { name: string; namespace: string };
  'remove-finalizers-with-care': { finalizers: string };
  'restore-connection': {};
  'report-unknown-state': { text: string };
}
