import {
  kafkaClusters,
  kafkaClustersPath,
  pods,
  podsPath,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { advanceUntil, waitFor } from './__testUtils__/clocks';
import {
  caught,
  location,
  object,
  path,
  start,
  startWith,
} from './__testUtils__/direct';
import { sendJson, toStatus } from './__testUtils__/ModelApiServer';
import { getKubernetesFailure } from './errors';

afterEach(stopAll);

describe('what is sent', () => {
  const stored = {
    ...object,
    metadata: { ...object.metadata, uid: 'u', managedFields: [] },
  };

  it('reads one object, whole', async () => {
    const { server, gateway } = await startWith(200, stored);
    await expect(gateway.get(location)).resolves.toEqual(stored);
    expect(server.requests).toMatchObject([
      { method: 'GET', path: `${path}/kafka`, token: 'good' },
    ]);
  });

  it('creates, as a rehearsal or for good', async () => {
    const { server, gateway } = await startWith(201, stored);
    await gateway.create('dev', kafkaClusters, object, { dryRun: true });
    await gateway.create('dev', kafkaClusters, object);
    expect(
      server.requests.map(request => ({
        ...request,
        query: request.query.toString(),
      })),
    ).toMatchObject([
      {
        method: 'POST',
        path,
        query: 'fieldManager=kafka-clusters&dryRun=All',
        contentType: 'application/json',
        body: {
          ...object,
          apiVersion: 'kafka.banzaicloud.io/v1beta1',
          kind: 'KafkaCluster',
        },
      },
      { method: 'POST', path, query: 'fieldManager=kafka-clusters' },
    ]);
  });

  it('patches with JSON Patch', async () => {
    const { server, gateway } = await startWith(200, stored);
    const operations = [
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      { op: 'replace', path: '/spec/a', value: 1 },
    ] as const;
    await gateway.patch(location, operations, { dryRun: true });
    expect(server.requests).toMatchObject([
      {
        method: 'PATCH',
        path: `${path}/kafka`,
        contentType: 'application/json-patch+json',
        body: operations,
      },
    ]);
    expect(server.requests[0].query.get('dryRun')).toBe('All');
  });

  it('deletes with preconditions', async () => {
    const { server, gateway } = await startWith(200, { kind: 'Status' });
    await gateway.delete(location, {
      uid: 'u',
      resourceVersion: '7',
      propagation: 'Foreground',
      dryRun: true,
    });
    await gateway.delete(location, {});
    expect(server.requests.map(({ body }) => body)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Foreground',
        preconditions: { uid: 'u', resourceVersion: '7' },
        dryRun: ['All'],
      },
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: {},
      },
    ]);
  });

  it.each([
    [{ status: { allowed: true } }, true],
    [{ status: { allowed: false } }, false],
    [{ status: { allowed: 'true' } }, false],
    [{}, false],
    [[], false],
  ])('reads the access review %j as %s', async (answer, expected) => {
    const { server, gateway } = await startWith(201, answer);
    await expect(
      gateway.reviewAccess('dev', {
        verb: 'create',
        resource: kafkaClusters,
        namespace: 'orders',
      }),
    ).resolves.toBe(expected);
    expect(server.requests[0].body).toMatchObject({
      spec: {
        resourceAttributes: {
          verb: 'create',
          group: 'kafka.banzaicloud.io',
          resource: 'kafkaclusters',
          namespace: 'orders',
        },
      },
    });
  });
});

describe('what comes back wrong', () => {
  it.each([
    [400, 'BadRequest', 'InputError'],
    [401, 'Unauthorized', 'ServiceUnavailableError'],
    [403, 'Forbidden', 'NotAllowedError'],
    [404, 'NotFound', 'NotFoundError'],
    [405, 'MethodNotAllowed', 'NotImplementedError'],
    [409, 'AlreadyExists', 'ConflictError'],
    [410, 'Expired', 'ServiceUnavailableError'],
    [413, 'RequestEntityTooLarge', 'InputError'],
    [415, 'UnsupportedMediaType', 'InputError'],
    [422, 'Invalid', 'InputError'],
    [429, 'TooManyRequests', 'ServiceUnavailableError'],
    [500, 'InternalError', 'ServiceUnavailableError'],
    [503, 'ServiceUnavailable', 'ServiceUnavailableError'],
  ])('%s %s becomes %s', async (code, reason, name) => {
    const { gateway } = await startWith(
      code,
      toStatus(code, reason, 'the words\nof \u001b[31mthe server', {
        kind: 'kafkaclusters',
        causes: [
          {
            field: 'spec.brokers',
            message: 'Required',
            reason: 'FieldValueRequired',
          },
          'garbage',
        ],
      }),
      { 'retry-after': '3' },
    );
    const error = await caught(gateway.create('dev', kafkaClusters, object));
    expect(error).toMatchObject({
      name,
      message: 'Kubernetes cluster dev: the words of  [31mthe server',
    });
    expect(getKubernetesFailure(error)).toEqual({
      code,
      reason,
      message: 'the words of  [31mthe server',
      kind: 'kafkaclusters',
      causes: [
        {
          field: 'spec.brokers',
          message: 'Required',
          reason: 'FieldValueRequired',
        },
      ],
      retryAfterMilliseconds: 3_000,
    });
    expect(Object.keys(error)).not.toContain('failure');
  });

  it('takes a failed test of a patch as a conflict, a refused value as bad input', async () => {
    const lost = await startWith(
      422,
      toStatus(422, 'Invalid', 'the server rejected our request', {}),
    );
    const tested = [{ op: 'test', path: '/a', value: 1 }] as const;
    const untested = [{ op: 'add', path: '/a', value: 1 }] as const;
    expect(await caught(lost.gateway.patch(location, tested))).toMatchObject({
      name: 'ConflictError',
    });
    expect(await caught(lost.gateway.patch(location, untested))).toMatchObject({
      name: 'InputError',
    });
    const refused = await startWith(
      422,
      toStatus(422, 'Invalid', 'no', {
        causes: [{ field: 'spec.a', message: 'no' }],
      }),
    );
    expect(await caught(refused.gateway.patch(location, tested))).toMatchObject(
      {
        name: 'InputError',
      },
    );
  });

  it.each([301, 302, 307, 308])('does not follow a %s', async code => {
    const elsewhere = await startModel();
    const { gateway } = await startWith(code, 'moved', {
      location: `${elsewhere.url}/steal`,
    });
    expect(await caught(gateway.get(location))).toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('repeats nothing of a page that is no Status', async () => {
    const { gateway } = await start((_, response) => {
      response.writeHead(502).end('<h1>canary-secret</h1>');
    });
    const error = await caught(gateway.get(location));
    expect(error.message).toBe(
      `Kubernetes cluster dev: GET ${path}/kafka was answered with 502`,
    );
  });

  it.each(['', '{"kind"', '[]', '{"metadata":{"name":""}}', '7'])(
    'refuses the answer %j',
    async text => {
      const { gateway } = await start((_, response) => {
        response.writeHead(200).end(text);
      });
      expect(await caught(gateway.get(location))).toMatchObject({
        name: 'ServiceUnavailableError',
      });
    },
  );

  it('stops reading an answer that is too large', async () => {
    let sent = 0;
    const { gateway, server } = await start((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const pump = () => {
        while (!response.destroyed && sent < 200) {
          sent += 1;
          if (!response.write(chunk)) {
            response.once('drain', pump);
            return;
          }
        }
      };
      pump();
    });
    const error = await caught(gateway.get(location));
    expect(getKubernetesFailure(error)?.reason).toBe('TOO_LARGE');
    await waitFor(() => server.openSockets === 0);
    expect(sent).toBeLessThan(60);
  });

  it('gives up after ten seconds, also in the middle of an answer', async () => {
    const { gateway, clock, server } = await start((request, response) => {
      if (request.path.endsWith('half')) {
        response.writeHead(200);
        response.write('{"metadata":');
      }
    });
    for (const name of ['none', 'half']) {
      let error: Error | undefined;
      const before = server.requests.length;
      gateway.get({ ...location, name }).catch(reason => {
        error = reason;
      });
      await waitFor(() => server.requests.length > before);
      const took = await advanceUntil(clock, () => error !== undefined, {
        limit: 11_000,
        step: 500,
      });
      expect(took).toBeGreaterThanOrEqual(10_000);
      expect(error).toMatchObject({ name: 'ServiceUnavailableError' });
      expect(getKubernetesFailure(error)?.reason).toBe('TIMEOUT');
    }
  });

  it('ends with the signal of the caller', async () => {
    const { gateway, server } = await start(() => {});
    const controller = new AbortController();
    const result = caught(gateway.get(location, { signal: controller.signal }));
    await waitFor(() => server.requests.length === 1);
    controller.abort();
    expect(await result).toMatchObject({ name: 'ServiceUnavailableError' });
    await waitFor(() => server.openSockets === 0);
  });

  it('asks once more when a read lost its connection, and never sends a write twice', async () => {
    let resets = 0;
    const { gateway, server } = await start((_, response) => {
      resets += 1;
      response.socket?.resetAndDestroy();
    });
    await caught(gateway.get(location));
    expect(resets).toBe(2);
    await caught(gateway.create('dev', kafkaClusters, object));
    await caught(gateway.delete(location, {}));
    await caught(gateway.patch(location, []));
    expect(resets).toBe(5);
    server.scripts = [];
    await server.stop();
    const error = await caught(gateway.get(location));
    expect(getKubernetesFailure(error)?.reason).toBe('ECONNREFUSED');
  });
});

it('answers direct requests while every watch is open', async () => {
  const server = await startModel();
  const gateway = await startGateway({
    kubernetesClusters: [toConfig(server)],
    resources: [pods, kafkaClusters],
  });
  await waitFor(() => server.openWatches === 2);
  server.scripts = [
    ({ kind }, response) => {
      if (kind !== 'other') {
        return false;
      }
      sendJson(response, 200, object);
      return true;
    },
  ];
  await expect(gateway.get(location)).resolves.toEqual(object);
  expect(server.count('list', podsPath)).toBe(1);
  expect(server.count('list', kafkaClustersPath)).toBe(1);
});
