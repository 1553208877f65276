import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Words of the form that requests a Kafka cluster. What plans find is worded by
 * the plugin itself, so that form and pages say the same.
 *
 * @public
 */
export const kafkaClusterRequestTranslationRef = createTranslationRef({
  id: 'scaffolder.kafka-clusters',
  messages: {
    form: {
      title: 'Kafka cluster',
      loading: 'Looking for places where you may create clusters',
      useCase: 'What is it for?',
      kubernetesCluster: 'Kubernetes cluster',
      namespace: 'Namespace',
      owner: 'Owner',
      ownerChoose: 'Choose the team that will own it',
      ownerIs: 'It will belong to {{team}}.',
      name: 'Name',
      nameHelp:
        'Lower case letters, digits and dashes; at most {{max}} characters. It cannot be changed later.',
      nameWrong:
        'A name begins with a letter and holds lower case letters, digits and dashes, at most {{max}}.',
      size: 'Size of a broker',
      sizeText: '{{cores}} cores, {{memory}} memory, {{storage}} storage',
      brokers: 'Brokers',
      storage: 'Storage per broker in GiB',
      storageClass: 'Storage class',
      storageClassChoose: 'Choose a storage class',
      canGrow: 'can grow',
      cannotGrow: 'cannot grow',
      zonal: 'bound to a zone',
      isDefault: 'default',
      availability: 'Availability',
    },
    useCase: {
      queue: 'Message queue',
      queueText: 'small messages, read once, low latency',
      metrics: 'Metrics',
      metricsText: 'many small values, a loss can be borne',
      activityTracking: 'Activity tracking',
      activityTrackingText: 'what people do, few wide topics',
      streamProcessing: 'Stream processing',
      streamProcessingText: 'state and results, nothing lost or doubled',
      logAggregation: 'Log aggregation',
      logAggregationText: 'high volume, compressed',
      durableLog: 'Durable log',
      durableLogText: 'the source of truth, kept long',
    },
    size: { small: 'Small', medium: 'Medium', large: 'Large' },
    availability: {
      zones: 'Spread over zones',
      zonesText: 'one zone may be lost, writes go on',
      singleZone: 'Single zone',
      singleZoneText: 'for trials: it stops with its zone',
    },
    preview: {
      title: 'What will be created',
      map: 'As it will be',
      footprint: 'Footprint, against what is left',
      plan: 'Plan',
      objects_one: 'Plan ({{count}} object)',
      objects_other: 'Plan ({{count}} objects)',
      manifest: 'Manifest',
      checking: 'Checking the plan…',
      checked: 'The plan is up to date.',
      incomplete: 'The plan is shown once the form is complete.',
      failed: 'The plan could not be made',
      retry: 'Try again',
      objectName: 'Object',
      objectCount: 'Number',
      objectBy: 'Created by',
      byPortal: 'this portal',
      byKoperator: 'Koperator',
      byZookeeperOperator: 'ZooKeeper operator',
    },
    footprint: {
      cpu: 'CPU (cores)',
      memory: 'Memory',
      storage: 'Storage',
      volumes: 'Volumes',
      pods: 'Pods',
      fits: '{{requested}} of {{left}} left',
      over: '{{requested}}, only {{left}} left: {{missing}} too much',
      unlimited: '{{requested}}, no quota',
    },
    findings: {
      problems_one: 'One thing to change before it can be created',
      problems_other: '{{count}} things to change before it can be created',
      warnings: 'Good to know',
      feasible: 'Nothing stands against it.',
      quota:
        '{{kind}}: {{requested}} asked for, {{left}} left in quota {{quota}}.',
      teams: 'Teams to choose from: {{teams}}.',
      unchecked: 'The plan could not be checked: {{message}}',
    },
    remedy: {
      size: 'Take {{size}}',
      brokers: 'Take {{number}} brokers',
      storage: 'Take {{amount}} per broker',
      storageClass: 'Take {{name}}',
      singleZone: 'Use a single zone',
      owner: 'Choose {{team}}',
      name: 'Call it {{name}}',
      target: 'Use {{namespace}} in {{kubernetesCluster}}',
    },
    noTargets: {
      title: 'There is no place where you may create clusters',
      text: 'A namespace of Kubernetes has to serve your team. Those who administer Kubernetes say so with the annotation {{annotation}} on the namespace, or in the configuration of this portal.',
      next: 'Ask your platform team for a namespace.',
    },
    unreachable: {
      title: 'The places where you may create clusters are not known',
      next: 'No Kubernetes cluster answers now. Nothing is lost; it is tried again by itself.',
    },
    forbidden: {
      title: 'You may not request Kafka clusters',
      next: 'Ask those who run this portal for the right to.',
    },
    failed: {
      title: 'The form could not be loaded',
      retry: 'Try again',
    },
    problems: { title: 'Not all places are shown' },
    outputs: {
      opening: 'Kubernetes has accepted it. Opening its page…',
      title: 'Kubernetes has accepted the cluster',
      open: 'Watch {{name}} become ready',
    },
  },
  translations: { zh: () => import('./zh') },
});
