import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { defaultImages, readKafkaClustersConfig } from './config';

const read = (kafkaClusters: object) =>
  readKafkaClustersConfig(
    new ConfigReader(JSON.parse(JSON.stringify({ kafkaClusters }))),
  );

const dev = { name: 'dev', inCluster: true };

describe('readKafkaClustersConfig', () => {
  it('needs nothing', () => {
    expect(readKafkaClustersConfig(new ConfigReader({}))).toEqual({
      kubernetesClusters: [],
      images: new Map(),
      targets: [],
      owners: [],
      failAfterMinutes: 15,
      readOnly: false,
      mirrorOwners: true,
      entityNames: 'plain',
    });
  });

  it('reads that nothing shall be written', () => {
    expect(read({ readOnly: true }).readOnly).toBe(true);
    expect(() => read({ readOnly: 'perhaps' })).toThrow(/readOnly/);
  });

  it('reads how entities are named, and refuses what it does not know', () => {
    expect(read({ catalog: { entityNames: 'opaque' } }).entityNames).toBe(
      'opaque',
    );
    expect(() => read({ catalog: { entityNames: 'secret' } })).toThrow(
      'kafkaClusters.catalog.entityNames is "secret"; it has to be plain or opaque',
    );
  });

  it('reads the three kinds of connections', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, 'PEM');
    const { kubernetesClusters } = read({
      kubernetesClusters: [
        { name: 'a', title: 'A', kubeconfig: { path: 'k', context: 'c' } },
        { name: 'b', inCluster: true },
        { name: 'c', url: 'https://c:6443', caFile, tokenFile: 't' },
      ],
    });
    expect(kubernetesClusters).toEqual([
      {
        name: 'a',
        title: 'A',
        connection: { type: 'kubeconfig', path: 'k', context: 'c' },
      },
      { name: 'b', connection: { type: 'in-cluster' } },
      {
        name: 'c',
        connection: {
          type: 'url',
          url: 'https://c:6443',
          caData: 'PEM',
          tokenFile: 't',
        },
      },
    ]);
  });

  it('completes images by those of the operator line', () => {
    const { images } = read({
      kubernetesClusters: [
        {
          ...dev,
          images: { registry: 'r.example.com/m/', kafka: 'k@sha256:1' },
        },
      ],
    });
    expect(images.get('dev')).toEqual({
      ...defaultImages,
      registry: 'r.example.com/m',
      kafka: 'k@sha256:1',
    });
  });

  it('gives entity refs their full form', () => {
    const { targets, owners } = read({
      kubernetesClusters: [dev],
      targets: [
        { kubernetesCluster: 'dev', namespace: 'n', teams: ['Orders'] },
      ],
      owners: [{ namespace: 'team-*', owner: 'orders' }],
    });
    expect(targets[0].teams).toEqual(['group:default/orders']);
    expect(owners[0].owner).toBe('group:default/orders');
  });

  it.each([
    [
      { kubernetesClusters: [{ name: 'Dev', inCluster: true }] },
      /kubernetesClusters\[0\]\.name/,
    ],
    [{ kubernetesClusters: [dev, dev] }, /names "dev" twice/],
    [
      { kubernetesClusters: [{ name: 'dev' }] },
      /kubernetesClusters\[0\] needs exactly one of/,
    ],
    [
      { kubernetesClusters: [{ ...dev, url: 'https://x' }] },
      /needs exactly one of/,
    ],
    [
      { kubernetesClusters: [{ name: 'dev', url: 'ftp://x', token: 't' }] },
      /kubernetesClusters\[0\]\.url/,
    ],
    [
      { kubernetesClusters: [{ name: 'dev', url: 'https://x' }] },
      /one of token and tokenFile/,
    ],
    [
      {
        kubernetesClusters: [
          { name: 'dev', url: 'https://x', token: 't', caFile: '/nowhere' },
        ],
      },
      /kubernetesClusters\[0\]\.caFile cannot be read/,
    ],
    [
      {
        targets: [{ kubernetesCluster: 'prod', namespace: 'n', teams: [] }],
      },
      /targets\[0\]\.kubernetesCluster is "prod"/,
    ],
    [
      { owners: [{ namespace: 'n', owner: 'group:a/b/c' }] },
      /owners\[0\]\.owner/,
    ],
    [{ provisioning: { failAfterMinutes: 0 } }, /failAfterMinutes/],
  ])('names the key of %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
