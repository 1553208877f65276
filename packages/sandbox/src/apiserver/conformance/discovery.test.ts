import { at, JsonObject, objectAt, objectsAt } from '../json';
import { TestServer } from '../testServer';
import { CONFIG_MAPS, defineGadgets } from './fixtures';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

describe('discovery', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await defineGadgets(server);
  });
  afterAll(() => server.stop());

  it('lists groups and resources in the legacy documents', async () => {
    const groups = await server.get('/apis');
    expect(objectsAt(groups.body, 'groups')).toContainEqual({
      name: 'example.com',
      versions: [{ groupVersion: 'example.com/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'example.com/v1', version: 'v1' },
    });
    const resources = await server.get('/apis/example.com/v1');
    expect(objectsAt(resources.body, 'resources').map(one => one.name)).toEqual(
      ['gadgets', 'gadgets/status', 'gadgets/scale'],
    );
    expect((await server.get('/api')).body.versions).toEqual(['v1']);
  });

  it('speaks aggregated discovery v2 to those who ask for it', async () => {
    const accept = `${AGGREGATED},application/json`;
    const answer = await server.get('/apis', { headers: { accept } });
    expect(answer.headers['content-type']).toBe(AGGREGATED);
    const group = objectsAt(answer.body, 'items').find(
      item => at(item, 'metadata', 'name') === 'example.com',
    );
    expect(group).toMatchObject({
      versions: [
        {
          version: 'v1',
          resources: [
            {
              resource: 'gadgets',
              scope: 'Namespaced',
              responseKind: { kind: 'Gadget' },
              shortNames: ['gd'],
            },
          ],
        },
      ],
    });
  });

  it('gives the legacy document to those who ask for v2beta1', async () => {
    const accept = AGGREGATED.replace('v2', 'v2beta1');
    const answer = await server.get('/apis', { headers: { accept } });
    expect(answer.body.kind).toBe('APIGroupList');
  });

  it('publishes schemas for validation by clients', async () => {
    const index = await server.get('/openapi/v3');
    const entry = objectAt(index.body, 'paths', 'apis/example.com/v1');
    const url = String(entry?.serverRelativeURL);
    const { body } = await server.get(url);
    const patch = objectAt(
      body,
      'paths',
      '/apis/example.com/v1/namespaces/{namespace}/gadgets/{name}',
      'patch',
    );
    expect(objectsAt(patch, 'parameters').map(one => one.name)).toContain(
      'fieldValidation',
    );
    const schemas = Object.values(
      objectAt(body, 'components', 'schemas') ?? {},
    ) as JsonObject[];
    expect(schemas[0]).toMatchObject({
      'x-kubernetes-group-version-kind': [{ kind: 'Gadget' }],
      properties: { spec: { required: ['size'] } },
    });
    expect((await server.get('/openapi/v2')).body.swagger).toBe('2.0');
  });

  it('answers plain JSON to those who would like a Table', async () => {
    const accept =
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
    const answer = await server.get(CONFIG_MAPS, { headers: { accept } });
    expect(answer.body.kind).toBe('ConfigMapList');
  });

  it('answers 406 to those who take protobuf only', async () => {
    const accept = 'application/vnd.kubernetes.protobuf';
    const answer = await server.get(CONFIG_MAPS, { headers: { accept } });
    expect([answer.code, answer.body.reason]).toEqual([406, 'NotAcceptable']);
  });

  it.each([
    ['PUT', CONFIG_MAPS],
    ['POST', '/api/v1/configmaps'],
    ['GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
  ])('does not allow %s %s', async (method, path) => {
    const answer = await server.call(method, path, { body: {} });
    expect([answer.code, answer.body.reason]).toEqual([
      405,
      'MethodNotAllowed',
    ]);
  });

  it('has a version', async () => {
    expect((await server.get('/version')).body).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v1\./),
    });
  });
});
