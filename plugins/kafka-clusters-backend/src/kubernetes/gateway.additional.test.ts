import {
  kafkaClusters,
  kafkaClustersPath,
  pods,
  startGateway,
  startModel,
  stopAll,
  toConfig,
} from './__testUtils__/setup';
import { waitFor } from './__testUtils__/clocks';
import { answerAlways } from './__testUtils__/observe';

afterEach(stopAll);

async function start() {
  const server = await startModel();
  const gateway = await startGateway({
    kubernetesClusters: [toConfig(server)],
    resources: [pods],
  });
  await waitFor(() => gateway.listKubernetesClusters()[0].state === 'live');
  return { server, gateway };
}

describe('a type that is watched beside the configured ones', () => {
  it('is followed until nobody wants it', async () => {
    const { server, gateway } = await start();
    server.store(kafkaClustersPath).put('orders', 'kafka');
    const types = new Set<string>();
    gateway.subscribe(({ type }) => types.add(type));
    const watch = gateway.watch('dev', kafkaClusters);
    await waitFor(() => watch.status.state === 'live');
    server.store(kafkaClustersPath).put('orders', 'more');
    await waitFor(() => watch.list().length === 2);
    expect([...types]).toEqual(['status']);
    await watch.stop();
    await waitFor(() => server.openWatches === 1);
  });

  it('says nothing about the state of the Kubernetes cluster', async () => {
    const { server, gateway } = await start();
    answerAlways(server, kafkaClustersPath, 503, 'ServiceUnavailable');
    const watch = gateway.watch('dev', kafkaClusters);
    await waitFor(() => watch.status.state === 'unreachable');
    const [status] = gateway.listKubernetesClusters();
    expect(status.state).toBe('live');
    expect(Object.keys(status.resources)).toEqual(['/pods']);
  });

  it('asks for metadata alone where that is wanted', async () => {
    const { server, gateway } = await start();
    const watch = gateway.watch('dev', {
      ...kafkaClusters,
      metadataOnly: true,
    });
    await waitFor(() => watch.status.state === 'live');
    expect(
      server.requests
        .filter(({ path }) => path === kafkaClustersPath)
        .map(({ kind, accept }) => [kind, accept]),
    ).toEqual([
      [
        'list',
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
      ],
      [
        'watch',
        'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
      ],
    ]);
  });

  it('is not there for a Kubernetes cluster that is not configured', async () => {
    const { gateway } = await start();
    expect(() => gateway.watch('other', kafkaClusters)).toThrow(
      'No Kubernetes cluster is configured',
    );
  });
});
