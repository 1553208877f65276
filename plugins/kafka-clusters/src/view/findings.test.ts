import {
  findingIds,
  findingRegistry,
  type Finding,
  type FindingId,
  type FindingParams,
  type MessageParams,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { createWords } from '../__testUtils__/words';
import { describeFinding, findingName } from './findings';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

/** Typed by the model: what it adds has to be added here. */
const params: FindingParams = {
  'password-in-clear-text': {
    fields: 'spec.brokerConfigs[id=0].zkPassword, spec.password',
  },
  'heap-above-limit': { heapBytes: 4 * GiB, limitBytes: 3 * GiB },
  'heap-above-request': { heapBytes: 4 * GiB, requestBytes: 256 * MiB },
  'single-copy': {},
  'plaintext-outside': { listeners: 'external' },
  'replication-below-three': { replicas: 2 },
  'min-insync-one': { replicas: 3 },
  'min-insync-equals-replication': { min: 3, replicas: 3 },
  'request-far-below-limit': { requestBytes: 256 * MiB, limitBytes: 8 * GiB },
  'brokers-may-share-node': {},
  'one-zone': { zone: 'zone-a' },
  'no-disruption-budget': {},
  'plaintext-listeners': { listeners: 'internal, other' },
  'auto-create-topics': {},
  'storage-cannot-grow': { storageClass: 'fixed' },
  'floating-image-tag': { images: 'kafka, exporter:latest' },
  'ignored-settings': { settings: 'auto_create_topics_enable' },
  'image-without-digest': { images: 'kafka:3.9.1' },
};

const finding = (id: string, given: object): Finding => ({
  id: id as FindingId,
  severity: 'warning',
  params: given as MessageParams,
});

const both = findingIds.flatMap(id => [
  [id, 'en'] as const,
  [id, 'zh'] as const,
]);

describe('findings', () => {
  it.each(both)('say everything that is known: %s, %s', (id, language) => {
    const t = createWords(language);
    const words = describeFinding(t, finding(id, params[id]), language);
    const text = Object.values(words).join('\n');
    expect(text).not.toMatch(/\{\{|undefined|NaN|finding\./);
    expect(Object.values(words)).not.toContain('');
    const told = Object.values(params[id]).filter(
      value => typeof value === 'string',
    );
    for (const value of told) {
      expect(text).toContain(value.split(', ')[0]);
    }
    expect(findingName(t, id)).not.toMatch(/^finding\./);
  });

  it('name the sizes as people say them', () => {
    const t = createWords('en');
    const id = 'heap-above-request';
    expect(describeFinding(t, finding(id, params[id]), 'en').title).toBe(
      '4 GiB heap in 256 MiB of memory',
    );
  });

  it('leave out the sentence of what is not known', () => {
    const t = createWords('en');
    const { detail } = describeFinding(
      t,
      finding('storage-cannot-grow', { storageClass: '' }),
      'en',
    );
    expect(detail).not.toContain('Storage class');
  });

  it.each(['constructor', '__proto__', 'of-a-later-version'])(
    'show a code without words as it is: %s',
    id => {
      const t = createWords('en');
      expect(describeFinding(t, finding(id, {}), 'en')).toEqual({
        title: id,
        detail: '',
        next: '',
      });
      expect(findingName(t, id)).toBe(id);
    },
  );

  it('have words that stand apart: no two of one name', () => {
    for (const language of ['en', 'zh'] as const) {
      const names = findingIds.map(id =>
        findingName(createWords(language), id),
      );
      expect(new Set(names).size).toBe(Object.keys(findingRegistry).length);
    }
  });
});
