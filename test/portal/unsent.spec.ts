import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptOnDevice, setClockAhead } from './harness/device.ts';
import { finish, reference, send, tellUpToAccount } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const TEACHER = 'teacher@staidans.demo';
/** Has other pages to be on. */
const LEAD = 'dsl@staidans.demo';
const ANOTHER = 'teacher@oakfield.demo';
const NOT_SENT = 'Your report has not been sent. Nobody has been told.';
const ON_THIS_DEVICE = 'A report on this device has not been sent. Nobody has been told of it.';
const EIGHT_DAYS_MS = 8 * 24 * 60 * 60_000;
const SOMEBODY_ELSES = 'A report that somebody else wrote on this device has not been sent.';

describe('a report that was sent when its writer’s session was over', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is said not to be sent, to its writer and, without a name or a word of it, to whoever comes', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page, context } = visitor;
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Zed Unsent', account: 'Words of nobody else.' });
    await finish(page);
    await context.clearCookies();
    await send(page);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText(NOT_SENT).waitFor();
    await page.getByText('tell your safeguarding lead now').first().waitFor();
    await expect(page.getByRole('link', { name: '999' }).count()).resolves.toBeGreaterThan(0);
    await expectSound(visitor, 'sign-in-not-sent');

    await visitor.open('/sign-in');
    await page.getByText(ON_THIS_DEVICE).waitFor();
    await expectSound(visitor, 'sign-in-somebody-elses');
    await visitor.signIn(ANOTHER);
    await page.getByText(SOMEBODY_ELSES).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Zed|Unsent|nobody else\.|Words/);
    await expectSound(visitor, 'report-somebody-elses');

    await visitor.signOut(ANOTHER);
    await page.getByText(ON_THIS_DEVICE).waitFor();
    await visitor.signIn(TEACHER);
    expect(await reference(page)).toMatch(/-/);
    await visitor.signOut(TEACHER);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect(page.getByText(ON_THIS_DEVICE).count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('waits for its writer for longer than a week', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page, context } = visitor;
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Ada Holiday', account: 'Written before half-term.' });
    await finish(page);
    await context.clearCookies();
    await send(page);
    await page.getByText(NOT_SENT).waitFor();
    await page.addInitScript(setClockAhead, EIGHT_DAYS_MS);
    await visitor.open('/sign-in');
    await page.getByText(ON_THIS_DEVICE).waitFor();
    await visitor.signIn(TEACHER);
    expect(await reference(page)).toMatch(/-/);
    await visitor.leave();
  });

  it('is gone after a week where it was only begun, and its writer is told so until they have read it', async () => {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Bo Lapsed', account: 'Never finished.' });
    await page.getByText('Saved on this device.').waitFor();
    await page.addInitScript(setClockAhead, EIGHT_DAYS_MS);
    await page.goto(`${baseUrl()}/notices`);
    const said = page.getByText(/^A report that you wrote on this device until \w+ \d+ \w+ was never sent/);
    await said.waitFor();
    await expect(keptOnDevice(page)).resolves.toMatchObject({ rows: 1 });
    await expectSound(visitor, 'report-lapsed');
    await page.reload();
    await said.waitFor();
    await page.getByRole('button', { name: 'I have read this' }).click();
    await said.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await page.waitForTimeout(1000);
    await expect(said.count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('is said of nothing that was only begun', async () => {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    const { page, context } = visitor;
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Yul Begun', account: 'Half a sentence' });
    await page.getByText('Saved on this device.').waitFor();
    await context.clearCookies();
    // The page may notice by itself first, and then has no such link any more.
    const signedOut = page.getByText('You were signed out.');
    await page.getByRole('link', { name: 'Notices' }).or(signedOut).first().click();
    await signedOut.waitFor();
    await page.getByText('Anything you had begun is kept').waitFor();
    await expect(page.getByText(NOT_SENT).count()).resolves.toBe(0);
    await visitor.leave();
  });
});
