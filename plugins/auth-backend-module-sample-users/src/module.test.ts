import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import authModuleSampleUsers from './index';

const dana = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'dana', namespace: 'default' },
  spec: { memberOf: ['orders'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/orders' }],
};

function startBackend(options: { sandbox: boolean }) {
  return startTestBackend({
    features: [
      authPlugin,
      authModuleSampleUsers,
      catalogServiceMock.factory({ entities: [dana] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://127.0.0.1:3000' },
          backend: {
            baseUrl: 'http://127.0.0.1:7007',
            listen: { host: '127.0.0.1', port: 0 },
          },
          auth: {
            providers: {
              'sample-users': {
                sandbox: options.sandbox,
                users: ['dana', 'nobody'],
              },
            },
          },
        },
      }),
    ],
  });
}

describe('authModuleSampleUsers', () => {
  it('signs in a sample user as their catalog entity', async () => {
    const { server } = await startBackend({ sandbox: true });
    const response = await request(server)
      .get('/api/auth/sample-users/refresh')
      .set('x-sample-user', 'dana');
    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana', 'group:default/orders'],
    });
  });

  it.each([undefined, '', 'root', 'user:default/dana', '__proto__'])(
    'does not know %p',
    async name => {
      const { server } = await startBackend({ sandbox: true });
      const call = request(server).get('/api/auth/sample-users/refresh');
      const response = await (name === undefined
        ? call
        : call.set('x-sample-user', name));
      expect(response.status).toBe(401);
      expect(response.body.error.message).toBe('Unknown sample user');
    },
  );

  it('does not sign in somebody whom the catalog does not know', async () => {
    const { server } = await startBackend({ sandbox: true });
    const response = await request(server)
      .get('/api/auth/sample-users/refresh')
      .set('x-sample-user', 'nobody');
    expect(response.status).toBe(404);
  });

  it('keeps the backend from starting outside the sandbox', async () => {
    await expect(startBackend({ sandbox: false })).rejects.toThrow(
      /refuse to start/,
    );
  });
});
