import {
  expect,
  expectAccessible,
  people,
  takePictures,
  test,
} from './harness';

test('a visitor chooses whom to be, and the shell greets them', async ({
  page,
}, testInfo) => {
  await page.goto('/');
  const choice = page.getByRole('button', { name: 'Sign in as Dana Orders' });
  await expect(choice).toBeVisible();
  await expect(
    page.getByText('This is a sandbox on your machine'),
  ).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, testInfo, 'sign-in', ({ language }) =>
    language === 'zh'
      ? page.getByRole('heading', { name: 'Kafka 集群' }).waitFor()
      : choice.waitFor(),
  );

  await choice.click();
  const navigation = page.getByTestId('sidebar-root');
  for (const title of ['Catalog', 'Create', 'Notifications', 'Settings']) {
    await expect(
      navigation.getByRole('link', { name: title }).first(),
    ).toBeVisible();
  }
  await expect(page).toHaveURL(/\/kafka-clusters$/);
});

test('a visitor signs in by keyboard alone', async ({ page }) => {
  await page.goto('/');
  const choice = page.getByRole('button', {
    name: 'Sign in as Petra Platform',
  });
  await expect(choice).toBeVisible();
  const isFocused = () =>
    choice.evaluate(element => element === document.activeElement);
  for (let presses = 0; presses < 20 && !(await isFocused()); presses++) {
    await page.keyboard.press('Tab');
  }
  expect(await isFocused()).toBe(true);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Kafka clusters' }),
  ).toBeVisible();
});

test('signing out shows the three people again', async ({ openAs, page }) => {
  await openAs('petra', '/settings');
  await expect(page.getByText(people.petra).first()).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('button', { name: `Sign in as ${people.pablo}` }),
  ).toBeVisible();
});

test('an unknown person is not signed in', async ({ request }) => {
  const answer = await request.get('/api/auth/sample-users/refresh', {
    headers: { 'x-sample-user': 'mallory' },
  });
  expect(answer.status()).toBe(401);
});
