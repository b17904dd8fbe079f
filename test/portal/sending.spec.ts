import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, reference, send, tellUpToAccount } from './harness/reporting.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const TEACHER = 'teacher@hollins.demo';
/** Has other pages to be on. */
const LEAD = 'dsl@hollins.demo';
const ANOTHER = 'assistant@oakfield.demo';
/** Longer than the first wait before a report is sent again. */
const LONGER_THAN_A_RETRY_MS = 6000;
const SENDING = '**/api/concerns';

describe('a report that could not be sent at once', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is never sent by who signs in after its writer, and goes when the writer is back', async () => {
    const visitor = await written('Max Orr');
    const { page, context } = visitor;
    await context.route(SENDING, (route) => route.abort());
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await visitor.signOut(TEACHER);
    await context.unroute(SENDING);
    await expectSentByItsWriterAlone(visitor);
  });

  it('waits for its writer where the session was over when it was sent', async () => {
    const visitor = await written('Nia Park');
    const { page, context } = visitor;
    await context.clearCookies();
    await send(page);
    await page.getByText('You were signed out.').waitFor();
    await expectSentByItsWriterAlone(visitor);
  });

  it('is said to be received, by its reference, on whatever page its writer is then', async () => {
    const visitor = await written('Oli Quin', LEAD);
    const { page } = visitor;
    await wait(page);
    await elsewhere(page);
    await page.getByText('A report has not been sent yet.').waitFor();
    await page.unroute(SENDING);
    await page.getByText('Your report was received.').waitFor();
    await visitor.shot('report-news-received');
    const said = await page.locator('tw-report-news .figures').innerText();
    await page.getByRole('link', { name: 'See what happens next' }).click();
    expect(await reference(page)).toBe(said);
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await visitor.leave();
  });

  it('is said not to be taken where another of its beginning was, and can be sent as a new one', async () => {
    const visitor = await written('Pia Rudd', LEAD);
    const { page: first, context } = visitor;
    await first.getByRole('button', { name: /^Change What you saw/ }).click();
    await first.getByText('Saved on this device.').waitFor();
    const second = await context.newPage();
    await second.goto(`${baseUrl()}/report?q=5`);
    await second.getByLabel('In the exact words').fill('Quite other words.');
    await finish(second);
    await wait(second);
    await elsewhere(second);
    await finish(first);
    await send(first);
    const given = await reference(first);
    await second.unroute(SENDING);
    await second.getByText('Your report was not taken.').waitFor();
    await second.screenshot({ path: 'test-results/portal/report-news-refused-390.png' });
    await first.reload();
    expect(await reference(first)).toBe(given);
    await first.getByText('Another report is not sent').waitFor();
    await visitor.shot('report-receipt-begun');
    await second.getByRole('link', { name: 'Open the report' }).click();
    await second.getByRole('alert').getByText('already sent').waitFor();
    await second.getByText('Quite other words.').waitFor();
    await second.screenshot({ path: 'test-results/portal/report-refused-390.png', fullPage: true });
    await send(second);
    expect(await reference(second)).not.toBe(given);
    await visitor.leave();
  });

  /** At the last page, before it is sent. */
  async function written(child: string, who = TEACHER): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, who, { viewport: PHONE });
    await visitor.open('/report');
    await tellUpToAccount(visitor.page, { child, account: 'Her own words.' });
    await finish(visitor.page);
    return visitor;
  }

  async function wait(page: Page): Promise<void> {
    await page.route(SENDING, (route) => route.abort());
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
  }

  async function elsewhere(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Notices' }).click();
    await page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
  }

  /** Another signs in first, and nothing goes; then the writer, and it does. */
  async function expectSentByItsWriterAlone(visitor: Visitor): Promise<void> {
    await expectNotSentBy(visitor, ANOTHER);
    await visitor.signOut(ANOTHER);
    await visitor.signIn(TEACHER);
    expect(await reference(visitor.page)).toMatch(/-/);
    await visitor.signOut(TEACHER);
    await visitor.leave();
  }

  async function expectNotSentBy(visitor: Visitor, who: string): Promise<void> {
    const { page, context } = visitor;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/concerns')) sent.push(request.url());
    });
    await visitor.signIn(who);
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    // The network comes and goes as well: that is when a waiting report is tried again.
    await context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await context.setOffline(false);
    await page.waitForTimeout(LONGER_THAN_A_RETRY_MS);
    expect(sent).toEqual([]);
    await expect(page.getByText(/not been sent yet|was received|Not sent yet/).count()).resolves.toBe(0);
  }
});
