import type { FindingId } from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Words of each finding: `name` stands alone in filters; `title` says what was
 * found, `detail` why it matters, `next` what to do. Any further key is the
 * name of a parameter, and its sentence is added when that parameter is known.
 */
export const findingMessages = {
  'password-in-clear-text': {
    name: 'Password in clear text',
    title: 'A password stands in clear text in the custom resource',
    detail:
      'Whoever may read the custom resource, its history or a backup of it has the password. It is hidden here.',
    next: 'change the password, keep the new one in a Secret and refer to it',
    fields: 'Where: {{fields}}.',
  },
  'heap-above-limit': {
    name: 'Heap above memory limit',
    title: '{{heapBytes}} heap in {{limitBytes}} of memory',
    detail:
      'Java may take more than the container may have: under load Kubernetes ends the broker (OOMKilled).',
    next: 'set the limit to at least twice the heap, or make the heap smaller',
  },
  'heap-above-request': {
    name: 'Heap above reserved memory',
    title: '{{heapBytes}} heap in {{requestBytes}} of memory',
    detail:
      'Kubernetes reserves less than Java takes at once. It places too much on the node, and when memory gets short there this broker is the first to be evicted.',
    next: 'reserve at least twice the heap (requests.memory) and set the limit to the same',
  },
  'single-copy': {
    name: 'One copy of each message',
    title: 'New topics keep one copy of each message',
    detail:
      'With default.replication.factor=1 a lost disk is lost data, and a restarted broker is an outage.',
    next: 'run at least 3 brokers, set default.replication.factor=3 and reassign the topics that are there',
  },
  'plaintext-outside': {
    name: 'Outside listener in clear text',
    title: 'Traffic from outside is not encrypted',
    detail:
      'Everybody on the way can read messages and passwords, and whoever reaches the address can connect.',
    next: 'use TLS (ssl or sasl_ssl) on every listener that leaves the Kubernetes cluster',
    listeners: 'Listeners: {{listeners}}.',
  },
  'replication-below-three': {
    name: 'Fewer than 3 copies',
    title: 'New topics keep {{replicas}} copies of each message',
    detail:
      'While one broker is restarted, a second fault stops writes or loses data.',
    next: 'set default.replication.factor=3 and reassign the topics that are there',
  },
  'min-insync-one': {
    name: 'One in-sync copy is enough',
    title: 'A write counts as safe with 1 of {{replicas}} copies',
    detail:
      'With min.insync.replicas=1 even acks=all may be answered by a single broker; when it is lost, so is the message.',
    next: 'set min.insync.replicas=2',
  },
  'min-insync-equals-replication': {
    name: 'All copies must be in sync',
    title: 'A write needs {{min}} of {{replicas}} copies',
    detail:
      'Every restart of a broker stops writes that ask for acks=all, a rolling upgrade again and again.',
    next: 'keep one copy more than min.insync.replicas asks for, best 3 and 2',
  },
  'request-far-below-limit': {
    name: 'Reserved memory far below limit',
    title:
      '{{requestBytes}} of memory are reserved, {{limitBytes}} are allowed',
    detail:
      'Nodes are filled by what is reserved. When several pods use what they are allowed, brokers are evicted.',
    next: 'set requests.memory and limits.memory to the same value',
  },
  'brokers-may-share-node': {
    name: 'Brokers may share a node',
    title: 'Brokers may run on the same Kubernetes node',
    detail:
      'One lost or restarted node can then take several brokers, and several copies of a message, at once.',
    next: 'set oneBrokerPerNode, or a required pod anti-affinity on kubernetes.io/hostname',
  },
  'one-zone': {
    name: 'One zone only',
    title: 'All brokers are in zone {{zone}}',
    detail: 'When that zone fails, the cluster is gone until it is back.',
    next: 'spread the brokers over three zones, and tell Kafka by rack awareness',
  },
  'no-disruption-budget': {
    name: 'No PodDisruptionBudget',
    title: 'Nothing keeps nodes from being drained together',
    detail:
      'Without a PodDisruptionBudget an upgrade of the Kubernetes nodes may stop several brokers at the same time.',
    next: 'let the operator create one that allows 1 broker to be away (disruptionBudget)',
  },
  'plaintext-listeners': {
    name: 'Listener in clear text',
    title: 'Traffic inside the Kubernetes cluster is not encrypted',
    detail:
      'Any pod there that reaches a broker can connect to it, and whoever can listen on the network can read along.',
    next: 'use ssl or sasl_ssl, or keep others away by a NetworkPolicy',
    listeners: 'Listeners: {{listeners}}.',
  },
  'auto-create-topics': {
    name: 'Topics create themselves',
    title: 'Topics are created by merely naming them',
    detail:
      'A typing error in a client makes a new topic with default settings, and nobody notices where the messages went. It is on unless it is turned off.',
    next: 'set auto.create.topics.enable=false and create topics on purpose',
  },
  'storage-cannot-grow': {
    name: 'Storage cannot grow',
    title: 'Volumes cannot be enlarged',
    detail:
      'When disks fill up, all that is left is to move data to new brokers.',
    next: 'use a storage class with allowVolumeExpansion for new volumes',
    storageClass: 'Storage class: {{storageClass}}.',
  },
  'floating-image-tag': {
    name: 'Image without a fixed version',
    title: 'An image has no fixed version',
    detail:
      'With “latest”, or no tag at all, a restarted pod may run another version than its neighbours.',
    next: 'name the version, best with its digest',
    images: 'Images: {{images}}.',
  },
  'ignored-settings': {
    name: 'Setting that Kafka ignores',
    title: 'Kafka passes over a setting',
    detail:
      'Settings of Kafka are spelled with dots. One with underscores is unknown to it, and the default applies.',
    next: 'correct the spelling, or remove the line',
    settings: 'Settings: {{settings}}.',
  },
  'image-without-digest': {
    name: 'Image without digest',
    title: 'Images are named by tag only',
    detail:
      'A tag can be moved to another image in the registry; a digest cannot.',
    next: 'add the digest (@sha256:…) where it has to be the very same image everywhere',
    images: 'Images: {{images}}.',
  },
} as const satisfies Record<
  FindingId,
  {
    readonly name: string;
    readonly title: string;
    readonly detail: string;
    readonly next: string;
    readonly [part: string]: string;
  }
>;

/** Words of the card of findings. */
export const findingsScreenMessages = {
  findings: {
    title: 'Findings',
    summary_one: '{{count}} finding in its settings',
    summary_other: '{{count}} findings in its settings',
    none: 'Nothing to improve: its settings are safe as far as they can be seen.',
    next: 'What to do:',
  },
  findingSeverity: {
    error: 'serious',
    warning: 'risk',
    info: 'note',
  },
} as const;
