import {
  apiAs,
  copyInKubernetes,
  deleteInKubernetes,
  expect,
  expectAccessible,
  people,
  takePicture,
  takePictures,
  test,
  type Browser,
  type Page,
  type Person,
} from './harness';

const shell = { exclude: ['[data-testid="sidebar-root"]'] };
const onEntity = { exclude: [...shell.exclude, 'header', '[role="tablist"]'] };
const kafkaClusters = (namespace: string) =>
  `/apis/kafka.banzaicloud.io/v1beta1/namespaces/${namespace}/kafkaclusters`;
const adopted = '/kafka-clusters/dev/one/adopted';
const ledger = '/kafka-clusters/prod/payments/payments-ledger';
const history = { name: 'History of ownership, newest first' };

/** One more person, in a browser of their own. */
async function openBeside(browser: Browser, person: Person, path: string) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(path);
  await page
    .getByRole('button', { name: `Sign in as ${people[person]}` })
    .click();
  return page;
}

const whose = (page: Page) => page.getByRole('region', { name: 'Whose it is' });

async function chooseTeam(page: Page, team: string, reason: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(team);
  // The mark of a radio button is drawn by its label.
  await dialog
    .getByText(new RegExp(`^${team}`, 'i'))
    .first()
    .click();
  await expect(
    dialog.getByRole('radio', { name: new RegExp(team, 'i') }),
  ).toBeChecked();
  await dialog.getByRole('textbox', { name: /Reason/ }).fill(reason);
  return dialog;
}

/** Journeys leave the fleet as they found it, also when they fail. */
test.afterEach(async () => {
  await deleteInKubernetes('dev', [`${kafkaClusters('one')}/adopted`]);
});

test('a cluster that nobody owns is linked to a team, which hands it over to another that agrees', async ({
  browser,
  openAs,
}, testInfo) => {
  test.setTimeout(240_000);
  await copyInKubernetes(
    'dev',
    `${kafkaClusters('orders')}/orders-dev`,
    kafkaClusters('one'),
    'adopted',
  );
  const pablo = await openBeside(browser, 'pablo', adopted);
  await expect(pablo.getByRole('main')).toContainText(
    'There is no such cluster here',
  );

  const petra = await openAs('petra', adopted);
  await expect(whose(petra)).toContainText('No team owns it.');
  await whose(petra).getByRole('button', { name: 'Link to team' }).click();
  const link = await chooseTeam(petra, 'Payments', 'They run it since spring');
  await expectAccessible(petra, shell);
  await takePicture(petra, testInfo, 'ownership-link');
  await link.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(link).toBeHidden();
  await expect(whose(petra)).toContainText('linked in the portal');
  await expect(
    whose(petra).getByRole('button', { name: 'Hand over' }),
  ).toHaveCount(0);

  await expect(whose(pablo)).toContainText('They run it since spring', {
    timeout: 5_000,
  });
  await whose(pablo).getByRole('button', { name: 'Hand over' }).click();
  const offer = await chooseTeam(pablo, 'Orders', 'It carries orders');
  await expect(offer).toContainText('Both teams have to agree');
  await offer.getByRole('button', { name: 'Offer', exact: true }).click();
  await expect(offer).toBeHidden();
  await expect(
    pablo.getByRole('region', { name: 'On its way to orders' }),
  ).toContainText('orders has not answered yet');

  const dana = await openBeside(browser, 'dana', '/notifications');
  await dana
    .getByRole('link', {
      name: 'Kafka cluster adopted is offered to your team',
    })
    .first()
    .click({ timeout: 30_000 });
  const offers = dana.getByRole('list', { name: 'Offers and requests' });
  await expect(offers).toContainText('payments offers adopted to orders');
  await expect(offers).toContainText('It carries orders');
  await expectAccessible(dana, shell);
  await takePictures(
    dana,
    testInfo,
    'ownership-inbox',
    async ({ language }) => {
      await dana
        .getByText(language === 'zh' ? /移交给 orders/ : /offers adopted/)
        .first()
        .waitFor();
    },
  );
  await offers.getByRole('button', { name: /^Accept/ }).click();
  await expect(dana.getByText(/^Accepted:/)).toBeFocused();
  await dana.goto(adopted);
  const told = dana.getByRole('list', history);
  await expect(told).toContainText('petra linked it to payments');
  await expect(told).toContainText('pablo offered it to orders');
  await expect(told).toContainText('dana accepted it for orders');
  await expectAccessible(dana, shell);
  await takePictures(dana, testInfo, 'ownership', async ({ language }) => {
    await dana
      .getByRole('heading', {
        name: language === 'zh' ? '由来' : 'How it came to be so',
      })
      .scrollIntoViewIfNeeded();
  });
  await expect(pablo.getByRole('main')).toContainText(
    'There is no such cluster here',
    { timeout: 10_000 },
  );
});

test('a component asks for a cluster of another team, which grants it verdict and addresses alone', async ({
  browser,
  openAs,
  request,
}, testInfo) => {
  test.setTimeout(180_000);
  const component = '/catalog/default/component/order-settlement';
  const dana = await openAs('dana', component);
  const use = dana.getByRole('region', { name: 'Use of a Kafka cluster' });
  await expect(use).toContainText('prod/payments/payments-ledger', {
    timeout: 60_000,
  });
  await expect(use).not.toContainText('bootstrap.servers');
  await expectAccessible(dana, onEntity);

  const pablo = await openBeside(browser, 'pablo', ledger);
  await whose(pablo)
    .getByRole('button', { name: 'Grant: order-settlement' })
    .click({ timeout: 60_000 });
  await expect(whose(pablo)).toContainText('pablo let order-settlement use it');
  try {
    await expect(use).toContainText('bootstrap.servers', { timeout: 60_000 });
    await takePictures(dana, testInfo, 'ownership-component', async () => {
      await dana
        .getByText(/bootstrap\.servers/)
        .first()
        .waitFor();
    });
    await dana.goto(ledger);
    await expect(
      dana.getByRole('region', { name: 'How you stand to it' }),
    ).toContainText('Order settlement');
    await expect(dana.getByRole('region', { name: 'Health' })).toBeVisible();
    await expect(
      dana.getByRole('region', { name: /Connect from inside/ }),
    ).toContainText('payments-ledger');
    for (const name of ['Where it runs', 'What happened', 'Whose it is']) {
      await expect(dana.getByRole('region', { name })).toHaveCount(0);
    }
    await expect(dana.getByRole('tab', { name: 'Details' })).toHaveCount(0);
    await expectAccessible(dana, shell);
    await takePictures(dana, testInfo, 'ownership-consumer', async () => {
      await dana.getByText('Order settlement').first().waitFor();
    });
    const consumer = await apiAs(request, 'dana');
    const owner = await apiAs(request, 'pablo');
    const path = '/api/kafka-clusters/clusters/prod/payments/payments-ledger';
    expect((await owner.get(`${path}/manifest`)).status).toBe(200);
    expect((await consumer.get(`${path}/manifest`)).status).toBe(404);
    expect((await consumer.get(path)).body).toMatchObject({
      cluster: { relation: 'consumer', nodes: [], events: [], endedPods: [] },
    });
    await dana.goto('/catalog/default/group/orders');
    await expect(dana.getByRole('list', { name: 'Used' })).toContainText(
      'payments-ledger',
      { timeout: 30_000 },
    );
    await expectAccessible(dana, onEntity);
    await takePictures(dana, testInfo, 'ownership-team', async () => {
      await dana.getByText('payments-ledger').first().waitFor();
    });
  } finally {
    await whose(pablo)
      .getByRole('button', { name: 'Revoke: order-settlement' })
      .click();
  }
  await dana.goto(ledger);
  await expect(dana.getByRole('main')).toContainText(
    'There is no such cluster here',
    { timeout: 10_000 },
  );
});
