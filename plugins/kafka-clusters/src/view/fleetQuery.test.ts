import {
  formatFleetQuery,
  isFiltered,
  offsetOfLastPage,
  pageSize,
  readFleetQuery,
} from './fleetQuery';

const read = (address: string) => readFleetQuery(new URLSearchParams(address));
const ever = { sort: 'health', order: 'asc', offset: 0, limit: pageSize };

describe('readFleetQuery', () => {
  it.each([
    ['', {}],
    ['search=or ders', { search: 'or ders' }],
    ['search=', {}],
    ['health=attention&health=healthy', { health: ['attention', 'healthy'] }],
    ['health=attention&health=constructor', { health: ['attention'] }],
    ['health=__proto__', {}],
    ['owner=a&owner=b', { owner: ['a', 'b'] }],
    ['owner=', {}],
    ['kubernetesCluster=dev', { kubernetesCluster: ['dev'] }],
    [
      'version=3.9.1&operator=koperator',
      { version: ['3.9.1'], operator: ['koperator'] },
    ],
    ['unowned=true', { unowned: true }],
    ['unowned=yes', {}],
    ['sort=storage&order=desc', { sort: 'storage', order: 'desc' }],
    ['sort=toString&order=up', {}],
    ['page=1', {}],
    ['page=3', { offset: 40 }],
    ['page=0', {}],
    ['page=-2', {}],
    ['page=1.5', {}],
    ['page=two', {}],
    ['page=1e3', { offset: 19_980 }],
    // As far as the server looks.
    ['page=9007199254740991', { offset: 1_000_000 }],
    ['page=99999999999999999999', {}],
    ['limit=5000&offset=7&whatever=1', {}],
  ])('%s', (address, query) => {
    expect(JSON.parse(JSON.stringify(read(address)))).toEqual({
      ...ever,
      ...query,
    });
  });
});

describe('formatFleetQuery', () => {
  it.each([
    '',
    'search=or+ders',
    'health=attention&health=healthy',
    'owner=group%3Adefault%2Fa&kubernetesCluster=dev&version=3.9.1&operator=koperator',
    'unowned=true',
    'sort=storage&order=desc',
    'order=desc',
    'search=a&sort=name&page=3',
  ])('says in the address what was read from it: %s', address => {
    expect(formatFleetQuery(read(address)).toString()).toBe(address);
  });
});

describe('offsetOfLastPage', () => {
  it.each([
    [0, 0, undefined],
    [0, 45, undefined],
    [20, 45, undefined],
    [40, 41, undefined],
    [40, 40, 20],
    [60, 45, 40],
    [1_000_000, 45, 40],
    [1_000_000, 20, 0],
    [20, 1, 0],
    [20, 0, 0],
  ])('at %d of %d is %s', (offset, total, last) => {
    expect(offsetOfLastPage({ offset }, total)).toBe(last);
  });

  it('is not asked for on the first page', () => {
    expect(offsetOfLastPage({}, 0)).toBeUndefined();
  });
});

describe('isFiltered', () => {
  it.each([
    ['', false],
    ['sort=name&order=desc&page=2', false],
    ['search=a', true],
    ['health=healthy', true],
    ['owner=a', true],
    ['kubernetesCluster=a', true],
    ['version=a', true],
    ['operator=a', true],
    ['unowned=true', true],
  ])('%s: %s', (address, filtered) => {
    expect(isFiltered(read(address))).toBe(filtered);
  });
});
