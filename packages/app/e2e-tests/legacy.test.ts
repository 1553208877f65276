import {
  apiAs,
  expect,
  expectAccessible,
  readInKubernetes,
  takePictures,
  test,
} from './harness';

const shell = { exclude: ['[data-testid="sidebar-root"]'] };
const name = 'kafka-olm';
const path = `/kafka-clusters/dev/legacy/${name}`;
const api = `/api/kafka-clusters/clusters/dev/legacy/${name}`;

/** The password that stands in clear text in the custom resource, from Kubernetes itself. */
async function readPassword(): Promise<string> {
  const object = await readInKubernetes(
    'dev',
    `/apis/banzaicloud.banzaicloud.io/v1alpha1/namespaces/legacy/kafkaclusters/${name}`,
  );
  const text = JSON.stringify(object);
  const password = /"zkPassword":"([0-9a-f]{24})"/.exec(text)?.[1] ?? '';
  // It stands twice: in the specification and in the copy of what was applied.
  expect(text.split(password)).toHaveLength(3);
  return password;
}

test('the platform engineer sees the old one, what its settings lack, and no password', async ({
  openAs,
}, testInfo) => {
  const password = await readPassword();
  const page = await openAs('petra', '/kafka-clusters');
  const table = page.getByRole('table', { name: 'Kafka clusters' });
  await expect(
    table.getByRole('row', { name: /kafka-olm.*No owner/ }),
  ).toBeVisible();
  await page
    .getByRole('search', { name: 'Filters' })
    .getByRole('button', { name: /Finding/ })
    .click();
  await page
    .getByRole('option', { name: 'Password in clear text (1)' })
    .click();
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/finding=password-in-clear-text/);

  await table.getByRole('link', { name }).first().click();
  const findings = page.getByRole('region', { name: 'Findings' });
  for (const found of [
    'A password stands in clear text in the custom resource',
    '4 GiB heap in 256 MiB of memory',
    'New topics keep one copy of each message',
    'Traffic inside the Kubernetes cluster is not encrypted',
    'Topics are created by merely naming them',
    'auto_create_topics_enable',
  ]) {
    await expect(findings).toContainText(found);
  }
  await expect(findings.getByRole('listitem').first()).toContainText(
    'What to do: change the password',
  );
  await expect(page.getByRole('region', { name: 'Health' })).toContainText(
    'Healthy',
  );
  await expectAccessible(page, shell);
  expect(await page.content()).not.toContain(password);
  await takePictures(page, testInfo, 'findings', async ({ language }) => {
    const card = page.getByRole('region', {
      name: language === 'zh' ? '发现' : 'Findings',
    });
    await expect(card).toContainText(/4 GiB/);
    await card.evaluate(element => element.scrollIntoView());
  });

  await page.getByRole('tab', { name: 'Details' }).click();
  const manifest = page.getByRole('group').filter({ hasText: 'zkPassword' });
  await manifest.locator('summary').click();
  await expect(manifest).toContainText('zkPassword: <redacted>');
  expect(await page.content()).not.toContain(password);
});

test('its password is in no answer, and cannot be searched for', async ({
  request,
}) => {
  const password = await readPassword();
  const petra = await apiAs(request, 'petra');
  const entity = `/api/catalog/entities/by-name/resource/default/dev.legacy.${name}`;
  await expect
    .poll(async () => (await petra.get(entity)).status, { timeout: 60_000 })
    .toBe(200);
  for (const place of [
    '/api/kafka-clusters/clusters?limit=100',
    api,
    `${api}/manifest`,
    entity,
    '/api/catalog/entities/by-query?filter=kind=resource&limit=200',
    '/api/search/query?term=kafka-olm',
  ]) {
    const { status, body } = await petra.get(place);
    expect(status, place).toBe(200);
    expect(JSON.stringify(body), place).not.toContain(password);
  }
  const fleet = await petra.get(
    `/api/kafka-clusters/clusters?search=${password}`,
  );
  expect(fleet.body).toMatchObject({ totalCount: 0 });
  const found = await petra.get(`/api/search/query?term=${password}`);
  expect(found.body).toMatchObject({ results: [] });
});

test('a developer sees no trace of it', async ({ request, openAs }) => {
  const dana = await apiAs(request, 'dana');
  for (const place of [api, `${api}/manifest`]) {
    expect((await dana.get(place)).status, place).toBe(404);
  }
  for (const place of [
    '/api/kafka-clusters/clusters?limit=100',
    '/api/catalog/entities/by-query?filter=kind=resource&limit=200',
    '/api/search/query?term=kafka-olm',
  ]) {
    const { body } = await dana.get(place);
    const text = JSON.stringify(body);
    expect(text, place).not.toContain('legacy');
    expect(text, place).not.toContain('koperator-0.5');
    expect(text, place).not.toContain('password-in-clear-text');
  }
  const page = await openAs('dana', path);
  await expect(page.getByRole('main')).toContainText(
    'There is no such cluster here',
  );
});
