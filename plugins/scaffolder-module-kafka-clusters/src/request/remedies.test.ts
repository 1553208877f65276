import { buildTarget } from '../__testUtils__/fakeApi';
import { completeDraft } from './draft';
import { suggestRemedies } from './remedies';

const GiB = 1024 ** 3;
const targets = [
  buildTarget(),
  buildTarget({ namespace: 'shared' }),
  buildTarget({ kubernetesCluster: 'prod', namespace: 'orders' }),
  buildTarget({
    kubernetesCluster: 'edge',
    operator: { installed: false },
  }),
];
const draft = completeDraft({ size: 'large', brokers: 5 }, targets);

const changes = (
  code: Parameters<typeof suggestRemedies>[0]['code'],
  params: Record<string, string | number> = {},
  of = draft,
) => suggestRemedies({ code, params }, of, targets).map(({ change }) => change);

describe('suggestRemedies', () => {
  it('finds the largest size, and the most brokers, that fit', () => {
    expect(
      changes('quota-exceeded', {
        kind: 'memory',
        requested: 80 * GiB,
        available: 50 * GiB,
      }),
    ).toEqual([
      { size: 'medium', storageBytesPerBroker: undefined },
      { brokers: 3 },
    ]);
    expect(
      changes('quota-exceeded', {
        kind: 'cpu',
        requested: 20_000,
        available: 8_000,
      }),
    ).toEqual([{ size: 'small', storageBytesPerBroker: undefined }]);
  });

  it('takes less storage, in whole GiB, when it is the storage', () => {
    expect(
      changes('quota-exceeded', {
        kind: 'storage',
        requested: 2500 * GiB,
        available: 1996 * GiB,
      }),
    ).toEqual([
      { size: 'medium', storageBytesPerBroker: undefined },
      { storageBytesPerBroker: 399 * GiB },
      { brokers: 3 },
    ]);
  });

  it('offers nothing that would not help', () => {
    const smallest = completeDraft({}, targets);
    expect(
      changes(
        'quota-exceeded',
        { kind: 'pods', requested: 6, available: 2 },
        smallest,
      ),
    ).toEqual([]);
    expect(changes('quota-exceeded', { kind: 'odd' })).toEqual([]);
    expect(changes('refused-by-kubernetes')).toEqual([]);
  });

  it('goes elsewhere when the place is the problem', () => {
    expect(changes('operator-not-installed')).toEqual([
      { target: { kubernetesCluster: 'prod', namespace: 'orders' } },
    ]);
    expect(changes('namespace-terminating')).toEqual([
      { target: { kubernetesCluster: 'dev', namespace: 'shared' } },
      { target: { kubernetesCluster: 'prod', namespace: 'orders' } },
    ]);
  });

  it('offers what there is of classes, zones, names and teams', () => {
    expect(
      changes(
        'storage-class-cannot-grow',
        {},
        { ...draft, storageClass: 'standard' },
      ),
    ).toEqual([{ storageClass: 'ssd' }]);
    expect(changes('too-few-zones')).toEqual([{ availability: 'single-zone' }]);
    expect(
      changes('name-unavailable', {}, { ...draft, name: 'orders-9' }),
    ).toEqual([{ name: 'orders-10' }]);
    expect(changes('owner-required')).toEqual([
      { owner: 'group:default/orders' },
    ]);
  });
});
