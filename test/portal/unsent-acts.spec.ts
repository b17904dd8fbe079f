import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptOnDevice } from './harness/device.ts';
import { hasFocus } from './harness/keys.ts';
import { openCase } from './harness/opened.ts';
import { choose, reportAndOpen } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const LEAD = 'dsl@brookgreen.demo';
const HEAD = 'head@brookgreen.demo';
const ACCOUNT = 'She said that nobody is at home.';
const WORDS = 'Canary: I am at a funeral.';
const WHY = 'Why are you handing this over?';

describe('words typed into the dialog of an act', () => {
  let browser: Browser;
  let caseUrl: string;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are found again after Escape, a reload, a link and Back, and are gone once they were sent', async () => {
    const lead = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    const { page } = lead;
    await lead.open('/report');
    await reportAndOpen(page, { child: 'Una Unsent', account: ACCOUNT });
    await beginToHandOver(page);
    await page.keyboard.press('Escape');
    await expectKept(page);
    await expect.poll(() => hasFocus(page.getByRole('button', { name: /^Hand over/ }))).toBe(true);
    await page.setViewportSize(WIDE);
    await expectSound(lead, 'unsent-act');
    await page.getByRole('button', { name: /^Hand over/ }).click();
    await expectWords(page);
    await page.reload();
    await expectKept(page);
    const kept = await keptOnDevice(page);
    expect(kept.rows).toBeGreaterThan(0);
    expect(kept.text).not.toMatch(/Canary|funeral/);
    await openKept(page);
    await expectSound(lead, 'unsent-act-opened');
    await page.setViewportSize(PHONE);
    await expectSound(lead, 'unsent-act-opened');
    await page.goBack();
    await page.getByRole('heading', { name: 'Your report was received' }).waitFor();
    await page.goForward();
    await expectKept(page);
    await openKept(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expectKept(page);
    await page.getByRole('link', { name: 'Notices' }).click();
    await page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await page.goBack();
    await expectKept(page);
    await openKept(page);
    await page.getByRole('button', { name: 'Ask them to take it' }).click();
    await page.getByText('Handed over, not accepted yet').first().waitFor();
    await expect(note(page).count()).resolves.toBe(0);
    await page.reload();
    await page.getByText('Handed over, not accepted yet').first().waitFor();
    await page.waitForTimeout(300);
    await expect(note(page).count()).resolves.toBe(0);
    await lead.leave();
  });

  it('are found again by whoever was signed out over them and signs in again', async () => {
    const lead = await atACase('Enid Ended');
    const { page, context } = lead;
    // Without its stream, so that nothing which happens elsewhere is answered before they press the button.
    await page.route('**/api/live', (route) => route.abort());
    await page.reload();
    await beginToHandOver(page);
    await context.clearCookies();
    await page.getByRole('button', { name: 'Ask them to take it' }).click();
    await page.getByText('You were signed out.').waitFor();
    await lead.signIn(LEAD);
    await openKept(page);
    await page.getByRole('button', { name: 'Put away what you typed' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect(note(page).count()).resolves.toBe(0);
    await page.getByRole('button', { name: /^Hand over/ }).click();
    await expect(page.getByLabel(WHY).inputValue()).resolves.toBe('');
    await lead.leave();
  });

  it('are kept, as it says, when their writer signs out in another tab, and shown to nobody else', async () => {
    const lead = await atACase('Nia Nobody');
    const { page, context } = lead;
    const writing = await context.newPage();
    await writing.goto(caseUrl);
    await beginToHandOver(writing);
    await page.bringToFront();
    await lead.signOut(LEAD);
    await writing.getByText('Anything you had begun is kept on this device.').waitFor();
    await lead.signIn(HEAD);
    await writing.getByText('It is kept on this device for you alone').waitFor();
    await page.getByRole('button', { name: 'Hide' }).waitFor();
    await page.goto(caseUrl);
    await page.locator('tw-next-box').waitFor();
    await page.waitForTimeout(300);
    await expect(note(page).count()).resolves.toBe(0);
    await lead.signOut(HEAD);
    await lead.signIn(LEAD);
    await page.getByRole('button', { name: 'Hide' }).waitFor();
    await page.goto(caseUrl);
    await expectKept(page);
    await openKept(page);
    await lead.leave();
  });

  it('stand there where whoever asked takes the question back, with what happened, to be copied or put away', async () => {
    const lead = await atACase('Tom Takeback');
    await beginToHandOver(lead.page);
    await lead.page.getByRole('button', { name: 'Ask them to take it' }).click();
    const head = await Visitor.signedIn(browser, HEAD, { viewport: PHONE });
    await head.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await head.page.goto(caseUrl);
    await head.page.getByRole('button', { name: /^I cannot take it/ }).click();
    await head.page.getByLabel('Why can you not take it?').fill('I shall be in court.');
    await takeBack(lead.page);
    const dialog = head.page.getByRole('dialog');
    await dialog.getByText('The question was taken back').waitFor();
    await dialog.locator('tw-kept-words').getByText('I shall be in court.').waitFor();
    await expect.poll(() => hasFocus(dialog.getByRole('heading'))).toBe(true);
    await expectSound(head, 'question-gone');
    await head.page.setViewportSize(WIDE);
    await expectSound(head, 'question-gone');
    await dialog.getByRole('button', { name: 'Copy what you typed' }).click();
    await dialog.getByText('Copied').waitFor();
    expect(await head.page.evaluate(() => navigator.clipboard.readText())).toBe('I shall be in court.');
    await head.page.reload();
    await note(head.page).getByRole('button').click();
    await dialog.locator('tw-kept-words').getByText('I shall be in court.').waitFor();
    await dialog.getByRole('button', { name: 'Put away what you typed' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => head.page.evaluate(() => document.activeElement?.id)).toBe('next-title');
    await expect(note(head.page).count()).resolves.toBe(0);
    expect([...lead.complaints, ...head.complaints]).toEqual([]);
    await head.leave();
    await lead.leave();
  });

  it('stand there where the case is closed to their writer by then, who had been asked from outside', async () => {
    const lead = await atACase('Otto Outside');
    await lead.page.getByRole('button', { name: /^This need not be done/ }).click();
    await choose(lead.page, 'The child has moved and the new school has taken it on');
    await lead.page.getByLabel('How do you know this?').fill('Their lead rang me.');
    await lead.page.getByRole('button', { name: 'Ask for agreement' }).click();
    await lead.page.getByText('Waiting for agreement').first().waitFor();
    const ceo = await Visitor.signedIn(browser, 'ceo@larkfield.demo', { viewport: PHONE });
    // Without its stream: a notice that arrives late would say already that the case is closed to them.
    await ceo.page.route('**/api/live', (route) => route.abort());
    await ceo.page.goto(caseUrl);
    await ceo.page.getByRole('button', { name: /^I do not agree/ }).click();
    await ceo.page.getByLabel('Why do you not agree?').fill('Nobody saw the child.');
    await takeBack(lead.page);
    await ceo.page.getByRole('button', { name: 'Send this answer' }).click();
    await ceo.page.locator('#reason-error').waitFor();
    await ceo.page.reload();
    await note(ceo.page).getByRole('button').click();
    await ceo.page.getByRole('dialog').getByText('This case is closed to you now.').waitFor();
    await ceo.page.locator('tw-kept-words').getByText('Nobody saw the child.').waitFor();
    await expectSound(ceo, 'question-gone-closed');
    await ceo.page.getByRole('button', { name: 'Put away what you typed' }).click();
    await expect.poll(() => ceo.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await ceo.leave();
    await lead.leave();
  });

  /** The lead on a phone, at a case just reported. */
  async function atACase(child: string): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    caseUrl = await openCase(visitor, { child, account: ACCOUNT });
    return visitor;
  }

  async function beginToHandOver(page: Page): Promise<void> {
    await page.getByRole('button', { name: /^Hand over/ }).click();
    const head = page.locator('.govuk-radios__item', { hasText: 'Headteacher' }).locator('label');
    await choose(page, await head.innerText());
    await page.getByLabel(WHY).fill(WORDS);
  }

  async function takeBack(page: Page): Promise<void> {
    await page.getByRole('button', { name: /^Take this back/ }).click();
    await page.getByLabel('Why do you take it back?').fill('The funeral was moved.');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  const note = (page: Page) =>
    page.locator('tw-unrecorded p').filter({ hasText: 'What you typed was not sent:' });

  async function expectKept(page: Page): Promise<void> {
    await page.getByText('What you typed was not sent: Hand over: Decide what to do.').waitFor();
  }

  async function openKept(page: Page): Promise<void> {
    await note(page).getByRole('button').click();
    await expectWords(page);
  }

  async function expectWords(page: Page): Promise<void> {
    await page.getByRole('dialog').getByText('You wrote this before, and it was not sent.').waitFor();
    await expect(page.getByLabel(WHY).inputValue()).resolves.toBe(WORDS);
    await expect(page.getByRole('dialog').getByRole('radio', { checked: true }).count()).resolves.toBe(1);
  }
});
