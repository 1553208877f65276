import {
  expect,
  expectAccessible,
  listPods,
  runFault,
  takePicture,
  takePictures,
  test,
  type Page,
} from './harness';

const shell = { exclude: ['[data-testid="sidebar-root"]'] };
const ledger = '/kafka-clusters/prod/payments/payments-ledger';

test('a broker without a place: the verdict, the map, the address and what to do', async ({
  openAs,
}, testInfo) => {
  const page = await openAs('pablo', ledger);
  const verdict = page.getByRole('region', { name: 'Health' });
  await expect(verdict).toContainText('Needs attention');
  await expect(verdict).toContainText('Broker 2 has no place to run');
  await expect(verdict).toContainText('Blocks:');
  await expect(verdict).toContainText('Next:');
  const map = page.getByRole('region', { name: 'Where it runs' });
  await expect(
    map.getByRole('listitem').filter({ hasText: 'zone-c' }),
  ).toContainText('Broker 2');
  await expect(
    page.getByRole('region', { name: /Connect from inside/ }),
  ).toContainText('security.protocol=PLAINTEXT');
  await expectAccessible(page, shell);
  await takePictures(page, testInfo, 'cluster', async ({ language }) => {
    await page
      .getByText(language === 'zh' ? '需要处理' : 'Needs attention')
      .first()
      .waitFor();
  });

  await verdict
    .getByRole('button', { name: /Show events about Pod payments-ledger-2/ })
    .click();
  await expect(
    page.getByRole('list', { name: 'Events, newest first' }),
  ).toContainText('FailedScheduling');

  await map.getByRole('radio', { name: 'Table' }).click();
  await expect(
    page.getByRole('table', { name: 'Nodes of the cluster' }),
  ).toContainText('Broker 2');
  await takePicture(page, testInfo, 'cluster-table');

  await page.getByRole('tab', { name: 'Details' }).click();
  await expect(page.getByRole('table', { name: 'Conditions' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: /Who manages which field.*KafkaCluster/ }),
  ).toContainText('koperator');
  await expectAccessible(page, shell);
});

test('a killed broker is on every open page within a second, with its cause, and its replacement too', async ({
  browser,
  openAs,
}) => {
  const path = '/kafka-clusters/dev/orders/orders-dev';
  const first = await openAs('dana', path);
  const context = await browser.newContext();
  const second = await context.newPage();
  await second.goto(path);
  await second.getByRole('button', { name: 'Sign in as Dana Orders' }).click();
  const pages = [first, second];
  for (const page of pages) {
    await expect(page.getByRole('region', { name: 'Health' })).toContainText(
      'Healthy',
      { timeout: 60_000 },
    );
  }
  await second
    .getByRole('region', { name: 'Where it runs' })
    .getByRole('radio', { name: 'Table' })
    .click();
  const killed = Promise.all(
    pages.map(page =>
      expect(page.getByRole('region', { name: 'Health' })).not.toContainText(
        'Healthy',
        { timeout: 10_000 },
      ),
    ),
  );
  await runFault('kill-broker', 'dev', 'orders/orders-dev', '1');
  const afterKill = Date.now();
  await killed;
  // The fault command itself returns after the pod was deleted.
  expect(Date.now() - afterKill).toBeLessThan(1_000);
  const ended = (page: Page) =>
    page
      .getByRole('table', { name: 'Ended within the last hour' })
      .getByRole('row')
      .filter({ hasText: 'Broker 1' })
      .first();
  for (const page of pages) {
    await expect(ended(page)).toContainText('OOMKilled', { timeout: 1_000 });
  }
  const gone = await ended(second)
    .getByText(/^orders-dev-1-/)
    .innerText();
  let replacement: string | undefined;
  await expect
    .poll(
      async () => {
        replacement = (await listPods('dev', 'orders')).find(
          name => name.startsWith('orders-dev-1-') && name !== gone,
        );
        return replacement;
      },
      { timeout: 30_000, intervals: [50] },
    )
    .toBeTruthy();
  await expect(
    second.getByRole('table', { name: 'Nodes of the cluster' }),
  ).toContainText(replacement ?? '', { timeout: 1_000 });
  for (const page of pages) {
    await expect(page.getByRole('region', { name: 'Health' })).toContainText(
      'Healthy',
      { timeout: 60_000 },
    );
  }
  await context.close();
});

test('a cluster of another team looks exactly like one that does not exist', async ({
  openAs,
  page,
}) => {
  await openAs('dana', ledger);
  const foreign = page.getByRole('main');
  await expect(foreign).toContainText('There is no such cluster here');
  const text = (await foreign.innerText()).replaceAll('payments-ledger', 'X');
  await page.goto('/kafka-clusters/prod/payments/absent');
  await expect(page.getByRole('main')).toContainText(
    'There is no such cluster here',
  );
  expect(
    (await page.getByRole('main').innerText()).replaceAll('absent', 'X'),
  ).toBe(text);
  await page.goto('/kafka-clusters');
  await expect(page.getByRole('link', { name: 'orders-dev' })).toBeVisible();
  await expect(page.getByText('payments')).toHaveCount(0);
});

test('the entity page shows the same cluster', async ({ openAs }) => {
  const page = await openAs(
    'dana',
    '/catalog/default/resource/dev.orders.orders-dev/kafka',
  );
  await expect(
    page.getByRole('region', { name: 'Where it runs' }),
  ).toContainText('Broker 0', { timeout: 60_000 });
  await expectAccessible(page, {
    exclude: [...shell.exclude, 'header', '[role="tablist"]'],
  });
  await page.goto('/catalog/default/resource/dev.orders.orders-dev');
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
});

test('from the fleet to the table of nodes by keyboard alone', async ({
  openAs,
}) => {
  const page = await openAs('dana', '/kafka-clusters');
  const link = page.getByRole('link', { name: 'orders-dev' });
  await expect(link).toBeVisible();
  const isFocused = () =>
    link.evaluate(element => element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await isFocused()); presses++) {
    await page.keyboard.press('Tab');
  }
  expect(await isFocused()).toBe(true);
  await page.keyboard.press('Enter');
  const table = page.getByRole('radio', { name: 'Table' });
  await expect(table).toBeVisible();
  await page.getByRole('radio', { name: 'Map' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(
    page.getByRole('table', { name: 'Nodes of the cluster' }),
  ).toBeVisible();
});
