import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What {@link expectAccessible} may leave out. */
export interface AccessibilityOptions {
  /** CSS selectors of what is not ours, such as Backstage's own shell. */
  readonly exclude?: readonly string[];
}

/**
 * Fails with a readable list when axe finds a violation of WCAG 2.2 AA on the page. Call it once the page shows what it is
 * about: axe judges what is there.
 */
export async function expectAccessible(
  page: Page,
  { exclude = [] }: AccessibilityOptions = {},
): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(WCAG);
  exclude.forEach(selector => builder.exclude(selector));
  const { violations } = await builder.analyze();
  const readable = violations.flatMap(violation =>
    violation.nodes.map(
      node => `${violation.id} (${violation.help}): ${node.html.slice(0, 200)}`,
    ),
  );
  expect(readable).toEqual([]);
}
