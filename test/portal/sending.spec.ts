import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, finish, reference, send, tellUpToAccount, tellUpToDanger } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const TEACHER = 'teacher@hollins.demo';
/** Has other pages to be on. */
const LEAD = 'dsl@hollins.demo';
const ANOTHER = 'assistant@oakfield.demo';
/** Longer than the longest wait before a report is sent again, or before another tab looks whether it may take it up. */
const LATER_MS = 61_000;
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

  it('says whom to ring while nobody has been told, of a child in danger; of an invented one, to ring nobody', async () => {
    for (const drill of [false, true]) {
      const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
      const { page, context } = visitor;
      await visitor.open('/report');
      await tellUpToDanger(page, 'Dee Lowe', drill);
      await choose(page, 'Yes');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByLabel('In the exact words').fill('He has it with him.');
      await finish(page);
      await context.setOffline(true);
      await send(page);
      await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
      const ring = page.locator('tw-sending tw-danger-panel');
      const name = drill ? /ring nobody/ : 'Call now, if nobody has';
      await ring.getByRole('heading', { name }).waitFor();
      // Which of the two comes first hangs on whether the office is open now.
      const numbers = await ring.locator('a .figures').allInnerTexts();
      expect(numbers.sort()).toEqual(['01632 960240', '01632 960241', '999']);
      await expectSound(visitor, `not-sent-yet-danger${drill ? '-drill' : ''}`);
      await visitor.leave();
    }
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
    await page.clock.fastForward(LATER_MS);
    await page.getByText('Your report was received.').waitFor();
    await visitor.shot('report-news-received');
    const said = await page.locator('tw-report-news .figures').innerText();
    await page.getByRole('link', { name: 'See what happens next' }).click();
    expect(await reference(page)).toBe(said);
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await visitor.leave();
  });

  it('is said not to be taken where its id was spent on other words, and can be sent as a new one', async () => {
    const visitor = await written('Pia Rudd', LEAD);
    const { page } = visitor;
    const asked = page.waitForRequest(SENDING);
    await wait(page);
    const given = await spendOnOtherWords(page, (await asked).postDataJSON() as object);
    await elsewhere(page);
    await page.unroute(SENDING);
    await page.clock.fastForward(LATER_MS);
    await page.getByText('Your report was not taken.').waitFor();
    await visitor.shot('report-news-refused');
    await page.getByRole('link', { name: 'Open the report' }).click();
    await page.getByRole('alert').getByText('already sent').waitFor();
    await page.getByText('Her own words.').waitFor();
    await visitor.shot('report-refused');
    await send(page);
    expect(await reference(page)).not.toBe(given);
    await visitor.leave();
  });

  it('does not take its writer out of another report that they write meanwhile', async () => {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    const { page, context } = visitor;
    await page.clock.install();
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Tia Underway', account: 'Words of the other.' });
    const first = await context.newPage();
    await first.goto(`${baseUrl()}/report`);
    await tellUpToAccount(first, { child: 'Rae Stone', account: 'Her own words.' });
    await finish(first);
    await context.route(SENDING, (route) => route.abort());
    await send(first);
    await first.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await first.close();
    await page.reload();
    await page.getByText('A report has not been sent yet.').waitFor();
    await page.getByLabel('In the exact words').waitFor();
    await context.unroute(SENDING);
    await page.clock.fastForward(LATER_MS);
    await page.getByText('Your report was received.').waitFor();
    const given = await page.locator('tw-report-news .figures').innerText();
    await expect(page.getByLabel('In the exact words').inputValue()).resolves.toBe('Words of the other.');
    await visitor.shot('report-news-underway');
    await page.getByRole('link', { name: 'See what happens next' }).click();
    expect(await reference(page)).toBe(given);
    await page.getByRole('button', { name: 'Carry on with it' }).click();
    await page.getByRole('heading', { name: 'When did you become aware?' }).waitFor();
    await choose(page, 'Just now');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Words of the other.').waitFor();
    await visitor.leave();
  });

  it('goes from another tab, which says so, where its own is closed before there is a connection again', async () => {
    const visitor = await written('Una Vale', LEAD);
    const { page, context } = visitor;
    const other = await context.newPage();
    await other.goto(`${baseUrl()}/notices`);
    await other.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await page.bringToFront();
    await context.setOffline(true);
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await page.close();
    await context.setOffline(false);
    await other.getByText('Your report was received.').waitFor();
    await visitor.leave();
  });

  it('is taken up by another tab where its own lets go of it, and told of by one tab until then', async () => {
    const visitor = await written('Val Wynn', LEAD);
    const { page, context } = visitor;
    const other = await context.newPage();
    await other.goto(`${baseUrl()}/notices`);
    await page.bringToFront();
    await context.route(SENDING, (route) => route.abort());
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    const waiting = other.getByText('A report has not been sent yet.');
    await other.reload();
    await other.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await other.clock.fastForward(LATER_MS);
    await other.waitForTimeout(1000);
    await expect(waiting.count()).resolves.toBe(0);
    await page.close();
    await other.clock.fastForward(LATER_MS);
    await waiting.waitFor();
    await context.unroute(SENDING);
    await other.clock.fastForward(LATER_MS);
    await other.getByText('Your report was received.').waitFor();
    await visitor.leave();
  });

  /** At the last page, before it is sent; the browser's clock can be put forward. */
  async function written(child: string, who = TEACHER): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, who, { viewport: PHONE });
    await visitor.page.clock.install();
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

  /** What only a broken browser would do: the same id, other words. Answers with the reference given for them. */
  function spendOnOtherWords(page: Page, body: object): Promise<string> {
    return page.evaluate(async (sent) => {
      const { csrfToken } = (await (await fetch('/api/me')).json()) as { csrfToken: string };
      const answer = await fetch('/api/concerns?', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
        body: JSON.stringify({ ...sent, account: 'Quite other words.' }),
      });
      return ((await answer.json()) as { reference: string }).reference;
    }, body);
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
    await page.clock.fastForward(LATER_MS);
    await page.waitForTimeout(1000);
    expect(sent).toEqual([]);
    await expect(page.getByText(/not been sent yet|was received|Not sent yet/).count()).resolves.toBe(0);
  }
});
