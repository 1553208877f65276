import { defineConfig } from '@playwright/test';

function readEnv(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: the browser tests are started by \`yarn test:e2e\`, which brings a portal and a browser`,
    );
  }
  return value;
}

// One worker: the journeys share one portal and one fleet.
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: readEnv('E2E_REPORT') }]],
  use: {
    baseURL: readEnv('PORTAL_URL'),
    viewport: { width: 1280, height: 800 },
    locale: 'en',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: readEnv('CHROMIUM_PATH'),
      args: JSON.parse(process.env.CHROMIUM_ARGS ?? '[]'),
    },
  },
});
