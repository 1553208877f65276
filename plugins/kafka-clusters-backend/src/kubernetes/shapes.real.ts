import { startSandbox, type Sandbox } from '@kafka-clusters/sandbox';
import {
  ApiCaller,
  readDefinitions,
  RealKubernetes,
  type JsonObject,
} from '../__testUtils__/realKubernetes';
import { koperatorAdapter } from '../adapters/koperator';
import { smallOverZones } from '../adapters/__testUtils__/requests';

jest.setTimeout(120_000);

const [, { object: rendered }] =
  koperatorAdapter.render(smallOverZones).objects;
const CLUSTERS = '/apis/kafka.banzaicloud.io/v1beta1/namespaces/orders';
const ALL = '/apis/kafka.banzaicloud.io/v1beta1/kafkaclusters';
const ONE = `${CLUSTERS}/kafkaclusters/orders`;
const cluster = (name: string) => ({
  ...rendered,
  metadata: { ...rendered.metadata, name, namespace: 'orders' },
});
const review = (kind: string, spec: object) => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind,
  spec,
});
const JSON_PATCH = 'application/json-patch+json';

interface Case {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly token?: string;
}

/** What the product sends most, in this order: later ones need what earlier ones made. */
const cases: readonly Case[] = [
  ['version', 'GET', '/version'],
  ['group', 'GET', '/apis/kafka.banzaicloud.io/v1beta1'],
  ['list', 'GET', `${ALL}?limit=500`],
  [
    'dry run',
    'POST',
    `${CLUSTERS}/kafkaclusters?dryRun=All`,
    cluster('orders'),
  ],
  ['get what was tried only', 'GET', ONE],
  ['create', 'POST', `${CLUSTERS}/kafkaclusters`, cluster('orders')],
  ['create again', 'POST', `${CLUSTERS}/kafkaclusters`, cluster('orders')],
  [
    'create what the schema refuses',
    'POST',
    `${CLUSTERS}/kafkaclusters`,
    { ...cluster('other'), spec: { ...rendered.spec!, brokers: 'none' } },
  ],
  [
    'create in no namespace',
    'POST',
    '/apis/kafka.banzaicloud.io/v1beta1/namespaces/nowhere/kafkaclusters',
    { ...cluster('orders'), metadata: { name: 'orders' } },
  ],
  ['get', 'GET', ONE],
  ['list with one', 'GET', `${ALL}?limit=500`],
  ['list with a token of nothing', 'GET', `${ALL}?limit=1&continue=nothing`],
  [
    'patch',
    'PATCH',
    ONE,
    [
      { op: 'test', path: '/metadata/name', value: 'orders' },
      { op: 'add', path: '/metadata/annotations/a', value: 'b' },
    ],
    JSON_PATCH,
  ],
  [
    'patch whose test fails',
    'PATCH',
    ONE,
    [{ op: 'test', path: '/metadata/name', value: 'other' }],
    JSON_PATCH,
  ],
  [
    'delete another one of the name',
    'DELETE',
    ONE,
    {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'another' },
    },
  ],
  [
    'delete',
    'DELETE',
    ONE,
    {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: 'Background',
    },
  ],
  ['get what is gone', 'GET', ONE],
  [
    'access review',
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    review('SelfSubjectAccessReview', {
      resourceAttributes: { verb: 'create', resource: 'pods' },
    }),
  ],
  ['unknown group', 'GET', '/apis/nothing.example.com/v1/things'],
  ['unknown type', 'GET', '/api/v1/things'],
  ['unknown account', 'GET', '/api/v1/pods', undefined, undefined, 'unknown'],
  ['no rights', 'GET', '/api/v1/secrets', undefined, undefined, 'portal'],
].map(([title, method, path, body, type, token]) => ({
  title: String(title),
  method: String(method),
  path: String(path),
  body,
  type: type as string | undefined,
  token: token as string | undefined,
}));

/** Where the sandbox may differ, and why. */
const accepted: readonly (readonly [RegExp, string])[] = [
  [
    /^\.(emulation|minCompatibility)/,
    'the version of an emulated server, which nobody asks the sandbox for',
  ],
  [/storageVersionHash$/, 'an optimisation of the server for its own storage'],
  [/^\.metadata\.continue$/, 'empty on the last page; absent means the same'],
  [
    /^(\.items\[\])?\.status\.(alertCount|brokersState|listenerStatuses|rollingUpgradeStatus|state)/,
    'in the sandbox an operator is awake and writes a status',
  ],
  [
    /managedFields\[\]\.subresource$/,
    'the same operator, which writes the status subresource',
  ],
  [
    /^\.details\.group$/,
    'the real server names the group in conflicts over preconditions; nobody reads it',
  ],
  [
    /^\.metadata\.(managedFields|creationTimestamp)/,
    'of a review, which is stored nowhere: only its status is read',
  ],
];

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** Where there is something in a body; entries of lists count together, names of fields and annotations do not. */
function keyPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => keyPaths(item, `${path}[]`));
  }
  if (!isRecord(value) || /fieldsV1$|annotations$/.test(path)) {
    return [path];
  }
  return Object.entries(value).flatMap(([key, field]) =>
    keyPaths(field, `${path}.${key}`),
  );
}

describe('the sandbox beside a real API server', () => {
  let kubernetes: RealKubernetes;
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ empty: true });
    kubernetes = await RealKubernetes.start({
      controllers: false,
      definitions: readDefinitions(['koperator-adobe', 'zookeeper-operator']),
    });
  });

  afterAll(async () => {
    await kubernetes?.stop();
    await sandbox?.stop();
  });

  it('answers the requests that the product sends most in the same shape', async () => {
    const { url, caData, adminToken, portalToken } = sandbox.clusters.dev;
    const sides = {
      real: {
        caller: kubernetes.admin,
        portal: kubernetes.addressOf('portal').token,
      },
      sandbox: {
        caller: ApiCaller.create({ url, caData, token: adminToken }),
        portal: portalToken,
      },
    };
    const ask = async (side: keyof typeof sides, one: Case) => {
      const { caller, portal } = sides[side];
      const { code, body } = await caller.call(one.method, one.path, {
        ...one,
        token: one.token === 'portal' ? portal : one.token,
      });
      const { kind, reason, details } = body;
      return {
        title: one.title,
        code,
        kind,
        reason,
        // The kind that a refusal is about, as the product's errors tell it.
        about: isRecord(details) ? details.kind : undefined,
        causes: isRecord(details) ? Array.isArray(details.causes) : undefined,
        paths: [...new Set(keyPaths(body))]
          .filter(path => !accepted.some(([pattern]) => pattern.test(path)))
          .sort(),
      };
    };
    for (const { caller } of Object.values(sides)) {
      await caller.succeed('POST', '/api/v1/namespaces', {
        body: { metadata: { name: 'orders' } },
      });
    }
    for (const one of cases) {
      const real = await ask('real', one);
      expect(await ask('sandbox', one)).toEqual(real);
    }
    sides.sandbox.caller.close();
  });
});
