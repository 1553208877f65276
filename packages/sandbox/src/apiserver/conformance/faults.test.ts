import { TestServer } from '../testServer';
import { CONFIG_MAPS, configMap } from './fixtures';

describe('faults', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.stop());

  const fault = (body: unknown) => server.create('/sandbox/faults', body);

  it('hangs, and goes on when healed', async () => {
    const watch = await server.watch(`${CONFIG_MAPS}?watch=true`);
    await fault({ hang: true });
    let answered = false;
    const waiting = server
      .create(CONFIG_MAPS, configMap('late'))
      .finally(() => {
        answered = true;
      });
    // The control endpoint answers in between, so the other request had its turn.
    await server.get('/sandbox/faults');
    await server.get('/sandbox/faults');
    expect(answered).toBe(false);
    await fault({ heal: true });
    expect((await waiting).code).toBe(201);
    await watch.until(events => events.length === 1);
    watch.close();
  });

  it('refuses', async () => {
    await fault({ refuse: { status: 429, retryAfterSeconds: 7 } });
    const answer = await server.get(CONFIG_MAPS);
    expect([answer.code, answer.headers['retry-after']]).toEqual([429, '7']);
    await fault({ refuse: null });
    expect((await server.get(CONFIG_MAPS)).code).toBe(200);
  });

  it('is slow', async () => {
    await fault({ delayMs: 60 });
    const begun = Date.now();
    await server.get(CONFIG_MAPS);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(55);
  });

  it('cuts watches', async () => {
    const watch = await server.watch(`${CONFIG_MAPS}?watch=true`);
    await fault({ cutWatches: true });
    expect(await watch.ended).toBe('cut');
  });

  it('revokes tokens', async () => {
    await fault({ revokedUsers: ['jane'] });
    expect((await server.get('/version', { token: 'jane' })).code).toBe(401);
    expect((await server.get('/version')).code).toBe(200);
  });

  it.each([
    ['nobody', { token: '' }, {}, 403],
    ['a user', { token: 'jane' }, {}, 403],
    ['an unknown fault', {}, { melt: true }, 400],
    ['a status that is none', {}, { refuse: { status: 200 } }, 400],
  ])('refuses faults of %s', async (_, extras, body, code) => {
    const answer = await server.create('/sandbox/faults', body, extras);
    expect(answer.code).toBe(code);
  });
});
