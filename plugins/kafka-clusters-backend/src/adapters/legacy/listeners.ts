import type { Listener } from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  kubernetesResources,
  type KubernetesObject,
} from '@kafka-clusters/plugin-kafka-clusters-node';
import type { Facts } from '../koperator/facts';
import { protocolOf } from '../koperator/listeners';
import { labelOf, nameOf } from '../koperator/meta';
import { at, list, number, text } from '../koperator/parse';

/** Services for clients by how their names end: of all brokers together, then headless. */
const clientSuffixes = ['-all-svc', '-all-broker', '-headless'];

/**
 * The Service through which clients reach all brokers. This time's operators
 * report no addresses and name their Services in several ways, so only one that
 * is there counts.
 */
function clientService(
  { objects, namespace, name }: Facts,
  port: number,
): KubernetesObject | undefined {
  const serves = (service: KubernetesObject) =>
    list(at(service, 'spec', 'ports')).some(
      entry => number(at(entry, 'port')) === port,
    );
  const mine = objects
    .list(kubernetesResources.services, namespace)
    .filter(
      service =>
        (labelOf(service, 'kafka_cr') === name ||
          nameOf(service).startsWith(`${name}-`)) &&
        serves(service),
    );
  return clientSuffixes
    .map(suffix => mine.find(service => nameOf(service) === name + suffix))
    .find(found => found !== undefined);
}

function listenerOf(
  facts: Facts,
  entry: unknown,
  exposure: Listener['exposure'],
): Listener[] {
  const name = text(at(entry, 'name'));
  if (!name) {
    return [];
  }
  const port = number(at(entry, 'containerPort'));
  const service =
    exposure === 'internal' && port !== undefined
      ? clientService(facts, port)
      : undefined;
  const bootstrap =
    service &&
    `${nameOf(service)}.${facts.namespace}.svc.cluster.local:${port}`;
  const inner = at(entry, 'usedForInnerBrokerCommunication') === true;
  return [
    {
      name,
      exposure,
      protocol: protocolOf(at(entry, 'type')),
      usedFor: ['clients', ...(inner ? (['brokers'] as const) : [])],
      bootstrap,
      addresses: bootstrap ? [{ name: 'any-broker', address: bootstrap }] : [],
    },
  ];
}

/** Listeners, with an address where there is a Service for it. */
export function readLegacyListeners(facts: Facts): readonly Listener[] {
  const config = at(facts.cluster, 'spec', 'listenersConfig');
  const read = (side: string, exposure: Listener['exposure']) =>
    list(at(config, side))
      .slice(0, 50)
      .flatMap(entry => listenerOf(facts, entry, exposure));
  return [
    ...read('internalListeners', 'internal'),
    ...read('externalListeners', 'external'),
  ];
}
