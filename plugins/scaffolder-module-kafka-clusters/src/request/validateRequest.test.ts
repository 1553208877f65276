import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { kafkaClustersApiRef } from '@kafka-clusters/plugin-kafka-clusters';
import { takeExpectedCluster } from '../outputs/expectedCluster';
import { FakePlanningApi, buildTarget } from '../__testUtils__/fakeApi';
import { completeDraft } from './draft';
import { validateRequest } from './validateRequest';

const draft = completeDraft({}, [buildTarget()]);

async function validate(value: unknown, api: object): Promise<string[]> {
  const known = new Map<string, unknown>([
    [kafkaClustersApiRef.id, api],
    [translationApiRef.id, mockApis.translation()],
  ]);
  const field = createFieldValidation();
  await validateRequest(value, field, {
    apiHolder: { get: ref => known.get(ref.id) } as ApiHolder,
    formData: {},
    schema: {},
  });
  return field.__errors ?? [];
}

describe('validateRequest', () => {
  it('lets a feasible request pass and expects its cluster, once', async () => {
    expect(await validate(draft, new FakePlanningApi())).toEqual([]);
    expect(takeExpectedCluster('dev/orders/other')).toBe(false);
    expect(takeExpectedCluster('dev/orders/orders-queue')).toBe(true);
    expect(takeExpectedCluster('dev/orders/orders-queue')).toBe(false);
  });

  it('names every problem and no warning', async () => {
    const api = new FakePlanningApi();
    api.takenNames.add('orders-queue');
    const errors = await validate({ ...draft, size: 'large' }, api);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/quota/);
    expect(errors[1]).toMatch(/name is not available/);
    expect(takeExpectedCluster('dev/orders/orders-queue')).toBe(false);
  });

  it('says what is wrong with a name without asking anybody', async () => {
    const api = new FakePlanningApi();
    expect(await validate({ ...draft, name: 'A b' }, api)).toEqual([
      expect.stringMatching(/begins with a letter/),
    ]);
    expect(await validate({ ...draft, storageClass: '' }, api)).toHaveLength(1);
    expect(api.planned).toEqual([]);
  });

  it('holds back what could not be checked', async () => {
    const errors = await validate(draft, {
      planCluster: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    expect(errors).toEqual([expect.stringMatching(/Failed to fetch/)]);
  });
});
