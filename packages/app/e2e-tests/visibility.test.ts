import { apiAs, expect, test, type PersonalApi, type Person } from './harness';

/** The clusters of the sample fleet by who may see them. */
const visible: Record<Person, string[]> = {
  dana: ['orders-dev', 'orders-events'],
  pablo: ['payments-ledger'],
  petra: [
    'audit-trail',
    'clickstream',
    'kafka-old',
    'kafka-olm',
    'orders-dev',
    'orders-events',
    'payments-ledger',
  ],
};

const everybody = Object.keys(visible) as Person[];

/** Where names of clusters could show: how to read them from the answer. */
const places = {
  fleet: {
    path: '/api/kafka-clusters/clusters?limit=100',
    read: (body: unknown) =>
      (body as { items: { ref: { name: string } }[] }).items.map(
        item => item.ref.name,
      ),
  },
  catalog: {
    path: '/api/catalog/entities/by-query?filter=kind=resource,spec.type=kafka-cluster&limit=100',
    read: (body: unknown) =>
      (
        body as { items: { metadata: { title?: string; name: string } }[] }
      ).items.map(({ metadata }) => metadata.title ?? metadata.name),
  },
  'catalog facets': {
    path: '/api/catalog/entity-facets?facet=metadata.title&filter=kind=resource,spec.type=kafka-cluster',
    read: (body: unknown) =>
      (body as { facets: Record<string, { value: string }[]> }).facets[
        'metadata.title'
      ].map(({ value }) => value),
  },
};

async function readNames(api: PersonalApi, place: keyof typeof places) {
  const { path, read } = places[place];
  const { status, body } = await api.get(path);
  expect(status).toBe(200);
  return read(body).sort();
}

for (const place of Object.keys(places) as (keyof typeof places)[]) {
  test(`everybody sees the clusters of their teams and no others: ${place}`, async ({
    request,
  }) => {
    const petra = await apiAs(request, 'petra');
    // Absence means something only once everything is there for somebody.
    await expect
      .poll(() => readNames(petra, place), { timeout: 60_000 })
      .toEqual(visible.petra);
    for (const person of everybody) {
      const api = await apiAs(request, person);
      expect(await readNames(api, place), person).toEqual(visible[person]);
    }
  });
}

test('search finds clusters for those who may see them only', async ({
  request,
}) => {
  const find = async (person: Person) => {
    const api = await apiAs(request, person);
    const { body } = await api.get('/api/search/query?term=payments-ledger');
    return (body as { results: { document: { title: string } }[] }).results.map(
      ({ document }) => document.title,
    );
  };
  await expect
    .poll(() => find('petra'), { timeout: 80_000 })
    .toContain('payments-ledger');
  expect(await find('pablo')).toContain('payments-ledger');
  expect(await find('dana')).not.toContain('payments-ledger');
});

test("a foreign cluster and one that does not exist look alike, by the catalog's own route too", async ({
  request,
}) => {
  const dana = await apiAs(request, 'dana');
  const foreign = await dana.get(
    '/api/kafka-clusters/clusters/prod/payments/payments-ledger',
  );
  const absent = await dana.get(
    '/api/kafka-clusters/clusters/prod/payments/payments-absent',
  );
  expect(foreign.status).toBe(404);
  expect(absent.status).toBe(404);
  expect(JSON.stringify(foreign.body).replaceAll('payments-ledger', 'X')).toBe(
    JSON.stringify(absent.body).replaceAll('payments-absent', 'X'),
  );
  const kubernetes = await dana.get(
    '/api/catalog/entities/by-name/resource/default/prod',
  );
  expect(kubernetes.status).toBe(200);
  expect(JSON.stringify(kubernetes.body)).not.toContain('ledger');
  const entity = await dana.get(
    '/api/catalog/entities/by-name/resource/default/prod.payments.payments-ledger',
  );
  expect(entity.status).toBe(404);
});
