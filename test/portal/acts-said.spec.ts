import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named } from './harness/keys.ts';
import { openCase } from './harness/opened.ts';
import { choose } from './harness/reporting.ts';
import { decide, doNext, fill, record } from './harness/steps.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const TASK = 'Decide what to do';
const MINE = /^Next, for you/;

describe('after an act of a case, by keyboard', () => {
  let browser: Browser;
  let dsl: Visitor;
  let head: Visitor;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, 'dsl@oakfield.demo', { viewport: WIDE });
    head = await Visitor.signedIn(browser, 'head@oakfield.demo', { viewport: PHONE });
    await head.page.goto(
      await openCase(dsl, { child: 'Sam Said', account: 'He said that nobody is at home.' }),
    );
  });
  afterAll(() => browser.close());

  it('the focus is on the words that say what is so, and what came of it is said, once', async () => {
    await press(dsl.page, /^I have this in hand/);
    await expectSaid(dsl.page, `You have this in hand: ${TASK}.`);
    await expectAt(dsl.page, MINE);
    await dsl.shot('said-in-hand');

    await handOver(dsl.page);
    await expectSaid(dsl.page, `They are asked to take this: ${TASK}. Until they accept, it stays yours.`);
    await expectAt(dsl.page, MINE);

    await press(head.page, /^I cannot take it/);
    await write(head.page, 'Why can you not take it?', 'Send this answer');
    await expectSaid(head.page, `Your answer was sent: ${TASK}.`);
    await expectAt(head.page, /^Next, for /);
    await head.shot('said-declined');

    await handOver(dsl.page);
    await press(dsl.page, /^Take this back/);
    await write(dsl.page, 'Why do you take it back?', 'Take it back');
    await expectSaid(dsl.page, `You took this back: ${TASK}.`);
    await expectAt(dsl.page, MINE);

    await handOver(dsl.page);
    await press(head.page, /^I take it/);
    await expectSaid(head.page, `You took this, and it is yours now: ${TASK}.`);
    await expectAt(head.page, MINE);
  });

  it('so it is where it is taken over, left out with agreement, and recorded', async () => {
    await press(dsl.page, /^Take over/);
    await write(dsl.page, 'Why are you taking this over?', 'Take over');
    await expectSaid(dsl.page, `You took this over, and it is yours now: ${TASK}.`);
    await expectAt(dsl.page, MINE);

    await doNext(dsl.page, TASK);
    await decide(dsl.page, 'Refer to children.s social care');
    await record(dsl.page);
    await expectSaid(dsl.page, `Recorded: ${TASK}: Refer to children's social care.`);
    await expectAt(dsl.page, /A concern about a child/);

    await doNext(dsl.page, "Ring children's social care");
    await fill(dsl.page, 'ring');
    await record(dsl.page);
    const next = 'Send the referral in writing';
    await dsl.page.locator('tw-next-box').getByText(next, { exact: true }).waitFor();
    await press(dsl.page, /^This need not be done/);
    await dsl.page.getByRole('dialog').getByRole('radio').first().focus();
    await dsl.page.keyboard.press('Space');
    await write(dsl.page, 'How do you know this?', 'Ask for agreement');
    await expectSaid(dsl.page, `Somebody else is asked to agree that this need not be done: ${next}.`);
    await expectAt(dsl.page, /^Next, /);
    await press(head.page, /^I agree: leave it out/);
    await expectSaid(head.page, `You agreed to leave this out: ${next}.`);
    await expectAt(head.page, /^Next/);
    expect([...dsl.complaints, ...head.complaints]).toEqual([]);
  });

  it('a refusal is said where the focus is, although the button is gone', async () => {
    await openCase(dsl, { child: 'Ray Refused', account: 'He said that nobody is at home.' });
    await dsl.page.route('**/acknowledge', (route) => route.abort());
    await press(dsl.page, /^I have this in hand/);
    await expect.poll(() => dsl.page.evaluate(() => document.activeElement?.id)).toBe('outcome');
    await dsl.shot('said-refused');
  });

  /** In the box at the top, by its keys alone. */
  async function press(page: Page, name: RegExp): Promise<void> {
    await page.locator('tw-next-box').getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  }

  async function write(page: Page, label: string, verb: string): Promise<void> {
    await page.getByLabel(label).fill('For a good reason.');
    await page.getByRole('dialog').getByRole('button', { name: verb }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async function handOver(page: Page): Promise<void> {
    await press(page, /^Hand over/);
    const who = page.locator('.govuk-radios__item', { hasText: 'Headteacher' }).locator('label');
    await choose(page, await who.innerText());
    await write(page, 'Why are you handing this over?', 'Ask them to take it');
  }

  async function expectSaid(page: Page, words: string): Promise<void> {
    const regions = page.getByRole('status').filter({ hasText: words });
    await regions.first().waitFor();
    await expect(regions.count()).resolves.toBe(1);
  }

  const expectAt = (page: Page, words: RegExp) => expect.poll(() => named(page)).toMatch(words);
});
