import { PassThrough } from 'node:stream';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { createAuthModuleLocalUser } from './module';
import { digestOf } from './SignInTokens';

const path = '/api/auth/local-user';

async function startBackend(host = '127.0.0.1') {
  const input = new PassThrough();
  const logger = mockServices.rootLogger.mock();
  const expected: string[] = [];
  const noticed = new Set<() => void>();
  logger.child.mockReturnValue(logger);
  logger.info.mockImplementation(message => {
    expected.push(message);
    noticed.forEach(notice => notice());
  });
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      createAuthModuleLocalUser(() => input),
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://127.0.0.1:3000' },
          backend: {
            baseUrl: 'http://127.0.0.1:7007',
            listen: { host, port: 0 },
          },
          auth: { providers: { 'local-user': {} } },
        },
      }),
    ],
  });
  return {
    server,
    logged: expected,
    /** Hands a token over as the one who starts the portal does, and waits until it is known. */
    async expectToken(token: string) {
      const digest = digestOf(token).toString('hex');
      const isKnown = () =>
        expected.some(line => line.includes(digest.slice(0, 8)));
      input.write(`something else\nsign-in-token sha256:${digest}\n`);
      await new Promise<void>(resolve => {
        const check = () => isKnown() && resolve();
        noticed.add(check);
        check();
      });
    },
    refresh(options: { token?: string; cookie?: string } = {}) {
      const call = request(server).get(`${path}/refresh`);
      if (options.token !== undefined) {
        call.set('x-local-user-token', options.token);
      }
      return options.cookie ? call.set('cookie', options.cookie) : call;
    },
  };
}

const readCookie = (answer: request.Response) =>
  String(answer.headers['set-cookie']).split(';')[0];

describe('authModuleLocalUser', () => {
  it('signs in by a token once, and on by its session', async () => {
    const backend = await startBackend();
    await backend.expectToken('secret-token');
    const first = await backend.refresh({ token: 'secret-token' });
    expect(first.status).toBe(200);
    expect(first.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/local',
      ownershipEntityRefs: ['user:default/local', 'group:default/platform'],
    });
    expect(String(first.headers['set-cookie'])).toMatch(
      /^kafka-clusters-local-user-\d+=[\w-]{43}; Path=\/api\/auth\/local-user; HttpOnly; SameSite=Strict$/,
    );
    const cookie = readCookie(first);
    const again = await backend.refresh({ cookie });
    expect(again.status).toBe(200);

    const elsewhere = await backend.refresh({ token: 'secret-token' });
    expect(elsewhere.status).toBe(401);
    expect(elsewhere.body.error).toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringContaining('used already'),
      reason: { code: 'used' },
    });
    expect(elsewhere.headers['set-cookie']).toBeUndefined();
    expect(backend.logged.join('\n')).not.toContain('secret-token');
  });

  it('forgets the session at sign-out', async () => {
    const backend = await startBackend();
    await backend.expectToken('one');
    const cookie = readCookie(await backend.refresh({ token: 'one' }));
    const out = await request(backend.server)
      .post(`${path}/logout`)
      .set('cookie', cookie);
    expect(out.status).toBe(200);
    const after = await backend.refresh({ cookie });
    expect([after.status, after.body.error.reason]).toEqual([
      401,
      { code: 'absent' },
    ]);
  });

  it.each([
    ['nothing', {}, 'absent'],
    ['an empty token', { token: '' }, 'absent'],
    ['another token', { token: 'guess' }, 'unknown'],
    [
      'the digest of the token',
      { token: digestOf('secret-token').toString('hex') },
      'unknown',
    ],
  ])('does not sign in by %s', async (_, attempt, code) => {
    const backend = await startBackend();
    await backend.expectToken('secret-token');
    const answer = await backend.refresh(attempt);
    expect([answer.status, answer.body.error.reason]).toEqual([401, { code }]);
  });

  it('does not sign in by a session that it has not begun', async () => {
    const backend = await startBackend();
    await backend.expectToken('one');
    const cookie = readCookie(await backend.refresh({ token: 'one' }));
    const guess = cookie.replace(/=.*/, `=${'A'.repeat(43)}`);
    expect((await backend.refresh({ cookie: guess })).status).toBe(401);
  });

  it('keeps the backend from starting where others reach it', async () => {
    await expect(startBackend('0.0.0.0')).rejects.toThrow(/refuses to start/);
  });
});
