import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClockAhead } from './harness/device.ts';
import { choose, finish, reference, send, tellUpToAccount } from './harness/reporting.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const TEACHER = 'teacher@staidans.demo';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than the writing of a report takes here, shorter than by how much the clocks are wrong. */
const NEARLY_MS = 3 * MINUTE;
const CONCERN = { child: 'Ada Clock', account: 'The clock of the phone is wrong.' };

describe('on a device whose clock is wrong', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  for (const [wrong, ms] of [
    ['ten minutes fast', 10 * MINUTE],
    ['three hours slow', -3 * HOUR],
  ] as const) {
    it(`a report is taken, ${wrong}, and became known when it was begun by the clock of the server`, async () => {
      const { visitor, page } = await begun(ms);
      await expect(sentAsKnownAt(page)).resolves.toBeLessThan(NEARLY_MS);
      await reference(page);
      await visitor.leave();
    });
  }

  it('an earlier time is held against the server’s, and the page says what it is', async () => {
    const { visitor, page } = await begun(10 * MINUTE);
    await page.getByRole('button', { name: 'Change You became aware' }).click();
    await choose(page, 'Earlier');
    await page.getByLabel('Date and time').fill(londonWall(Date.now() + 5 * MINUTE));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page
      .getByRole('alert')
      .getByText(/^The time must be in the past\. It is \d\d:\d\d now$/)
      .waitFor();
    await visitor.leave();
  });

  it('that is put wrong under a report, it is taken all the same, without being sent again by hand', async () => {
    const { visitor, page } = await begun(0);
    await send(page);
    await reference(page);
    await page.evaluate(setClockAhead, 10 * MINUTE);
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await tellUpToAccount(page, CONCERN);
    await finish(page);
    await send(page);
    await reference(page);
    await visitor.leave();
  });

  /** At the last page. */
  async function begun(ahead: number): Promise<{ visitor: Visitor; page: Page }> {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page } = visitor;
    await page.addInitScript(setClockAhead, ahead);
    await visitor.open('/report');
    await tellUpToAccount(page, CONCERN);
    await finish(page);
    return { visitor, page };
  }

  /** How far from this moment, by a clock that is right. */
  async function sentAsKnownAt(page: Page): Promise<number> {
    const asked = page.waitForRequest('**/api/concerns');
    await send(page);
    const { awareAt } = (await asked).postDataJSON() as { awareAt: string };
    return Math.abs(Date.now() - Date.parse(awareAt));
  }
});

/** As a `datetime-local` field has it. */
const londonWall = (at: number): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).slice(0, 16).replace(' ', 'T');
