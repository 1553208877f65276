import { expect, expectAccessible, takePictures, test } from './harness';

const shell = { exclude: ['[data-testid="sidebar-root"]'] };

test('the platform engineer sees what the portal may do in each Kubernetes cluster', async ({
  openAs,
}, testInfo) => {
  const page = await openAs('petra', '/kafka-clusters');
  await page.getByRole('link', { name: 'Rights of this portal' }).click();
  const production = page.getByRole('region', {
    name: 'Production',
    exact: true,
  });
  await expect(production).toContainText(
    'Everything that is needed is granted',
  );
  await production
    .getByText(/^The \d+ rights of it$/)
    .first()
    .click();
  await expect(production).toContainText('kafkaclusters');
  await expectAccessible(page, shell);
  await takePictures(page, testInfo, 'rights', async ({ language }) => {
    await page
      .getByText(language === 'zh' ? /已授予/ : 'granted')
      .first()
      .waitFor();
  });
});

test('a developer finds no way to the rights of the portal, and no answer there', async ({
  openAs,
}) => {
  const page = await openAs('dana', '/kafka-clusters');
  await expect(page.getByRole('link', { name: 'orders-dev' })).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Rights of this portal' }),
  ).toHaveCount(0);
  await page.goto('/kafka-clusters/rights');
  await expect(page.getByRole('main')).toContainText(/may not see/);
  await expect(page.getByRole('main')).not.toContainText('Production');
});
