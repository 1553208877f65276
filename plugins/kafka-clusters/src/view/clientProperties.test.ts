import type { Listener } from '@kafka-clusters/plugin-kafka-clusters-common';
import { clientListener, clientProperties } from './clientProperties';

const listener = (changes: Partial<Listener> = {}): Listener => ({
  name: 'internal',
  exposure: 'internal',
  protocol: 'plaintext',
  usedFor: ['clients'],
  bootstrap: 'orders:29092',
  addresses: [],
  ...changes,
});

describe('clientListener', () => {
  const internal = listener();
  const external = listener({ name: 'external', exposure: 'external' });

  it.each([
    ['internal before external', [external, internal], internal],
    ['external where there is no other', [external], external],
    [
      'none of the brokers alone',
      [listener({ usedFor: ['brokers'] })],
      undefined,
    ],
    [
      'none without an address',
      [listener({ bootstrap: undefined })],
      undefined,
    ],
    [
      'external where the internal one has no address',
      [listener({ bootstrap: undefined }), external],
      external,
    ],
    ['none of none', [], undefined],
  ] as const)('%s', (_, listeners, chosen) => {
    expect(clientListener(listeners)).toBe(chosen);
  });
});

describe('clientProperties', () => {
  it.each([
    ['plaintext', 'PLAINTEXT'],
    ['ssl', 'SSL'],
    ['sasl_plaintext', 'SASL_PLAINTEXT'],
    ['sasl_ssl', 'SASL_SSL'],
  ] as const)('of %s', (protocol, name) => {
    expect(clientProperties(listener({ protocol }))).toBe(
      `bootstrap.servers=orders:29092\nsecurity.protocol=${name}\nacks=all\nenable.idempotence=true\n`,
    );
  });

  it.each(['unknown', 'constructor', '__proto__'])(
    'has none for a protocol that is not known: %s',
    protocol => {
      expect(
        clientProperties(
          listener({ protocol: protocol as Listener['protocol'] }),
        ),
      ).toBeUndefined();
    },
  );

  it('has none without an address', () => {
    expect(
      clientProperties(listener({ bootstrap: undefined })),
    ).toBeUndefined();
  });

  it('lets no address write a line of its own', () => {
    const lines = clientProperties(
      listener({ bootstrap: 'a:1\nsasl.jaas.config=evil\r\t\\' }),
    )?.split('\n');
    expect(lines?.[0]).toBe(
      'bootstrap.servers=a:1\\nsasl.jaas.config=evil\\r\\t\\\\',
    );
    expect(lines).toHaveLength(5);
  });
});
