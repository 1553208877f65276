import { gzipSync } from 'node:zlib';
import { Broker, BrokerConfig, DEFAULT_IMAGES, KafkaCluster } from './types';

/** A broker's settings over those of its group. */
export function settingsOf(
  cluster: KafkaCluster,
  broker: Broker,
): BrokerConfig {
  const groups = cluster.spec.brokerConfigGroups ?? {};
  const name = broker.brokerConfigGroup ?? '';
  const group = Object.hasOwn(groups, name) ? groups[name] : {};
  const own = broker.brokerConfig ?? {};
  const paths = new Set(own.storageConfigs?.map(one => one.mountPath));
  return {
    ...group,
    ...own,
    storageConfigs: [
      ...(own.storageConfigs ?? []),
      ...(group.storageConfigs ?? []).filter(one => !paths.has(one.mountPath)),
    ],
    tolerations: [...(own.tolerations ?? []), ...(group.tolerations ?? [])],
    nodeSelector: { ...group.nodeSelector, ...own.nodeSelector },
    brokerAnnotations: { ...group.brokerAnnotations, ...own.brokerAnnotations },
    brokerLabels: { ...group.brokerLabels, ...own.brokerLabels },
  };
}

/** The Kafka image of a broker. */
export function imageOf(cluster: KafkaCluster, broker: Broker): string {
  return (
    settingsOf(cluster, broker).image ??
    cluster.spec.clusterImage ??
    DEFAULT_IMAGES.kafka
  );
}

/** The Kafka version in an image's tag: `2.13-3.9.2-jdk21` is 3.9.2. */
export function versionOf(image: string): string {
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1] ?? '';
  const versions = tag.match(/\d+\.\d+\.\d+/g);
  return versions?.[0] ?? '3.9.2';
}

/** The packed copy of a broker's entry that the operator keeps in its status. */
export function backupOf(broker: Broker): string {
  return gzipSync(JSON.stringify(broker)).toString('base64');
}

/** The DNS suffix of services in a cluster's namespace. */
export function serviceDomain(cluster: KafkaCluster): string {
  const domain = cluster.spec.kubernetesClusterDomain ?? 'cluster.local';
  return `${cluster.metadata.namespace}.svc.${domain}`;
}

/** The host name by which clients reach one broker. */
export function brokerHost(cluster: KafkaCluster, id: number): string {
  const { name } = cluster.metadata;
  const domain = serviceDomain(cluster);
  return cluster.spec.headlessServiceEnabled
    ? `${name}-${id}.${name}-headless.${domain}`
    : `${name}-${id}.${domain}`;
}

/** The host name by which clients reach any broker. */
export function bootstrapHost(cluster: KafkaCluster): string {
  const service = cluster.spec.headlessServiceEnabled
    ? 'headless'
    : 'all-broker';
  return `${cluster.metadata.name}-${service}.${serviceDomain(cluster)}`;
}

/** Addresses of the internal listeners, those of controllers left out. */
export function listenerStatuses(
  cluster: KafkaCluster,
): NonNullable<NonNullable<KafkaCluster['status']>['listenerStatuses']> {
  const clients = cluster.spec.listenersConfig.internalListeners.filter(
    one => !one.usedForControllerCommunication,
  );
  const any = cluster.spec.headlessServiceEnabled ? 'headless' : 'any-broker';
  const internalListeners: Record<string, { name: string; address: string }[]> =
    Object.fromEntries(
      clients.map(({ name, containerPort }) => [
        name,
        [
          { name: any, address: `${bootstrapHost(cluster)}:${containerPort}` },
          ...cluster.spec.brokers.map(({ id }) => ({
            name: `broker-${id}`,
            address: `${brokerHost(cluster, id)}:${containerPort}`,
          })),
        ],
      ]),
    );
  return { internalListeners };
}

/** The text of a broker's configuration file. */
export function brokerProperties(
  cluster: KafkaCluster,
  broker: Broker,
): string {
  const listeners = cluster.spec.listenersConfig.internalListeners;
  const upper = (name: string) => name.toUpperCase();
  const host = brokerHost(cluster, broker.id);
  const inner = listeners.find(one => one.usedForInnerBrokerCommunication);
  const control = listeners.find(one => one.usedForControllerCommunication);
  const bootstrap = `${bootstrapHost(cluster)}:${
    inner?.containerPort ?? listeners[0]?.containerPort
  }`;
  const path = cluster.spec.zkPath ?? '/';
  const own: Record<string, string> = {
    'advertised.listeners': listeners
      .map(one => `${upper(one.name)}://${host}:${one.containerPort}`)
      .sort()
      .join(','),
    'broker.id': String(broker.id),
    ...(control ? { 'control.plane.listener.name': upper(control.name) } : {}),
    'cruise.control.metrics.reporter.bootstrap.servers': bootstrap,
    'cruise.control.metrics.reporter.kubernetes.mode': 'true',
    ...(inner ? { 'inter.broker.listener.name': upper(inner.name) } : {}),
    'listener.security.protocol.map': listeners
      .map(one => `${upper(one.name)}:${upper(one.type)}`)
      .join(','),
    listeners: listeners
      .map(one => `${upper(one.name)}://:${one.containerPort}`)
      .join(','),
    'log.dirs': (settingsOf(cluster, broker).storageConfigs ?? [])
      .map(one => `${one.mountPath}/kafka`)
      .join(','),
    'metric.reporters':
      'com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter',
    'zookeeper.connect': `${(cluster.spec.zkAddresses ?? []).join(',')}${
      path.startsWith('/') ? path : `/${path}`
    }`,
  };
  const settings = new Map([
    ...properties(cluster.spec.readOnlyConfig),
    ...properties(broker.readOnlyConfig),
    ...Object.entries(own),
  ]);
  return [...settings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function properties(text: string | undefined): [string, string][] {
  return (text ?? '').split('\n').flatMap(line => {
    const at = line.indexOf('=');
    return at > 0 && !line.trim().startsWith('#')
      ? [
          [line.slice(0, at).trim(), line.slice(at + 1).trim()] as [
            string,
            string,
          ],
        ]
      : [];
  });
}
