import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, reference, report, send, tellUpToAccount } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

const WHO = 'teacher@fenwick.demo';
const FIRST = { child: 'Fay First', account: 'Words about Fay.' };
const SECOND = { child: 'Sid Second', account: 'Words about Sid.' };

describe('two reports begun in two tabs of one browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are each their own: neither shows, changes or clears a word of the other', async () => {
    const visitor = await writing();
    const { page: first } = visitor;
    const second = await besides(visitor);
    await tellUpToAccount(second, SECOND);
    await second.getByText('Saved on this device.').waitFor();
    await first.getByLabel('In the exact words').fill(`${FIRST.account} And more.`);
    for (const page of [first, second]) await page.reload();
    await expectAccount(first, `${FIRST.account} And more.`);
    await expectAccount(second, SECOND.account);
    await second.goto(`${baseUrl()}/report`);
    await second.getByRole('button', { name: 'Clear what is saved and start again' }).click();
    await second.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await first.reload();
    await expectAccount(first, `${FIRST.account} And more.`);
    await first.bringToFront();
    await finish(first);
    await first.getByText('Fay First, Year 4').waitFor();
    await visitor.leave();
  });

  it('are received each by itself, and the receipt of one takes nobody out of the other', async () => {
    const visitor = await writing();
    const { page: first } = visitor;
    const second = await besides(visitor);
    const given = await report(second, SECOND);
    await first.bringToFront();
    await first.reload();
    await expectAccount(first, FIRST.account);
    await finish(first);
    await send(first);
    expect(await reference(first)).not.toBe(given);
    await second.reload();
    await reference(second);
    await visitor.leave();
  });

  it('are offered to a new tab by when they were begun, once the tab of one is closed', async () => {
    const visitor = await Visitor.signedIn(browser, WHO, { viewport: PHONE });
    const { page } = visitor;
    const closing = await besides(visitor);
    await tellUpToAccount(closing, FIRST);
    await visitor.open('/report');
    await page.getByText(/Question 1 of/).waitFor();
    await expect(offer(page).count()).resolves.toBe(0);
    await closing.close({ runBeforeUnload: true });
    await page.reload();
    await offer(page).waitFor();
    await tellUpToAccount(page, SECOND);
    await visitor.open('/report');
    await offer(page).waitFor();
    await expectSound(visitor, 'report-begun');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'report-begun');
    await carryOn(page);
    await expectAccount(page, FIRST.account);
    await visitor.open('/report');
    await carryOn(page);
    await expectAccount(page, SECOND.account);
    const third = await besides(visitor);
    await carryOn(third);
    await expectAccount(third, FIRST.account);
    await visitor.leave();
  });

  it('are not one report where a tab is doubled: the new one begins another', async () => {
    const visitor = await writing();
    const { page: first, context } = visitor;
    const doubled = context.waitForEvent('page');
    // As "Duplicate" does: with all that the tab had noted for itself.
    await first.evaluate(() => open(location.href));
    const second = await doubled;
    await second.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await tellUpToAccount(second, SECOND);
    await second.getByText('Saved on this device.').waitFor();
    await first.reload();
    await expectAccount(first, FIRST.account);
    await visitor.leave();
  });

  it('lose nothing typed in the instant before the page is loaded anew or its tab is closed', async () => {
    const visitor = await writing();
    const { page: first, context } = visitor;
    await first.getByLabel('In the exact words').fill('The last words.');
    await first.reload();
    await expectAccount(first, 'The last words.');
    await first.getByLabel('In the exact words').fill('The very last words.');
    await first.close({ runBeforeUnload: true });
    const next = await context.newPage();
    await next.goto(`${baseUrl()}/report`);
    await carryOn(next);
    await expectAccount(next, 'The very last words.');
    await visitor.leave();
  });

  /** One tab, at the account of the first report. */
  async function writing(): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, WHO, { viewport: PHONE });
    await visitor.open('/report');
    await tellUpToAccount(visitor.page, FIRST);
    await visitor.page.getByText('Saved on this device.').waitFor();
    return visitor;
  }

  async function besides({ context }: Visitor): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${baseUrl()}/report`);
    await page.getByText(/Question 1 of/).waitFor();
    return page;
  }

  const offer = (page: Page) =>
    page.getByRole('button', { name: /^Carry on with the report begun today at/ });

  /** To the first question that is not answered yet, and one back. */
  async function carryOn(page: Page): Promise<void> {
    await offer(page).click();
    await page.getByRole('heading', { name: 'When did you become aware?' }).waitFor();
    await page.getByRole('link', { name: 'Back', exact: true }).click();
  }

  async function expectAccount(page: Page, words: string): Promise<void> {
    await expect.poll(() => page.getByLabel('In the exact words').inputValue()).toBe(words);
  }
});
