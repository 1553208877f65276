import { generateKeyPairSync, sign } from 'node:crypto';

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length % 256];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');
const subjectAltName = oid('551d11');

/**
 * A self-signed certificate for 127.0.0.1, made on the spot, so that no
 * private key lies in the repository.
 */
export function createCertificate(): { key: string; cert: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(
    der(0x31, sequence(commonName, der(0x0c, Buffer.from('model')))),
  );
  const loopback = der(0x87, Buffer.from([127, 0, 0, 1]));
  const extensions = der(
    0xa3,
    sequence(sequence(subjectAltName, der(0x04, sequence(loopback)))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(
      der(0x17, Buffer.from('200101000000Z')),
      der(0x17, Buffer.from('490101000000Z')),
    ),
    name,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = sign('sha256', body, pair.privateKey);
  const bits = der(0x03, Buffer.from([0]), signature);
  const base64 = sequence(body, ecdsaWithSha256, bits).toString('base64');
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
