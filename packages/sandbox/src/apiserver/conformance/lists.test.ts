import { JsonObject, objectsAt, textAt } from '../json';
import { TestServer } from '../testServer';
import {
  CONFIG_MAPS,
  configMap,
  defineGadgets,
  gadget,
  GADGETS,
} from './fixtures';

describe('lists', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ historySize: 40 });
    await defineGadgets(server);
    for (const [name, colour] of [
      ['a', 'red'],
      ['b', 'blue'],
      ['c', 'red'],
      ['d', 'green'],
    ]) {
      await server.create(
        CONFIG_MAPS,
        configMap(name, { metadata: { name, labels: { colour } } }),
      );
    }
    await server.create(GADGETS, gadget('g', { size: 1 }));
  });
  afterAll(() => server.stop());

  const namesOf = (body: JsonObject) =>
    objectsAt(body, 'items').map(item => textAt(item, 'metadata', 'name'));

  it.each([
    ['labelSelector=colour=red', ['a', 'c']],
    ['labelSelector=colour==red', ['a', 'c']],
    ['labelSelector=colour!=red', ['b', 'd']],
    ['labelSelector=colour in (red, blue)', ['a', 'b', 'c']],
    ['labelSelector=colour notin (red)', ['b', 'd']],
    ['labelSelector=colour', ['a', 'b', 'c', 'd']],
    ['labelSelector=!colour', []],
    ['labelSelector=colour=red,colour!=blue', ['a', 'c']],
    ['labelSelector=constructor', []],
    ['fieldSelector=metadata.name=b', ['b']],
    ['fieldSelector=metadata.name!=b', ['a', 'c', 'd']],
    ['limit=-1', ['a', 'b', 'c', 'd']],
    ['limit=0', ['a', 'b', 'c', 'd']],
    ['resourceVersion=0', ['a', 'b', 'c', 'd']],
  ])('%s', async (query, names) => {
    const answer = await server.get(`${CONFIG_MAPS}?${encodeURI(query)}`);
    expect(namesOf(answer.body)).toEqual(names);
  });

  it.each([
    ['labelSelector=a%20b%20c', 400, 'unable to parse requirement'],
    ['fieldSelector=data.x=1', 400, 'field label not supported: data.x'],
    ['limit=many', 400, 'invalid syntax'],
    ['resourceVersion=new', 400, 'strconv.ParseUint: parsing "new"'],
    ['continue=nonsense', 400, 'continue key is not valid'],
    ['watch=true&resourceVersion=new', 500, 'strconv.ParseUint'],
    ['resourceVersion=1&resourceVersionMatch=Exact', 410, 'too old'],
  ])('refuses %s', async (query, code, text) => {
    const answer = await server.get(`${CONFIG_MAPS}?${query}`);
    expect(answer.code).toBe(code);
    expect(answer.body.message).toContain(text);
  });

  it('shows pages of one moment', async () => {
    const first = await server.get(`${CONFIG_MAPS}?limit=2`);
    expect(namesOf(first.body)).toEqual(['a', 'b']);
    expect(first.body.metadata).toMatchObject({ remainingItemCount: 2 });
    await server.create(CONFIG_MAPS, configMap('bb'));
    await server.call('DELETE', `${CONFIG_MAPS}/bb`);
    await server.create(CONFIG_MAPS, configMap('z'));
    const token = textAt(first.body, 'metadata', 'continue');
    const second = await server.get(`${CONFIG_MAPS}?limit=9&continue=${token}`);
    expect(namesOf(second.body)).toEqual(['c', 'd']);
    expect(textAt(second.body, 'metadata', 'resourceVersion')).toBe(
      textAt(first.body, 'metadata', 'resourceVersion'),
    );
    await server.call('DELETE', `${CONFIG_MAPS}/z`);
  });

  it('counts no remaining items where there is a selector', async () => {
    const answer = await server.get(
      `${CONFIG_MAPS}?limit=1&labelSelector=colour%3Dred`,
    );
    expect(answer.body.metadata).not.toHaveProperty('remainingItemCount');
  });

  it('ends a list whose moment is forgotten', async () => {
    const first = await server.get(`${CONFIG_MAPS}?limit=1`);
    for (let i = 0; i < 60; i++) {
      await server.patch(`${CONFIG_MAPS}/d`, { data: { n: String(i) } });
    }
    const token = textAt(first.body, 'metadata', 'continue');
    const answer = await server.get(`${CONFIG_MAPS}?continue=${token}`);
    expect([answer.code, answer.body.reason]).toEqual([410, 'Expired']);
  });

  it('waits for a future version, then gives up', async () => {
    const answer = await server.get(`${CONFIG_MAPS}?resourceVersion=999999`);
    expect(answer.code).toBe(504);
    expect(answer.body.message).toMatch(
      /^Timeout: Too large resource version: 999999, current: \d+$/,
    );
  });

  it('puts a kind into items of custom resources only', async () => {
    const builtIn = await server.get(CONFIG_MAPS);
    expect(builtIn.body).toMatchObject({ kind: 'ConfigMapList' });
    expect(objectsAt(builtIn.body, 'items')[0]).not.toHaveProperty('kind');
    const custom = await server.get('/apis/example.com/v1/gadgets');
    expect(custom.body).toMatchObject({ kind: 'GadgetList' });
    expect(objectsAt(custom.body, 'items')[0]).toHaveProperty('kind', 'Gadget');
  });
});
