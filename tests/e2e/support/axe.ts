import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Rules of 2.2, such as the size of targets, run only where they are named. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds by WCAG 2.2 A and AA and its best practices, once nothing moves any more. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(stillness);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Resolves when nothing fades or moves any more, for contrast is measured as it stands. */
async function stillness(): Promise<void> {
  const roots = [document, ...Array.from(document.querySelectorAll('askwell-chat'), ({ shadowRoot }) => shadowRoot)];
  const ending = roots
    .flatMap((root) => root?.getAnimations() ?? [])
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
