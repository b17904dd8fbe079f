import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named } from './harness/keys.ts';
import { reported } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const REHEARSAL = { account: 'A rehearsal.', drill: true };
const FIVE_HOURS_MS = 5 * 3_600_000;

describe('the leaders’ board', () => {
  let browser: Browser;
  let lead: Visitor;
  let head: Visitor;
  beforeAll(async () => {
    browser = await launchBrowser();
    lead = await Visitor.signedIn(browser, 'safeguarding@larkfield.demo');
    head = await Visitor.signedIn(browser, 'head@staidans.demo', { viewport: PHONE });
  });
  afterAll(() => browser.close());

  it('opens with a sentence that says how many people need help, and a number to ring in the row', async () => {
    await lead.open('/late');
    await lead.page.locator('.facts').waitFor();
    const title = await lead.page.getByRole('heading', { level: 1 }).innerText();
    expect(title).toMatch(/(person needs|people need) help now|duties are late now/);
    await expect(lead.page.getByRole('link', { name: /^Call / }).count()).resolves.toBeGreaterThan(0);
    await lead.page.getByRole('link', { name: /^What became late before/ }).click();
    await lead.page.getByRole('heading', { level: 1, name: 'What became late' }).waitFor();
    await lead.page.getByText('Why late').first().waitFor();
  });

  it('lets one of two leaders take a duty over, and tells the other in words', async () => {
    const reference = await somethingLate();
    for (const { page } of [lead, head]) await beginTakingOver(page, reference);
    await confirm(lead.page);
    await lead.page.getByRole('dialog').waitFor({ state: 'detached' });
    await confirm(head.page);
    await head.page.getByRole('dialog').getByRole('alert').getByRole('link').waitFor();
    const reason = head.page.getByLabel('Why are you taking this over?');
    await expect(reason.inputValue()).resolves.toBe('The owner is away today.');
    await head.shot('take-over-stale');
    // Whoever lost reads who has it now.
    await head.page.getByText('Lena Ford has it now.').waitFor();
    await head.page.getByText('Lena Ford is told, and the duty becomes yours.').waitFor();
    await head.page.reload();
    await askToTakeOver(head.page, reference);
    await head.page.getByText('You wrote this before, and it was not sent.').waitFor();
    await expect(reason.inputValue()).resolves.toBe('The owner is away today.');
    await expectSound(head, 'take-over-again');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Put away what you typed' }).click();
    await head.page.getByRole('dialog').waitFor({ state: 'detached' });
    await askToTakeOver(head.page, reference);
    await expect(reason.inputValue()).resolves.toBe('');
    await lead.open('/duties');
    await lead.page.getByText(reference).first().waitFor();
    // Whoever lost asks again, knowing who has it.
    await reason.fill('The owner is away today.');
    await confirm(head.page);
    await head.page.getByRole('dialog').waitFor({ state: 'detached' });
    await rowOf(head.page, reference).getByText('Yours now').waitFor();
    expect([...lead.complaints, ...head.complaints]).toEqual([]);
  });

  it('gives the focus to the words that say whose the duty is, after a take-over by keyboard', async () => {
    const reference = await somethingLate();
    await lead.open('/late');
    await rowOf(lead.page, reference)
      .getByRole('button', { name: /^Take over/ })
      .focus();
    await takeOverByKeys(lead.page);
    await expect.poll(() => named(lead.page)).toMatch(/^With Lena Ford\s+Yours now$/);
    // Nobody rings themselves.
    await rowOf(lead.page, reference)
      .getByRole('link', { name: /^Do this now/ })
      .waitFor();
    await expect(
      rowOf(lead.page, reference)
        .getByRole('link', { name: /^Call / })
        .count(),
    ).resolves.toBe(0);
    await lead.shot('taken-over');
    await head.open('/late');
    await rowOf(head.page, reference).getByRole('link').first().click();
    await head.page.getByRole('heading', { name: 'Next, for Lena Ford' }).waitFor();
    await head.page.locator('tw-next-box').getByRole('button', { name: 'Take over' }).focus();
    await takeOverByKeys(head.page);
    await expect.poll(() => named(head.page)).toBe('Next, for you');
    await head.shot('taken-over-case');
    expect([...lead.complaints, ...head.complaints]).toEqual([]);
  });

  it('hides nothing real behind drills, and shows more of each', async () => {
    const teacher = await Visitor.signedIn(browser, 'teacher@quayside.demo');
    for (let n = 0; n < 26; n += 1) {
      await reported(teacher, { child: `Invented ${n}`, ...REHEARSAL }, FIVE_HOURS_MS);
    }
    await teacher.leave();
    const trust = await Visitor.signedIn(browser, 'safeguarding@tideway.demo');
    await trust.open('/late');
    await trust.page.getByRole('heading', { name: 'One person needs help now' }).waitFor();
    const section = (name: string) =>
      trust.page.locator('section', { has: trust.page.getByRole('heading', { name, exact: true }) });
    await expect(section('Late now').getByRole('row').count()).resolves.toBe(2);
    await section('Drills').getByRole('button', { name: 'Show more' }).waitFor();
    await trust.shot('late-drills-apart');
    const first = await section('Drills').getByRole('row').count();
    await section('Drills').getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => section('Drills').getByRole('row').count()).toBeGreaterThan(first);
    await trust.leave();
    const dsl = await Visitor.signedIn(browser, 'dsl@quayside.demo', { viewport: PHONE });
    await dsl.open('/duties');
    await dsl.page.getByText(/^\w+ things? to do, and more than 25 in drills\./).waitFor();
    await expect(dsl.page.locator('tw-duty-card').first().getByText('DRILL').count()).resolves.toBe(0);
    await dsl.shot('duties-drills-apart');
    await dsl.leave();
  });

  const rowOf = (page: Page, reference: string) => page.getByRole('row').filter({ hasText: reference });

  /** With the focus on what opens the dialog. */
  async function takeOverByKeys(page: Page): Promise<void> {
    await page.keyboard.press('Enter');
    await page.getByLabel('Why are you taking this over?').focus();
    await page.keyboard.type('The owner is away today.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** A drill moved past its first deadline, whose owner has it in hand, so that it went up to nobody. */
  async function somethingLate(): Promise<string> {
    const dsl = await Visitor.signedIn(browser, 'dsl@staidans.demo');
    const { reference, caseId } = await reported(dsl, { child: 'Invented Too', ...REHEARSAL });
    await dsl.open(`/cases/${caseId}`);
    await dsl.page.getByRole('button', { name: /^I have this in hand/ }).click();
    await dsl.page.getByText('You have this in hand.').waitFor();
    await dsl.page.getByRole('button', { name: '4 hours' }).click();
    await dsl.page.locator('tw-next-box .tag.late').waitFor();
    await dsl.leave();
    return reference;
  }

  async function beginTakingOver(page: Page, reference: string): Promise<void> {
    await page.goto(`${baseUrl()}/late`);
    await askToTakeOver(page, reference);
    await confirm(page);
    await page.getByText('Say why you are taking this over').first().waitFor();
    await page.getByLabel('Why are you taking this over?').fill('The owner is away today.');
  }

  const askToTakeOver = (page: Page, reference: string) =>
    page
      .getByRole('row')
      .filter({ hasText: reference })
      .getByRole('button', { name: /^Take over/ })
      .click();

  const confirm = (page: Page) => page.getByRole('button', { name: 'Take over', exact: true }).click();
});
