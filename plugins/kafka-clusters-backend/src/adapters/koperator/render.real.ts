import {
  clusterRequestSchema,
  brokerSizeNames,
  useCases,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import type { RenderInput } from '@kafka-clusters/plugin-kafka-clusters-node';
import { koperatorAdapter } from '.';
import {
  readDefinitions,
  RealKubernetes,
} from '../../__testUtils__/realKubernetes';
import { defaultImages } from '../../config';
import { smallOverZones } from '../__testUtils__/requests';

jest.setTimeout(60_000);

const NAMESPACE = 'orders';

/** Every wish that a person can choose, with both kinds of images. */
const wishes = brokerSizeNames.flatMap(size =>
  useCases.flatMap(useCase =>
    (['zones', 'single-zone'] as const).map(availability => ({
      size,
      useCase,
      availability,
    })),
  ),
);

function toInput(
  wish: (typeof wishes)[number],
  index: number,
  images: RenderInput['images'],
): RenderInput {
  return {
    request: clusterRequestSchema.parse({
      target: { kubernetesCluster: 'real', namespace: NAMESPACE },
      name: `wish-${index}`,
      storageClass: 'fast',
      ...wish,
    }),
    requestId: '3f2b6a1e-0000-4000-8000-000000000001',
    owner: 'group:default/orders',
    images,
    zones: ['zone-a', 'zone-b', 'zone-c'],
  };
}

describe('what is rendered, on a real API server with the definitions of the operators', () => {
  let kubernetes: RealKubernetes;

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({
      controllers: false,
      definitions: readDefinitions(['koperator-adobe', 'zookeeper-operator']),
    });
    await kubernetes.admin.succeed('POST', '/api/v1/namespaces', {
      body: { metadata: { name: NAMESPACE } },
    });
  });

  afterAll(() => kubernetes?.stop());

  /** Strict: a field that the definition does not know would be dropped in silence. */
  async function send(
    { resource, object }: { resource: typeof kafka; object: object },
    query: string,
  ) {
    const { group, version, plural } = resource;
    const { code, body } = await kubernetes.admin.call(
      'POST',
      `/apis/${group}/${version}/namespaces/${NAMESPACE}/${plural}?fieldValidation=Strict${query}`,
      { body: object },
    );
    return { code, message: body.message, spec: body.spec };
  }
  const kafka = koperatorAdapter.clusterResource;

  describe.each([
    ['images of a mirror', smallOverZones.images],
    ['images from where they are made', defaultImages],
  ])('%s', (_, images) => {
    it.each(wishes)(
      '$size, $useCase, $availability: accepted in a dry run and in earnest, and kept as it was sent',
      async wish => {
        const index =
          wishes.indexOf(wish) + (images === defaultImages ? 1000 : 0);
        const { objects } = koperatorAdapter.render(
          toInput(wish, index, images),
        );
        for (const planned of objects) {
          expect(await send(planned, '&dryRun=All')).toMatchObject({
            code: 201,
          });
          const created = await send(planned, '');
          expect(created).toMatchObject({ code: 201, message: undefined });
          expect(created.spec).toMatchObject({ ...planned.object.spec! });
        }
      },
    );
  });

  it('would tell what is wrong', async () => {
    const { objects } = koperatorAdapter.render(
      toInput(wishes[0], 2000, defaultImages),
    );
    const [, { resource, object }] = objects;
    const unknown = { ...object, spec: { ...object.spec!, colour: 'red' } };
    expect(await send({ resource, object: unknown }, '')).toMatchObject({
      code: 400,
      message: expect.stringMatching(/unknown field "spec.colour"/),
    });
  });
});
