import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { choose, finish, report, send, tellUpToDanger } from './harness/reporting.ts';
import { decide } from './harness/steps.ts';
import { Visitor, launchBrowser } from './harness/visitor.ts';

describe('a designated safeguarding lead', () => {
  let browser: Browser;
  let dsl: Visitor;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, 'dsl@fenwick.demo');
    page = dsl.page;
  });
  afterAll(() => browser.close());

  it('000.26 decides to refer, rings, and the written follow-up’s clock starts from the call', async () => {
    await dsl.open('/report');
    await report(page, { child: 'Fay Gale', account: 'She said her father hit her.' });
    await page.getByRole('link', { name: 'Open the case' }).click();
    await page.getByRole('heading', { name: 'Next, for you' }).waitFor();
    await dsl.shot('case-new');
    await page.getByRole('link', { name: 'Do this now' }).click();
    await decideToRefer();
    await page
      .getByText('Ring children’s social care')
      .or(page.getByText("Ring children's social care"))
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Do this now' }).click();
    await ring();
    const next = page.locator('tw-next-box');
    await next.getByText('Send the referral in writing', { exact: true }).waitFor();
    await next.getByText(/within \d+ hours, set by/i).waitFor();
    await dsl.shot('case-written');
  });

  it('shows each task’s state in words and tells people’s acts from the system’s', async () => {
    const tasks = page.locator('tw-task-list');
    await expect(tasks.getByText('Done in time').count()).resolves.toBe(2);
    await expect(page.locator('tw-timeline li.act').count()).resolves.toBeGreaterThan(1);
    await expect.poll(() => page.locator('tw-timeline li.system').count()).toBeGreaterThan(0);
  });

  it('is told in words when someone else was first, and keeps what was typed', async () => {
    const other = await Visitor.signedIn(browser, 'dsl@fenwick.demo');
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByRole('heading', { name: 'Send the referral in writing' }).waitFor();
    const address = page.url();
    await sendInWriting(page, 'SECOND-2');
    await other.page.goto(address);
    await sendInWriting(other.page, 'FIRST-1');
    await other.page.getByRole('button', { name: 'Record it' }).click();
    await other.page.getByRole('heading', { name: 'What happened' }).waitFor();
    // By the event stream: nothing was pressed here, and nothing can be any more.
    await page.getByText('This is already done.').waitFor();
    await expect(page.getByRole('button', { name: 'Record it' }).count()).resolves.toBe(0);
    await expect(page.getByText('SECOND-2').count()).resolves.toBe(1);
    await dsl.shot('step-stale');
    await other.leave();
  });

  it('names every missing answer in a summary that takes the focus', async () => {
    await page.getByRole('link', { name: 'Back to the case' }).click();
    await page
      .getByRole('link', { name: /Do this now|Record their answer/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Continue' }).click();
    const summary = page.getByRole('alert');
    await summary.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await expect(summary.evaluate((box) => box === document.activeElement)).resolves.toBe(true);
    await expect(page.title()).resolves.toMatch(/^Error: /);
    await summary.getByRole('link').last().click();
    await expect(page.evaluate(() => document.activeElement?.tagName)).resolves.toMatch(/INPUT|TEXTAREA/);
    expect(dsl.complaints).toEqual([]);
  });

  it('law 7: records a call that was made before the report was begun, at the time when it was made', async () => {
    await dsl.open('/report');
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await tellUpToDanger(page, 'Gus Roof');
    await choose(page, 'Yes');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('He is on the roof.');
    await finish(page);
    await send(page);
    await page.getByRole('link', { name: 'Open the case' }).click();
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByLabel('What was done to make the child safe').fill('The police have him.');
    await choose(page, 'The police, on 999');
    const called = london(Date.now() - 10 * 60_000);
    await page.getByLabel('When they were called').fill(called);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    const made = page.locator('tw-timeline li', { hasText: 'Make sure the child is safe now' });
    await made
      .filter({ hasText: called.slice(-5) })
      .first()
      .waitFor();
    await dsl.shot('called-first');
    expect(dsl.complaints).toEqual([]);
  });

  it('is told before recording that someone else took it over, and keeps what was typed', async () => {
    const caseUrl = await openCase(dsl, { child: 'Hal Ives', account: 'He said he is never fed.' });
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByText('What was reported').waitFor();
    await page.getByText('He said he is never fed.').waitFor();
    await page
      .locator('tw-child-line')
      .getByText(/H\.I\., Year 4 · Fenwick/)
      .waitFor();
    await dsl.shot('step-decide');
    await decide(page, 'Refer to children.s social care', 'His own words.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Check before it is recorded' }).waitFor();
    await page.goBack();
    await expect(page.getByLabel('Why you decided this').inputValue()).resolves.toBe('His own words.');
    await page.goForward();
    await page.getByRole('heading', { name: 'Check before it is recorded' }).waitFor();
    const head = await Visitor.signedIn(browser, 'head@fenwick.demo');
    await head.page.goto(caseUrl);
    await head.page.getByRole('button', { name: 'Take over' }).click();
    await head.page.getByLabel('Why are you taking this over?').fill('She is away today.');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await head.page.getByRole('dialog').waitFor({ state: 'detached' });
    // By the event stream: nothing was pressed here.
    await page.getByText('This is not yours any more.').waitFor();
    await expect(page.getByRole('button', { name: 'Record it' }).count()).resolves.toBe(0);
    await expect(page.getByText('His own words.').count()).resolves.toBe(1);
    await dsl.shot('step-lost');
    await head.leave();
    await page.getByRole('link', { name: 'Go to the case' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
  });

  async function decideToRefer(): Promise<void> {
    await decide(page, 'Refer to children.s social care', 'Her words, and a mark that fits them.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
  }

  async function ring(): Promise<void> {
    await page.getByLabel('Which team you spoke to').fill('The front door');
    await page.getByLabel('Name of the person you told').fill('J. Osei');
    await page.getByLabel('What you told them').fill('No food at home. They look at it today.');
    await page.getByLabel('The number you rang').fill('01632 960110');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
  }

  async function sendInWriting(at: Page, tracking: string): Promise<void> {
    await choose(at, 'Through their secure portal');
    await at.getByLabel('Tracking number').fill(tracking);
    await choose(at, 'I checked that it went .*');
    await at.getByRole('button', { name: 'Continue' }).click();
    await at.getByRole('heading', { name: 'Check before it is recorded' }).waitFor();
  }
});

/** As a person writes it into the form. */
const london = (at: number): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).slice(0, 16).replace(' ', 'T');
