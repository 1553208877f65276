import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificates } from '@kafka-clusters/sandbox';
import { renderKubeconfig } from '@kafka-clusters/sandbox';
import { PORTAL_GROUPS, PORTAL_USER } from '@kafka-clusters/sandbox';
import type { Layout } from './arguments';

/** What clients need. */
export interface Credentials {
  /** PEM. */
  readonly caData: string;
  readonly tokens: Readonly<Record<'admin' | 'portal', string>>;
}

/** Makes certificates, keys and tokens for one control plane and writes the files that its programs read. */
export async function writeCredentials(layout: Layout): Promise<Credentials> {
  const write = (name: string, text: string) =>
    writeFileSync(join(layout.folder, name), text, { mode: 0o600 });
  const { ca, certificate, key } = await createCertificates();
  write('server.crt', certificate);
  write('server.key', key);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  write(
    'service-accounts.key',
    privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  );
  const tokens = {
    admin: randomBytes(16).toString('hex'),
    portal: randomBytes(16).toString('hex'),
  };
  write(
    'tokens.csv',
    [
      `${tokens.admin},kubernetes-admin,kubernetes-admin,system:masters`,
      `${tokens.portal},${PORTAL_USER},kafka-portal,"${PORTAL_GROUPS.join(
        ',',
      )}"`,
      '',
    ].join('\n'),
  );
  write(
    'kubeconfig',
    renderKubeconfig([
      {
        name: 'real',
        url: `https://127.0.0.1:${layout.ports.server}`,
        ca,
        user: 'admin',
        token: tokens.admin,
      },
    ]),
  );
  return { caData: ca, tokens };
}
