import {
  expect,
  expectAccessible,
  startOwnPortal,
  takePicture,
  test,
} from './harness';

/** Backstage's own shell is not ours to mend. */
const shell = { exclude: ['[data-testid="sidebar-root"]'] };

test('the printed address shows my own clusters to me, once, and nothing is written to them', async ({
  page,
  browser,
}, testInfo) => {
  const portal = await startOwnPortal('--context', 'dev', '--context', 'prod');
  try {
    expect(portal.said).toContain('Writes are off');

    await page.goto(portal.address);
    await expect(
      page.getByRole('heading', { name: 'Kafka clusters', level: 1 }),
    ).toBeVisible();
    const table = page.getByRole('table', { name: 'Kafka clusters' });
    await expect(
      table.getByRole('row', { name: /payments-ledger/ }),
    ).toBeVisible();
    expect(page.url()).not.toContain('token');
    await expect(
      page.getByText('Read-only: nothing is changed in Kubernetes'),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Create cluster' }),
    ).toHaveCount(0);
    await expectAccessible(page, shell);
    await takePicture(page, testInfo, 'own-clusters');

    await page.getByRole('link', { name: 'orders-dev' }).click();
    await expect(
      page.getByRole('heading', { name: 'orders-dev', level: 1 }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /Discard/ })).toHaveCount(0);

    await page.reload();
    await expect(
      page.getByRole('heading', { name: 'orders-dev', level: 1 }),
    ).toBeVisible();
    await page.goBack();
    expect(page.url()).not.toContain('token');

    const elsewhere = await browser.newContext();
    const stranger = await elsewhere.newPage();
    await stranger.goto(portal.address);
    await expect(
      stranger.getByRole('heading', { name: 'This address was used already' }),
    ).toBeVisible();
    expect(stranger.url()).not.toContain('token');
    await expectAccessible(stranger);
    await elsewhere.close();
  } finally {
    await portal.stop();
  }
});
