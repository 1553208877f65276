import {
  apiAs,
  deleteInKubernetes,
  expect,
  expectAccessible,
  runFault,
  takePictures,
  test,
  type Page,
} from './harness';

const form = '/create/templates/default/kafka-cluster';

async function fillForm(page: Page, name: string) {
  const field = page.getByRole('textbox', { name: /^Name/ });
  await field.fill(name);
  await expect(page.getByText('The plan is up to date.')).toBeVisible();
}

/** Journeys leave the fleet as they found it, also when they fail. */
test.afterEach(async () => {
  await deleteInKubernetes(
    'dev',
    ['orders-queue', 'orders-stuck'].flatMap(name => [
      `/apis/kafka.banzaicloud.io/v1beta1/namespaces/orders/kafkaclusters/${name}`,
      `/apis/zookeeper.pravega.io/v1beta1/namespaces/orders/zookeeperclusters/${name}-zk`,
    ]),
  );
});

async function submit(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

test('a developer requests a cluster, sees the plan, lands on its page and watches it become ready', async ({
  openAs,
  request,
}, testInfo) => {
  test.setTimeout(240_000);
  const page = await openAs('dana', form);
  await fillForm(page, 'orders-queue');
  await expect(page.getByText('ZookeeperCluster').first()).toBeVisible();
  await expectAccessible(page, {
    exclude: [
      '[data-testid="sidebar-root"]',
      'header',
      '.MuiStepper-root',
      '[role="tablist"]',
    ],
  });
  await takePictures(page, testInfo, 'create', async ({ language }) => {
    await page
      .getByText(language === 'zh' ? /计划/ : /Footprint, against what is left/)
      .first()
      .waitFor();
  });
  await fillForm(page, 'orders-queue');
  // With time made faster it would be ready before anybody could look: the operator waits until the steps were seen.
  await runFault('stop-operator', 'dev');
  try {
    await submit(page);
    await expect(page).toHaveURL(
      /\/kafka-clusters\/dev\/orders\/orders-queue/,
      { timeout: 60_000 },
    );
    const steps = page.getByRole('list', { name: 'Steps of the request' });
    await expect(steps).toContainText('ZooKeeper');
    await expect(steps).toContainText('Brokers 0 of 3');
    await expectAccessible(page, {
      exclude: ['[data-testid="sidebar-root"]'],
    });
  } finally {
    await runFault('start-operator', 'dev');
  }
  await expect(page.getByRole('region', { name: 'Health' })).toContainText(
    'Healthy',
    { timeout: 120_000 },
  );
  const tasks = '/api/scaffolder/v2/tasks';
  const dana = await apiAs(request, 'dana');
  const pablo = await apiAs(request, 'pablo');
  const { body } = await dana.get(
    '/api/kafka-clusters/clusters/dev/orders/orders-queue',
  );
  const id = (body as { cluster: { request: { id: string } } }).cluster.request
    .id;
  const ofRequest = `/api/kafka-clusters/requests/${id}`;
  expect((await dana.get(ofRequest)).status).toBe(200);
  expect(JSON.stringify(await dana.get(tasks))).toContain('orders-queue');
  expect(JSON.stringify(await pablo.get(tasks))).not.toContain('orders-queue');
  const foreign = await pablo.get(ofRequest);
  const absent = await pablo.get(
    '/api/kafka-clusters/requests/00000000-0000-4000-8000-000000000000',
  );
  expect(foreign.status).toBe(404);
  expect(JSON.stringify(foreign).replaceAll(id, 'X')).toBe(
    JSON.stringify(absent).replaceAll(/0{8}-0000-4000-8000-0{12}/g, 'X'),
  );
  await page.goto('/notifications');
  await expect(
    page.getByText('Kafka cluster orders-queue is ready'),
  ).toBeVisible({ timeout: 30_000 });
  await page.goto('/catalog/default/resource/dev.orders.orders-queue/kafka');
  await expect(page.getByRole('region', { name: 'Health' })).toContainText(
    'Healthy',
  );
  await expect(page.getByRole('list', { name: 'Where it runs' })).toContainText(
    'Broker 2',
  );
});

test('what the quota does not bear is said with numbers, and one press mends it', async ({
  openAs,
}) => {
  const page = await openAs('dana', form);
  await fillForm(page, 'orders-queue');
  await page.getByRole('radio', { name: /^Large/ }).press('Space');
  const brokers = page.getByRole('textbox', { name: 'Brokers' });
  await brokers.fill('6');
  await brokers.press('Tab');
  await expect(page.getByText(/left in quota team/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Take Medium' }).first().click();
  await expect(page.getByText('Nothing stands against it.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Medium/ })).toBeChecked();
});

test('a name that is taken is said before anything is created', async ({
  openAs,
}) => {
  const page = await openAs('dana', form);
  await fillForm(page, 'orders-dev');
  await expect(
    page.getByText('This name is not available').first(),
  ).toBeVisible();
  await page
    .getByRole('button', { name: /^Call it / })
    .first()
    .click();
  await expect(page.getByText('Nothing stands against it.')).toBeVisible();
});

test('a request that never became ready can be discarded', async ({
  openAs,
}) => {
  test.setTimeout(180_000);
  await runFault('stop-operator', 'dev');
  try {
    const page = await openAs('dana', form);
    await fillForm(page, 'orders-stuck');
    await submit(page);
    await expect(page).toHaveURL(/orders-stuck/, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Discard' }).click();
    await page
      .getByRole('textbox', { name: /Type orders-stuck/ })
      .fill('orders-stuck');
    await expectAccessible(page, {
      exclude: ['[data-testid="sidebar-root"]'],
    });
    await page.getByRole('button', { name: 'Discard the cluster' }).click();
    await expect(page.getByText('There is no such cluster here')).toBeVisible({
      timeout: 60_000,
    });
  } finally {
    await runFault('start-operator', 'dev');
  }
});
