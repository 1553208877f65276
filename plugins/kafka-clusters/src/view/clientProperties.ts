import type { Listener } from '@kafka-clusters/plugin-kafka-clusters-common';

const securityProtocol = {
  plaintext: 'PLAINTEXT',
  ssl: 'SSL',
  sasl_plaintext: 'SASL_PLAINTEXT',
  sasl_ssl: 'SASL_SSL',
} as const satisfies Partial<Record<Listener['protocol'], string>>;

function isKnown(protocol: string): protocol is keyof typeof securityProtocol {
  return Object.hasOwn(securityProtocol, protocol);
}

/** A character that would end the line, or begin another property, is escaped as `java.util.Properties` reads it. */
function propertyValue(text: string): string {
  return text.replace(
    /[\\\n\r\t]/g,
    character =>
      ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ??
      ''),
  );
}

/** The listener that clients use: internal ones first; undefined when there is none with an address. */
export function clientListener(
  listeners: readonly Listener[],
): Listener | undefined {
  const usable = listeners.filter(
    listener => listener.usedFor.includes('clients') && listener.bootstrap,
  );
  return usable.find(listener => listener.exposure === 'internal') ?? usable[0];
}

/** A `client.properties` for the listener; undefined where its protocol is unknown. */
export function clientProperties(listener: Listener): string | undefined {
  const { protocol, bootstrap } = listener;
  if (!isKnown(protocol) || !bootstrap) {
    return undefined;
  }
  return [
    `bootstrap.servers=${propertyValue(bootstrap)}`,
    `security.protocol=${securityProtocol[protocol]}`,
    'acks=all',
    'enable.idempotence=true',
    '',
  ].join('\n');
}
