import { test as base, type Page } from '@playwright/test';
import { bringCjkFont } from './cjkFont';
import { people, type Person } from './people';

export { expect, type Browser, type Page } from '@playwright/test';
export { expectAccessible, type AccessibilityOptions } from './accessibility';
export {
  looks,
  setLook,
  takePicture,
  takePictures,
  type Look,
} from './pictures';
export { people, type Person } from './people';
export { runFault, sandboxDir } from './sandbox';
export {
  copyInKubernetes,
  deleteInKubernetes,
  listPods,
  readInKubernetes,
} from './kubernetes';
export { apiAs, type PersonalApi } from './api';
export { startOwnPortal, type OwnPortal } from './ownClusters';

/** Fixtures of every journey. */
export interface Harness {
  /**
   * Opens a page of the portal as one of its people.
   *
   * @param path where to go; the portal's first page when absent
   */
  openAs(person: Person, path?: string): Promise<Page>;
}

/** Playwright's `test` on the started portal, with {@link Harness}. */
export const test = base.extend<Harness>({
  page: async ({ page }, provide) => {
    if (process.env.BRING_CJK_FONT) {
      await bringCjkFont(page);
    }
    await provide(page);
  },
  openAs: async ({ page }, provide) => {
    await provide(async (person, path = '/') => {
      await page.goto(path);
      await page
        .getByRole('button', { name: `Sign in as ${people[person]}` })
        .click();
      await page
        .getByTestId('sidebar-root')
        .getByRole('link', { name: 'Settings' })
        .waitFor();
      return page;
    });
  },
});
