import {
  expect,
  expectAccessible,
  runFault,
  takePictures,
  test,
} from './harness';

/** Backstage's own shell is not ours to mend. */
const shell = { exclude: ['[data-testid="sidebar-root"]'] };

test('the platform engineer sees the whole fleet, the unowned clusters too', async ({
  openAs,
}, testInfo) => {
  const page = await openAs('petra', '/kafka-clusters');
  const table = page.getByRole('table', { name: 'Kafka clusters' });
  await expect(table.getByRole('row')).toHaveCount(8);
  await expect(
    table.getByRole('row', { name: /payments-ledger.*Needs attention/ }),
  ).toBeVisible();
  await expect(
    table.getByRole('row', { name: /kafka-old.*No owner/ }),
  ).toBeVisible();
  await expectAccessible(page, shell);
  await takePictures(page, testInfo, 'fleet', async ({ language }) => {
    await page
      .getByRole('heading', {
        name: language === 'zh' ? 'Kafka 集群' : 'Kafka clusters',
        level: 1,
      })
      .waitFor();
    await page.getByRole('link', { name: 'payments-ledger' }).waitFor();
  });
});

test('facets, search and sort are in the address and answered by the server', async ({
  openAs,
}) => {
  const page = await openAs('petra', '/kafka-clusters');
  const rows = page
    .getByRole('table', { name: 'Kafka clusters' })
    .getByRole('row');
  await expect(rows).toHaveCount(8);
  await page.getByRole('button', { name: /without owner/ }).click();
  await expect(rows).toHaveCount(3);
  await expect(page).toHaveURL(/unowned/);
  await page.reload();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: /without owner/ }).click();
  await expect(rows).toHaveCount(8);
  await page.getByRole('searchbox').fill('ledger');
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox').fill('no such cluster');
  await expect(page.getByText('No cluster matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.getByRole('button', { name: 'Cluster', exact: true }).click();
  await expect(rows.nth(1)).toContainText('audit-trail');
  await expect(page).toHaveURL(/sort=name/);
});

test('a Kubernetes cluster that does not answer is one line above the others, with the age of its data', async ({
  openAs,
}) => {
  test.setTimeout(180_000);
  const page = await openAs('petra', '/kafka-clusters');
  const table = page.getByRole('table', { name: 'Kafka clusters' });
  await expect(table.getByRole('row')).toHaveCount(8);
  await runFault('refuse', 'prod', '503');
  await runFault('cut-watches', 'prod');
  try {
    await expect(
      page.getByRole('list', { name: 'Sources that did not answer' }),
    ).toBeVisible({ timeout: 90_000 });
    await expect(
      table.getByRole('row', { name: /payments-ledger.*as of/ }),
    ).toBeVisible();
    await expect(
      table.getByRole('row', { name: /orders-dev.*live/ }),
    ).toBeVisible();
  } finally {
    await runFault('heal', 'prod');
  }
  await expect(
    page.getByRole('list', { name: 'Sources that did not answer' }),
  ).toBeHidden({ timeout: 90_000 });
});
