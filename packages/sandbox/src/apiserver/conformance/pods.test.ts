import { at, JsonObject, objectsAt, textAt } from '../json';
import { PodLogOptions } from '../logs';
import { TestServer } from '../testServer';
import { pod, PODS } from './fixtures';

const NAMESPACE = '/api/v1/namespaces/default';

describe('pods', () => {
  let server: TestServer;
  const asked: PodLogOptions[] = [];
  beforeAll(async () => {
    server = await TestServer.start({
      logs: {
        read(_namespace, name, container, options) {
          asked.push(options);
          return options.previous ? undefined : lines(name, container, options);
        },
      },
    });
  });
  afterAll(() => server.stop());

  async function* lines(
    name: string,
    container: string,
    { follow, signal }: PodLogOptions,
  ) {
    yield `${name} ${container} one`;
    yield `${name} ${container} two`;
    if (follow) {
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    }
  }

  async function running(name: string, extra?: JsonObject) {
    await server.create(PODS, pod(name, extra));
    const bound = await server.create(`${PODS}/${name}/binding`, {
      target: { kind: 'Node', name: 'node-a' },
    });
    expect(bound.code).toBe(201);
    await server.patch(`${PODS}/${name}/status`, {
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'main', state: { running: { startedAt: 'now' } } },
        ],
      },
    });
  }

  it('begin as Pending, with defaults', async () => {
    const { body } = await server.create(PODS, {
      ...pod('fresh'),
      status: { phase: 'Running' },
    });
    expect(body).toMatchObject({
      spec: {
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        containers: [{ imagePullPolicy: 'IfNotPresent' }],
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    });
  });

  it('are bound once', async () => {
    await running('bound');
    const { body } = await server.get(`${PODS}/bound`);
    expect(at(body, 'spec', 'nodeName')).toBe('node-a');
    const again = await server.create(`${PODS}/bound/binding`, {
      target: { name: 'node-b' },
    });
    expect(again.body.message).toBe(
      'Operation cannot be fulfilled on pods "bound": pod bound is already assigned to node "node-a"',
    );
  });

  it('are found by node and phase', async () => {
    await running('found');
    const query = encodeURIComponent(
      'spec.nodeName=node-a,status.phase=Running',
    );
    const { body } = await server.get(`/api/v1/pods?fieldSelector=${query}`);
    expect(
      objectsAt(body, 'items').map(item => textAt(item, 'metadata', 'name')),
    ).toContain('found');
  });

  it('do not change but for their images', async () => {
    await server.create(PODS, pod('frozen'));
    const image = await server.patch(`${PODS}/frozen`, [
      { op: 'replace', path: '/spec/containers/0/image', value: 'web:2' },
    ]);
    expect(image.code).toBe(200);
    const other = await server.patch(`${PODS}/frozen`, {
      spec: { hostname: 'x' },
    });
    expect(other.code).toBe(422);
    expect(other.body.message).toContain(
      'Forbidden: pod updates may not change fields other than',
    );
  });

  it('end gracefully when they run, at once when they do not', async () => {
    await running('slow');
    const marked = await server.call('DELETE', `${PODS}/slow`);
    expect(at(marked.body, 'metadata', 'deletionGracePeriodSeconds')).toBe(30);
    expect((await server.get(`${PODS}/slow`)).code).toBe(200);
    await server.call('DELETE', `${PODS}/slow`, {
      body: { gracePeriodSeconds: 0 },
    });
    expect((await server.get(`${PODS}/slow`)).code).toBe(404);
    await server.create(PODS, pod('unbound'));
    await server.call('DELETE', `${PODS}/unbound`);
    expect((await server.get(`${PODS}/unbound`)).code).toBe(404);
  });

  it('are not evicted against their budget', async () => {
    await running('precious', { hostname: 'precious' });
    const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
    await server.create(budgets, {
      metadata: { name: 'web' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    const healthy = (disruptionsAllowed: number) =>
      server.patch(`${budgets}/web/status`, {
        status: { desiredHealthy: 1, currentHealthy: 1, disruptionsAllowed },
      });
    const evict = () =>
      server.create(`${PODS}/precious/eviction`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'precious' },
      });
    await healthy(0);
    const refused = await evict();
    expect(refused.code).toBe(429);
    expect(refused.body).toMatchObject({
      reason: 'TooManyRequests',
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message:
              'The disruption budget web needs 1 healthy pods and has 1 currently',
          },
        ],
      },
    });
    await healthy(1);
    expect((await evict()).code).toBe(201);
    const budget = await server.get(`${budgets}/web`);
    expect(at(budget.body, 'status', 'disruptionsAllowed')).toBe(0);
    await server.call('DELETE', `${budgets}/web`);
  });

  describe('logs', () => {
    beforeAll(() => running('chatty'));

    it('are lines of text', async () => {
      const answer = await server.get(`${PODS}/chatty/log?tailLines=5`);
      expect(answer.headers['content-type']).toBe('text/plain');
      expect(answer.text).toBe('chatty main one\nchatty main two\n');
      expect(asked[asked.length - 1]).toMatchObject({
        tailLines: 5,
        follow: false,
        previous: false,
      });
    });

    it.each([
      ['container=none', 400, 'container none is not valid for pod chatty'],
      [
        'previous=true',
        400,
        'previous terminated container "main" in pod "chatty" not found',
      ],
      ['tailLines=-1', 400, 'tailLines'],
    ])('refuse %s', async (query, code, text) => {
      const answer = await server.get(`${PODS}/chatty/log?${query}`);
      expect([answer.code, answer.body.kind]).toEqual([code, 'Status']);
      expect(answer.body.message).toContain(text);
    });

    it('go on until the reader leaves', async () => {
      const watch = await server.watch(`${PODS}/chatty/log?follow=true`);
      await watch.until(events => events.length >= 2);
      watch.close();
      const { signal } = asked[asked.length - 1];
      if (!signal.aborted) {
        await new Promise(resolve => signal.addEventListener('abort', resolve));
      }
      expect(signal.aborted).toBe(true);
    });

    it('are not there before the container is', async () => {
      await server.create(PODS, pod('early'));
      const answer = await server.get(`${PODS}/early/log`);
      expect(answer.body.message).toBe(
        'pod early does not have a host assigned',
      );
    });
  });

  it('services get an address and keep it', async () => {
    const services = `${NAMESPACE}/services`;
    const { body } = await server.create(services, {
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80 }], selector: { app: 'web' } },
    });
    expect(body.spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^10\.96\.\d+\.\d+$/),
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
    const moved = await server.patch(`${services}/web`, {
      spec: { clusterIP: '10.96.9.9' },
    });
    expect(moved.body.message).toContain('may not change once set');
    const headless = await server.create(services, {
      metadata: { name: 'headless' },
      spec: { clusterIP: 'None' },
    });
    expect(at(headless.body, 'spec', 'clusterIP')).toBe('None');
  });

  it('merges lists of built-in objects by their keys', async () => {
    await server.create(PODS, pod('merged'));
    const answer = await server.call('PATCH', `${PODS}/merged`, {
      type: 'application/strategic-merge-patch+json',
      body: { spec: { containers: [{ name: 'main', image: 'web:9' }] } },
    });
    expect(objectsAt(answer.body, 'spec', 'containers')).toMatchObject([
      { name: 'main', image: 'web:9', imagePullPolicy: 'IfNotPresent' },
    ]);
  });

  it('shows events through both of their APIs', async () => {
    await server.create(`${NAMESPACE}/events`, {
      metadata: { name: 'one' },
      involvedObject: { kind: 'Pod', name: 'bound' },
      reason: 'Killing',
      message: 'Stopping container',
      source: { component: 'kubelet' },
      type: 'Normal',
      count: 1,
    });
    const events = '/apis/events.k8s.io/v1/namespaces/default/events';
    const { body } = await server.get(`${events}/one`);
    expect(body).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      regarding: { name: 'bound' },
      note: 'Stopping container',
      deprecatedCount: 1,
    });
    await server.create(events, {
      metadata: { name: 'two' },
      regarding: { kind: 'Pod', name: 'bound' },
      note: 'seen',
      reportingController: 'scheduler',
      eventTime: new Date().toISOString(),
    });
    const query = encodeURIComponent(
      'involvedObject.name=bound,involvedObject.kind=Pod,source=scheduler',
    );
    const list = await server.get(`${NAMESPACE}/events?fieldSelector=${query}`);
    expect(objectsAt(list.body, 'items')).toMatchObject([
      { message: 'seen', metadata: { name: 'two' } },
    ]);
  });
});
