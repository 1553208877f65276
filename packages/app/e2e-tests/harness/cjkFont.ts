import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';

const PREFIX = '/test-font/';

function readFontFolder() {
  const css = require.resolve('@fontsource/noto-sans-sc/400.css');
  return { css: readFileSync(css, 'utf8'), files: join(dirname(css), 'files') };
}

/**
 * Lets a browser without a Chinese font draw Chinese: the font comes from an npm package and is offered to the page after the
 * fonts that it names itself.
 */
export async function bringCjkFont(page: Page): Promise<void> {
  const { css, files } = readFontFolder();
  const known = new Set(readdirSync(files));
  await page.route(`**${PREFIX}*`, route => {
    const name = new URL(route.request().url()).pathname.slice(PREFIX.length);
    return known.has(name)
      ? route.fulfill({ path: join(files, name), contentType: 'font/woff2' })
      : route.fulfill({ status: 404 });
  });
  const faces = css.replaceAll('./files/', PREFIX);
  const use =
    'body, body *:not(code, pre, code *, pre *) { font-family: "Open Sans", "Noto Sans SC", sans-serif !important; }';
  await page.addInitScript(text => {
    document.addEventListener('DOMContentLoaded', () => {
      const style = document.createElement('style');
      style.textContent = text;
      document.head.append(style);
    });
  }, `${faces}\n${use}`);
}
