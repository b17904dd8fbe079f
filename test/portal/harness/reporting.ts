import type { Page } from '@playwright/test';

const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();

/** What one report took a person, as the page itself had it: each once, by its heading or its name. */
export interface Effort {
  readonly pages: readonly string[];
  /** The fields that stood on those pages to be filled, and those of them that were. */
  readonly shown: readonly string[];
  readonly filled: readonly string[];
}

/** Watches the page from here on; what it counts is told when asked for. */
export async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  const counted = await page.evaluateHandle(watchEffort);
  return () => counted.evaluate((effort) => effort);
}

/** Runs in the page. */
function watchEffort(): Effort {
  const effort = { pages: [] as string[], shown: [] as string[], filled: [] as string[] };
  const FIELDS = 'main :is(input, select, textarea)';
  const add = (to: string[], what: string | undefined) => {
    if (what && !to.includes(what)) to.push(what);
  };
  const nameOf = (field: Element) => field.getAttribute('name') ?? field.id;
  const look = () => {
    add(effort.pages, document.querySelector('h1')?.textContent?.trim());
    for (const field of document.querySelectorAll(FIELDS)) {
      if (field.checkVisibility({ visibilityProperty: true })) add(effort.shown, nameOf(field));
    }
  };
  const filled = ({ target }: Event) => {
    if (target instanceof Element && target.matches(FIELDS)) add(effort.filled, nameOf(target));
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.addEventListener('input', filled, true);
  return effort;
}

/** Whether a link to 999 stands in the first screen of the page. */
export const emergencyInSight = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    scrollTo(0, 0);
    return [...document.querySelectorAll('a[href="tel:999"]')].some((link) => {
      const { top, bottom, width } = link.getBoundingClientRect();
      return width > 0 && top >= 0 && bottom <= innerHeight;
    });
  });

export interface Concern {
  readonly child: string;
  readonly account: string;
  readonly drill?: boolean;
}

/** A control of the form that looks like a card: the card takes the press. */
export const choose = (page: Page, label: string) =>
  page.locator('label', { hasText: new RegExp(`^\\s*${label}\\s*$`) }).click();

/** Walks to the question about danger. */
export async function tellUpToDanger(page: Page, child: string, drill = false): Promise<void> {
  await choose(page, 'A child');
  if (drill) await choose(page, 'This is a drill');
  await next(page);
  await page.getByLabel('Child’s name').fill(child);
  const years = page.getByLabel('Year group');
  await years.locator('option', { hasText: /^Year/ }).first().waitFor({ state: 'attached' });
  const isPrimary = (await years.locator('option', { hasText: /^Year 4$/ }).count()) > 0;
  await years.selectOption(isPrimary ? 'Year 4' : 'Year 8');
  await next(page);
  await choose(page, 'The child told me');
  await next(page);
}

/** Walks to the account, filling in as a teacher does. */
export async function tellUpToAccount(page: Page, { child, account, drill = false }: Concern): Promise<void> {
  await tellUpToDanger(page, child, drill);
  await choose(page, 'No');
  await next(page);
  await page.getByLabel('In the exact words').fill(account);
}

/** From the account to the last page, where it is sent. */
export async function finish(page: Page): Promise<void> {
  await next(page);
  await choose(page, 'Just now');
  await next(page);
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
}

export const send = (page: Page) => page.getByRole('button', { name: /^Send this/ }).click();

/** A report just sent by whoever is on the report page, and its case opened; answers with the case's address. */
export async function reportAndOpen(page: Page, concern: Concern): Promise<string> {
  await report(page, concern);
  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.waitForURL('**/cases/*');
  return page.url();
}

/** A whole report; answers with its reference. */
export async function report(page: Page, concern: Concern): Promise<string> {
  await tellUpToAccount(page, concern);
  await finish(page);
  await send(page);
  return reference(page);
}

export async function reference(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Your report was received' }).waitFor();
  return (await page.locator('.ref strong').innerText()).trim();
}
