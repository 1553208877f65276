import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';

/** How a page looks in one picture. */
export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'zh';
  /** Width of the window in CSS pixels. */
  readonly width?: number;
}

/** The four looks that every screen must bear. */
export const looks: Readonly<Record<string, Look>> = {
  light: {},
  dark: { theme: 'dark' },
  chinese: { language: 'zh' },
  narrow: { width: 1024 },
};

const HEIGHT = 800;
const WIDE = 1280;

/** Gives the page another look by Backstage's own settings, and loads it again. */
export async function setLook(page: Page, look: Look): Promise<void> {
  await page.setViewportSize({ width: look.width ?? WIDE, height: HEIGHT });
  await page.evaluate(({ theme, language }) => {
    window.localStorage.setItem('theme', theme ?? 'light');
    window.localStorage.setItem('language', language ?? 'en');
  }, look);
  await page.reload();
}

/** A font is asked for by the layout of the text that needs it, so two frames must pass before its loading is seen. */
async function fontsToSettle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () =>
      new Promise(done => window.requestAnimationFrame(done));
    do {
      await document.fonts.ready;
      await nextFrame();
      await nextFrame();
    } while (document.fonts.status !== 'loaded');
  });
}

/**
 * Takes a picture. They land beside the test's results; with `UPDATE_PICTURES=1` in `docs/images`, from where the documentation
 * shows them.
 */
export async function takePicture(
  page: Page,
  testInfo: TestInfo,
  name: string,
): Promise<void> {
  const folder = process.env.UPDATE_PICTURES
    ? resolve(testInfo.project.testDir, '../../../docs/images')
    : testInfo.outputDir;
  mkdirSync(folder, { recursive: true });
  await fontsToSettle(page);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
  });
}

/**
 * Takes a picture of the page in each of the four looks, and ends in the first.
 *
 * @param shown resolves when the page shows what the picture is about; called after each change of look, which it is given: words
 *   of another language come a moment after the page
 */
export async function takePictures(
  page: Page,
  testInfo: TestInfo,
  name: string,
  shown: (look: Look) => Promise<void>,
): Promise<void> {
  for (const [suffix, look] of Object.entries(looks)) {
    await setLook(page, look);
    await shown(look);
    await takePicture(page, testInfo, `${name}-${suffix}`);
  }
  await setLook(page, {});
  await shown({});
}
