import type { Page } from '@playwright/test';
import { expect } from 'vitest';

const MOST_TABS = 120;

/** Whatever would have to be scrolled sideways, or is cut off at a side. */
export const scrollingSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const tooWide = (at: Element): boolean => {
      const { left, right, width } = at.getBoundingClientRect();
      const inSight = width > 1 && at.checkVisibility({ visibilityProperty: true });
      return inSight && (right > clientWidth + 1 || left < -1 || at.scrollWidth > at.clientWidth + 1);
    };
    // Text that is kept for the ear alone, and inline boxes, which have no width of their own to overflow.
    const asked = [...document.querySelectorAll('body, body *')].filter(
      (at) =>
        at instanceof HTMLElement &&
        getComputedStyle(at).display !== 'inline' &&
        !at.closest('.out-of-sight, .skip, thead'),
    );
    return asked
      .filter(tooWide)
      .map((at) => `${at.tagName} ${at.className} ${at.textContent?.trim().slice(0, 60)}`);
  });

/** Tabs once through the page: the controls that had the focus and could not be seen whole enough to know it. */
async function hiddenFocus(page: Page): Promise<string[]> {
  const hidden: string[] = [];
  const seen = new Set<string>();
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    await page.keyboard.press('Tab');
    const { key, words, visible } = await page.evaluate(focusInSight);
    if (seen.has(key)) return hidden;
    seen.add(key);
    if (key && !visible) hidden.push(words);
  }
  return hidden;
}

/** Runs in the page. A choice drawn as a card has its label over it; what covers anything else hides it. */
function focusInSight(): { key: string; words: string; visible: boolean } {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return { key: '', words: '', visible: true };
  const own = at instanceof HTMLInputElement ? [at, ...(at.labels ?? [])] : [at];
  // A link may run over two lines: it is seen where any of its lines is.
  const visible = [...at.getClientRects()].some((line) => {
    const [left, right] = [Math.max(0, line.left), Math.min(innerWidth, line.right)];
    const [top, bottom] = [Math.max(0, line.top), Math.min(innerHeight, line.bottom)];
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return right - left > 8 && bottom - top > 8 && own.some((one) => one.contains(there));
  });
  const key = `${at.tagName} ${at.id} ${at.textContent} ${at.getAttribute('href')} ${at.getBoundingClientRect().top + scrollY}`;
  return { key, words: at.outerHTML.slice(0, 120), visible };
}

export async function expectReadable(page: Page): Promise<void> {
  expect(await scrollingSideways(page)).toEqual([]);
  expect(await hiddenFocus(page)).toEqual([]);
}

/** What the page says in its main part: headings, links, buttons and labels, each once, whatever their order. */
export const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const told = [
      ...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, p, a, button, label, td, dd, dt, li)'),
    ];
    const shown = told.filter((at) => at.checkVisibility({ visibilityProperty: true }));
    const words = shown.map((at) => at.textContent?.replace(/\s+/g, ' ').trim() ?? '');
    return [...new Set(words.filter(Boolean))].sort();
  });
