import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const MOST_TABS = 40;

describe('by keyboard alone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('a teacher signs in, reports, and hears the heading of each page', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await page.goto(`${baseUrl()}/sign-in`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await tabTo(page, 'E-mail address');
    await page.keyboard.type('teacher@marlowe.demo');
    await tabTo(page, 'Password');
    await page.keyboard.type('Trustward-demo-2026');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await page.getByText(/Question 1 of/).waitFor();
    await tabTo(page, 'A child');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await heading(page, 'Which child?');
    await tabTo(page, 'Child’s name');
    await page.keyboard.type('Kit Lane');
    await tabTo(page, 'Year group');
    await page.keyboard.type('Reception');
    await go(page, 'How do you know?');
    await tabTo(page, 'I saw it');
    await page.keyboard.press('Space');
    await go(page, 'Is the child in danger now?');
    await tabTo(page, 'Yes');
    await page.keyboard.press('ArrowDown');
    await go(page, 'What did you see, hear or were told?');
    await tabTo(page, 'In the exact words, as far as you can');
    await page.keyboard.type('He would not take his coat off.');
    await go(page, 'When did you become aware?');
    await tabTo(page, 'Just now');
    await page.keyboard.press('Space');
    await go(page, 'Check your answers');
    await tabTo(page, 'Send this report');
    await page.keyboard.press('Enter');
    await heading(page, 'Your report was received');
    await visitor.leave();
  });

  it('skips to the main content, and shows where the focus is', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    const { page } = visitor;
    await visitor.open('/duties');
    await page.keyboard.press('Tab');
    await expect(named(page)).resolves.toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe('main');
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    );
    expect(ring).toBe('3px');
    await visitor.leave();
  });

  it('leaves at once by pressing Escape three times', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    const { page } = visitor;
    await page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
    await visitor.open('/duties');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
    await page.waitForURL(/bbc\.co\.uk\/weather/);
    await visitor.leave();
  });
});

/** The words of whatever has the focus. */
const named = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const label =
      at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
        ? at.labels?.[0]
        : at;
    return label?.textContent?.trim() ?? '';
  });

async function tabTo(page: Page, name: string): Promise<void> {
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    if ((await named(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” cannot be reached by Tab`);
}

async function go(page: Page, next: string): Promise<void> {
  await tabTo(page, 'Continue');
  await page.keyboard.press('Enter');
  await heading(page, next);
}

/** The page's heading is there and has the focus, so that a screen reader begins with it. */
async function heading(page: Page, name: string): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name });
  await title.waitFor();
  await expect.poll(() => title.evaluate((at) => at === document.activeElement)).toBe(true);
}
