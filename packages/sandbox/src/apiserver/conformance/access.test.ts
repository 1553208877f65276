import { at, JsonObject } from '../json';
import { TestServer } from '../testServer';
import { CONFIG_MAPS } from './fixtures';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const REVIEWS = '/apis/authorization.k8s.io/v1';
const jane = { token: 'jane' };

describe('access', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await server.create(`${RBAC}/namespaces/default/roles`, {
      metadata: { name: 'reader' },
      rules: [
        {
          apiGroups: [''],
          resources: ['configmaps', 'pods/log'],
          verbs: ['get', 'list'],
        },
        {
          apiGroups: [''],
          resources: ['secrets'],
          resourceNames: ['open'],
          verbs: ['get'],
        },
      ],
    });
    await server.create(`${RBAC}/namespaces/default/rolebindings`, {
      metadata: { name: 'team' },
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'Group', name: 'team' }],
    });
  });
  afterAll(() => server.stop());

  it.each([
    ['no token', { token: '' }, '/version', 403],
    ['no token, health', { token: '' }, '/healthz', 200],
    ['a bad token', { token: 'bad' }, '/version', 401],
    ['a bad token, resource', { token: 'bad' }, CONFIG_MAPS, 401],
    [
      'a scheme that is none',
      { token: '', headers: { authorization: 'Basic eDp5' } },
      CONFIG_MAPS,
      401,
    ],
    ['a user, version', jane, '/version', 200],
    ['a user, her namespace', jane, CONFIG_MAPS, 200],
    [
      'a user, another namespace',
      jane,
      '/api/v1/namespaces/kube-system/configmaps',
      403,
    ],
    [
      'a user, no such namespace',
      jane,
      '/api/v1/namespaces/none/configmaps',
      403,
    ],
    [
      'a user, no such resource',
      jane,
      '/api/v1/namespaces/default/nothings',
      403,
    ],
    [
      'a user, a named secret',
      jane,
      '/api/v1/namespaces/default/secrets/open',
      404,
    ],
    [
      'a user, another secret',
      jane,
      '/api/v1/namespaces/default/secrets/other',
      403,
    ],
    ['a user, all secrets', jane, '/api/v1/namespaces/default/secrets', 403],
    ['a user, no such group', jane, '/apis/none.example.com/v1/things', 403],
    [
      'an administrator, no such resource',
      {},
      '/api/v1/namespaces/default/nothings',
      404,
    ],
    [
      'an administrator, no such group',
      {},
      '/apis/none.example.com/v1/things',
      404,
    ],
  ])('%s', async (_, extras, path, code) => {
    expect((await server.get(path, extras)).code).toBe(code);
  });

  it('says in the real words who may not do what', async () => {
    const list = await server.get('/api/v1/pods', jane);
    expect(list.body.message).toBe(
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope',
    );
    const one = await server.call('DELETE', `${CONFIG_MAPS}/x`, jane);
    expect(one.body.message).toBe(
      'configmaps "x" is forbidden: User "jane" cannot delete resource "configmaps" in API group "" in the namespace "default"',
    );
    const path = await server.get('/metrics', jane);
    expect(path.body.message).toBe(
      'forbidden: User "jane" cannot get path "/metrics"',
    );
  });

  it('answers an unknown group in plain text, an unknown resource as Status', async () => {
    const group = await server.get('/apis/none.example.com/v1/things');
    expect(group.text).toBe('404 page not found\n');
    const resource = await server.get('/apis/apps/v1/things');
    expect(resource.body.message).toBe(
      'the server could not find the requested resource',
    );
  });

  it.each<[JsonObject, boolean]>([
    [{ verb: 'list', resource: 'configmaps', namespace: 'default' }, true],
    [{ verb: 'list', resource: 'configmaps' }, false],
    [{ verb: 'create', resource: 'configmaps', namespace: 'default' }, false],
    [
      {
        verb: 'get',
        resource: 'pods',
        subresource: 'log',
        namespace: 'default',
      },
      true,
    ],
    [
      {
        verb: 'get',
        resource: 'secrets',
        namespace: 'default',
        name: 'open',
      },
      true,
    ],
  ])('reviews %j', async (resourceAttributes, allowed) => {
    const answer = await server.create(
      `${REVIEWS}/selfsubjectaccessreviews`,
      { spec: { resourceAttributes } },
      jane,
    );
    expect(answer.code).toBe(201);
    expect(at(answer.body, 'status', 'allowed')).toBe(allowed);
  });

  it('tells the rules of a caller', async () => {
    const answer = await server.create(
      `${REVIEWS}/selfsubjectrulesreviews`,
      { spec: { namespace: 'default' } },
      jane,
    );
    expect(at(answer.body, 'status', 'resourceRules')).toContainEqual({
      verbs: ['get', 'list'],
      apiGroups: [''],
      resources: ['configmaps', 'pods/log'],
    });
  });

  it('tells a caller who they are', async () => {
    const answer = await server.create(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {},
      jane,
    );
    expect(at(answer.body, 'status', 'userInfo')).toEqual({
      username: 'jane',
      uid: '2',
      groups: ['team', 'system:authenticated'],
    });
  });
});
