import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

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
    await head.page.reload();
    await askToTakeOver(head.page, reference);
    await head.page.getByText('Somebody else was first, and it was not sent.').waitFor();
    await expect(reason.inputValue()).resolves.toBe('The owner is away today.');
    await expectSound(head, 'take-over-again');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await askToTakeOver(head.page, reference);
    await expect(reason.inputValue()).resolves.toBe('');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await lead.open('/duties');
    await lead.page.getByText(reference).first().waitFor();
    expect([...lead.complaints, ...head.complaints]).toEqual([]);
  });

  /** A drill moved past its first deadline. */
  async function somethingLate(): Promise<string> {
    const dsl = await Visitor.signedIn(browser, 'dsl@staidans.demo');
    await dsl.open('/report');
    const reference = await report(dsl.page, { child: 'Invented Too', account: 'A rehearsal.', drill: true });
    await dsl.page.getByRole('link', { name: 'Open the case' }).click();
    await dsl.page.getByRole('button', { name: '12 hours' }).click();
    await dsl.page.locator('tw-next-box .tag.late').waitFor();
    await dsl.leave();
    return reference;
  }

  async function beginTakingOver(page: Page, reference: string): Promise<void> {
    await page.goto(new URL('/late', page.url()).href);
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
