import { buildTarget } from '../__testUtils__/fakeApi';
import {
  changeDraft,
  completeDraft,
  isSameDraft,
  readDraft,
  suggestName,
  toRequest,
} from './draft';

const shared = buildTarget({
  namespace: 'shared',
  teams: ['group:default/orders', 'group:default/payments'],
  zones: ['a'],
  storageClasses: [
    { name: 'nfs', isDefault: false, canGrow: true, zonal: false },
  ],
});
const targets = [buildTarget(), shared];

describe('draft', () => {
  it('is a whole request before anything was touched', () => {
    const draft = completeDraft({}, targets);
    expect(draft).toEqual({
      target: { kubernetesCluster: 'dev', namespace: 'orders' },
      name: 'orders-queue',
      useCase: 'queue',
      size: 'small',
      brokers: 3,
      storageClass: 'ssd',
      availability: 'zones',
    });
    expect(toRequest(draft)).toEqual(draft);
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    {
      target: 'dev',
      name: 5,
      useCase: '__proto__',
      size: 'huge',
      brokers: 'x',
    },
    { target: { namespace: ['a'] }, availability: 'none', storageClass: {} },
  ])('reads %j, which a link may carry, as a draft', value => {
    expect(toRequest(completeDraft(readDraft(value), targets))).toBeDefined();
  });

  it('keeps what a link says and may be', () => {
    const value = {
      target: { kubernetesCluster: 'dev', namespace: 'shared' },
      owner: 'group:default/payments',
      name: 'ledger',
      useCase: 'durable-log',
      size: 'large',
      brokers: 6,
      storageBytesPerBroker: 1024 ** 4,
      storageClass: 'nfs',
      availability: 'zones',
    };
    const draft = completeDraft(readDraft(value), targets);
    expect(draft).toEqual(value);
    expect(isSameDraft(value, draft)).toBe(true);
    expect(isSameDraft({ ...value, brokers: 7 }, draft)).toBe(false);
  });

  it('never points at a place that the person may not use', () => {
    const draft = completeDraft(
      { target: { kubernetesCluster: 'prod', namespace: 'secret' } },
      targets,
    );
    expect(draft.target).toEqual({
      kubernetesCluster: 'dev',
      namespace: 'orders',
    });
  });

  it('chooses anew what another place does not have', () => {
    const draft = changeDraft(
      completeDraft({}, targets),
      { target: { kubernetesCluster: 'dev', namespace: 'shared' } },
      targets,
    );
    expect(draft.storageClass).toBe('nfs');
    expect(draft.name).toBe('shared-queue');
    expect(draft.owner).toBeUndefined();
  });

  it('leaves a name alone that somebody gave', () => {
    const named = changeDraft(
      completeDraft({}, targets),
      { name: 'mine' },
      targets,
    );
    expect(changeDraft(named, { useCase: 'metrics' }, targets).name).toBe(
      'mine',
    );
    const emptied = changeDraft(named, { name: '' }, targets);
    expect(emptied.name).toBe('');
    expect(toRequest(emptied)).toBeUndefined();
  });

  it.each([
    ['1-orders', 'queue', 'orders-queue'],
    ['a'.repeat(63), 'queue', 'a'.repeat(40)],
    ['123', 'metrics', 'metrics'],
  ] as const)(
    'suggests a name for %s that can be one',
    (namespace, useCase, name) => {
      expect(suggestName(namespace, useCase)).toBe(name);
    },
  );
});
