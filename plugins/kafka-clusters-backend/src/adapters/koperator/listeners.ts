import type { Listener } from '@kafka-clusters/plugin-kafka-clusters-common';
import type { KubernetesObject } from '@kafka-clusters/plugin-kafka-clusters-node';
import { nameOf, namespaceOf } from './meta';
import { at, list, number, text } from './parse';
import type { Wish } from './wish';

const protocols = new Set(['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl']);

/** Protocol of a listener's type; unknown where it is none of Kafka's. */
export function protocolOf(value: unknown): Listener['protocol'] {
  return typeof value === 'string' && protocols.has(value)
    ? (value as Listener['protocol'])
    : 'unknown';
}

function statusAddresses(
  cluster: KubernetesObject,
  side: 'internalListeners' | 'externalListeners',
  name: string,
): Listener['addresses'] {
  return list(at(cluster, 'status', 'listenerStatuses', side, name)).flatMap(
    entry => {
      const address = text(at(entry, 'address'));
      return address ? [{ name: text(at(entry, 'name')) ?? '', address }] : [];
    },
  );
}

/** The operator's own naming, for the time before it has written a status. */
function expectedAddresses(
  cluster: KubernetesObject,
  port: number,
  wish: Wish,
): Listener['addresses'] {
  const spec = at(cluster, 'spec');
  const name = nameOf(cluster);
  const domain = text(at(spec, 'kubernetesClusterDomain')) ?? 'cluster.local';
  const suffix = `${namespaceOf(cluster)}.svc.${domain}:${port}`;
  const headless = at(spec, 'headlessServiceEnabled') === true;
  const brokers = wish.nodes.filter(node => node.broker);
  return [
    headless
      ? { name: 'headless', address: `${name}-headless.${suffix}` }
      : { name: 'any-broker', address: `${name}-all-broker.${suffix}` },
    ...brokers.map(({ id }) => ({
      name: `broker-${id}`,
      address: headless
        ? `${name}-${id}.${name}-headless.${suffix}`
        : `${name}-${id}.${suffix}`,
    })),
  ];
}

function bootstrapOf(addresses: Listener['addresses']): string | undefined {
  const all = addresses.find(
    entry =>
      entry.name === 'headless' ||
      entry.name === 'any-broker' ||
      entry.name.startsWith('any-broker-'),
  );
  return (
    all?.address ??
    (addresses.length
      ? addresses
          .map(entry => entry.address)
          .slice(0, 3)
          .join(',')
      : undefined)
  );
}

function readListener(
  cluster: KubernetesObject,
  listener: unknown,
  exposure: Listener['exposure'],
  wish: Wish,
): Listener[] {
  const name = text(at(listener, 'name'));
  if (!name) {
    return [];
  }
  const inner = at(listener, 'usedForInnerBrokerCommunication') === true;
  const controllers = at(listener, 'usedForControllerCommunication') === true;
  const reported = statusAddresses(
    cluster,
    exposure === 'internal' ? 'internalListeners' : 'externalListeners',
    name,
  );
  const port = number(at(listener, 'containerPort'));
  const addresses =
    reported.length === 0 &&
    exposure === 'internal' &&
    !controllers &&
    port !== undefined
      ? expectedAddresses(cluster, port, wish)
      : reported;
  return [
    {
      name,
      exposure,
      protocol: protocolOf(at(listener, 'type')),
      usedFor: [
        ...(controllers ? [] : (['clients'] as const)),
        ...(inner ? (['brokers'] as const) : []),
        ...(controllers ? (['controllers'] as const) : []),
      ],
      bootstrap: controllers ? undefined : bootstrapOf(addresses),
      addresses,
    },
  ];
}

/** Listeners with their addresses: the operator's report, else its naming rules. Those for clients come first. */
export function readListeners(
  cluster: KubernetesObject,
  wish: Wish,
): readonly Listener[] {
  const config = at(cluster, 'spec', 'listenersConfig');
  const found = [
    ...list(at(config, 'internalListeners'))
      .slice(0, 50)
      .flatMap(entry => readListener(cluster, entry, 'internal', wish)),
    ...list(at(config, 'externalListeners'))
      .slice(0, 50)
      .flatMap(entry => readListener(cluster, entry, 'external', wish)),
  ];
  const rank = (listener: Listener) =>
    listener.usedFor.includes('clients') ? 0 : 1;
  return found.sort((a, b) => rank(a) - rank(b));
}
