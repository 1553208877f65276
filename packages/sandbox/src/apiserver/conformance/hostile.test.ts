import fc from 'fast-check';
import { JsonObject } from '../json';
import { TestServer } from '../testServer';
import { configMap, CONFIG_MAPS, defineGadgets, GADGETS } from './fixtures';

const COLLECTIONS = [
  CONFIG_MAPS,
  GADGETS,
  '/api/v1/namespaces',
  '/api/v1/namespaces/default/pods',
  '/api/v1/namespaces/default/services',
  '/api/v1/namespaces/default/secrets',
  '/api/v1/namespaces/default/persistentvolumeclaims',
  '/api/v1/namespaces/default/resourcequotas',
  '/api/v1/namespaces/default/limitranges',
  '/api/v1/persistentvolumes',
  '/api/v1/nodes',
  '/apis/apps/v1/namespaces/default/statefulsets',
  '/apis/apps/v1/namespaces/default/deployments',
  '/apis/batch/v1/namespaces/default/jobs',
  '/apis/policy/v1/namespaces/default/poddisruptionbudgets',
  '/apis/storage.k8s.io/v1/storageclasses',
  '/apis/events.k8s.io/v1/namespaces/default/events',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
];

const NAMES = [
  'metadata',
  'spec',
  'status',
  'data',
  'labels',
  'ownerReferences',
  'finalizers',
  'containers',
  'ports',
  'template',
  'hard',
  'limits',
  'resources',
  'requests',
  'versions',
  'names',
  'schema',
  'openAPIV3Schema',
  'properties',
  'rules',
  'subjects',
  'selector',
  'constructor',
  'toString',
];

const { value } = fc.letrec<{ value: unknown; object: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, -1, 0.5, 1e300, '', 'x', '1Gi', 'ü'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), {
    maxKeys: 5,
  }),
}));

const body = fc
  .dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 5 })
  .map(object => ({
    ...object,
    metadata: {
      ...(typeof object.metadata === 'object' ? object.metadata : {}),
      generateName: 'fuzz-',
    },
  }));

describe('hostile input', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await defineGadgets(server);
    await server.create(CONFIG_MAPS, configMap('target'));
  });
  afterAll(() => server.stop());

  const sane = (code: number, text: string) => {
    if (code >= 500) {
      throw new Error(`${code} ${text.slice(0, 300)}`);
    }
  };

  it('is created or refused, and never breaks the server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...COLLECTIONS),
        body,
        async (path, object) => {
          const kinds: JsonObject = path.includes('example.com')
            ? { kind: 'Gadget', apiVersion: 'example.com/v1' }
            : {};
          const answer = await server.create(path, { ...object, ...kinds });
          sane(answer.code, answer.text);
          sane((await server.get(path)).code, 'list');
        },
      ),
      { numRuns: 400 },
    );
    expect((await server.get('/readyz')).code).toBe(200);
  });

  it('is a schema or is refused', async () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'required',
      'enum',
      'default',
      'pattern',
      'minimum',
      'maxLength',
      'additionalProperties',
      'oneOf',
      'not',
      'nullable',
      'x-kubernetes-list-type',
      'x-kubernetes-list-map-keys',
    );
    const odd = fc.constantFrom<unknown>(
      null,
      'object',
      'string',
      'map',
      ['a'],
      [{ type: 'string' }],
      { a: { type: 'integer', default: 'x' } },
      { type: 'array', items: {} },
      '((',
      -1,
      true,
    );
    const schema = fc.dictionary(keyword, odd, { maxKeys: 5 });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(schema, value, async (openAPIV3Schema, spec) => {
        made += 1;
        const plural = `things${made}`;
        const definition = {
          metadata: { name: `${plural}.example.com` },
          spec: {
            group: 'example.com',
            scope: 'Namespaced',
            names: { plural, kind: `Thing${made}` },
            versions: [
              {
                name: 'v1',
                served: true,
                storage: true,
                schema: {
                  openAPIV3Schema: {
                    type: 'object',
                    properties: { spec: openAPIV3Schema },
                  },
                },
              },
            ],
          },
        };
        const defined = await server.create(
          '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
          definition,
        );
        expect(defined.code).toBe(201);
        const answer = await server.create(
          `/apis/example.com/v1/namespaces/default/${plural}`,
          {
            apiVersion: 'example.com/v1',
            kind: `Thing${made}`,
            metadata: { name: 'x' },
            spec,
          },
        );
        sane(answer.code, answer.text);
      }),
      { numRuns: 100 },
    );
    expect((await server.get('/openapi/v3')).code).toBe(200);
  });

  it('patches or is refused', async () => {
    const operation = fc.record(
      {
        op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
        path: fc.constantFrom(
          '',
          '/',
          '/data',
          '/data/x',
          '/metadata/-',
          '/a/0',
        ),
        from: fc.constantFrom('', '/data', '/metadata/name', '/b'),
        value,
      },
      { requiredKeys: ['op'] },
    );
    const patch = fc.oneof(fc.array(operation, { maxLength: 4 }), body);
    await fc.assert(
      fc.asyncProperty(patch, async change => {
        const answer = await server.patch(`${CONFIG_MAPS}/target`, change);
        sane(answer.code, answer.text);
      }),
      { numRuns: 200 },
    );
    expect((await server.get('/readyz')).code).toBe(200);
  });

  it.each([
    '/api/v1/namespaces/%zz/pods',
    '/api/v1/namespaces/../pods',
    '//api//v1//pods',
    '/apis',
    '/apis/',
    '/api/v1/namespaces/a/b/c/d/e/f',
    '/api/v1/pods?labelSelector=((((',
    '/api/v1/pods?labelSelector=a%20in%20(%00)',
    '/api/v1/pods?fieldSelector===',
    '/api/v1/pods?continue=e30',
    '/api/v1/pods?timeoutSeconds=x&watch=0',
  ])('answers GET %s', async path => {
    const { code } = await server.get(path);
    expect(code).toBeLessThan(500);
  });
});
