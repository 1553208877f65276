import { generate } from 'selfsigned';

/** The authority and the server certificate of one sandbox, PEM. */
export interface SandboxCertificates {
  ca: string;
  certificate: string;
  key: string;
}

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;

/** Makes an authority of its own and a server certificate for loopback. */
export async function createCertificates(): Promise<SandboxCertificates> {
  // A clock that is a little behind must not reject a fresh certificate.
  const notBeforeDate = new Date(Date.now() - 60 * 60 * 1000);
  const notAfterDate = new Date(Date.now() + TEN_YEARS_MS);
  const common = {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
  } as const;
  const authority = await generate(
    [{ name: 'commonName', value: 'kafka-clusters-sandbox-ca' }],
    {
      ...common,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const server = await generate(
    [{ name: 'commonName', value: 'kafka-clusters-sandbox' }],
    {
      ...common,
      ca: { key: authority.private, cert: authority.cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
            { type: 7, ip: '::1' },
          ],
        },
      ],
    },
  );
  return {
    ca: authority.cert,
    certificate: server.cert,
    key: server.private,
  };
}
