import type {
  RightPurpose,
  RightState,
  RightsFeature,
} from '@kafka-clusters/plugin-kafka-clusters-common';

const features = {
  read: {
    title: 'Read',
    text: 'Fleet, cluster pages and everything that they show. All else builds on it.',
  },
  provision: {
    title: 'Create clusters',
    text: 'What a request creates, and takes back when it is discarded.',
  },
  link: {
    title: 'Note owners',
    text: 'Writes the owner of a cluster on it as an annotation, so that it outlives this portal. Links work without it.',
  },
  unsupported: {
    title: 'Count what is not supported',
    text: 'Names and namespaces of Kafka clusters of other operators, nothing else of them.',
  },
} as const satisfies Record<
  RightsFeature,
  { readonly title: string; readonly text: string }
>;

const purposes = {
  watched: 'kept in view',
  manifest: 'shown whole, with who wrote what',
  created: 'created by requests',
  'owner-noted': 'carries the owner',
  counted: 'counted',
} as const satisfies Record<RightPurpose, string>;

const states = {
  granted: 'granted',
  missing: 'missing',
  unknown: 'not known',
} as const satisfies Record<RightState, string>;

/** Words of the page of rights and of what no adapter supports. */
export const rightsMessages = {
  rights: {
    title: 'Rights of this portal',
    summary:
      'What this portal’s account may do in each Kubernetes cluster, and what it needs. It says nothing about what people may do here.',
    link: 'Rights of this portal',
    problemLink: 'See which rights are missing',
    refresh: 'Ask again',
    account: 'Account: {{account}}',
    checked: 'asked at {{time}}',
    notAnswered:
      'It did not say what the account may do. What is needed can be granted all the same.',
    allGranted: 'Everything that is needed is granted.',
    someMissing_one: '{{count}} feature lacks rights.',
    someMissing_other: '{{count}} features lack rights.',
    state: states,
    feature: features,
    purpose: purposes,
    tableName: 'Rights for “{{feature}}” in {{place}}',
    'column.resource': 'Type',
    'column.group': 'API group',
    'column.verbs': 'Verbs',
    'column.purpose': 'Why',
    'column.state': 'State',
    core: 'core',
    missingVerbs: 'missing: {{verbs}}',
    missingYaml: 'A role that grants what is missing',
    missingYamlOf: 'Role with what is missing for “{{feature}}” in {{place}}',
    neededYaml: 'A role that grants all that this needs',
    neededYamlOf: 'Role with all that “{{feature}}” needs in {{place}}',
    all_one: 'The {{count}} right of it',
    all_other: 'The {{count}} rights of it',
    noAccount:
      'The Kubernetes cluster does not name the account, so there is no binding here: bind the role to it yourself.',
    'empty.title': 'No Kubernetes cluster is configured',
    'empty.text':
      'Add one under kafkaClusters.kubernetesClusters of this portal’s configuration.',
    'forbidden.title': 'You may not see the rights of this portal',
    'forbidden.text': 'They are shown to those who run Kafka for all teams.',
    'problem.title': 'The rights cannot be shown',
    'problem.text':
      'The portal’s backend did not answer as it should: {{message}}',
    refreshFailed:
      'They could not be read again; they are shown as of {{time}}.',
  },
  unsupported: {
    title: 'Kafka clusters of other operators',
    text: 'They run here, and this portal has no adapter for them: they are counted and not read.',
    place_one: '{{count}} in {{place}}',
    place_other: '{{count}} in {{place}}',
    notReadable:
      'How many there are in {{place}} is not known: this portal’s account may not list them.',
    notKnown: 'How many there are in {{place}} is not known yet.',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
  },
} as const;
