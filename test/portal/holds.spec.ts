import type { Browser, Page } from '@playwright/test';
import type { CasePage } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

/** Of the demo: its family is not told, and its lead has asked that this ends early. */
const CHILD = 'J.P.';
const HOLD = 'On hold: The family is not told yet';

describe('a hold that somebody asks to end early', () => {
  let browser: Browser;
  let dsl: Visitor;
  let head: Visitor;
  let url: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, 'dsl@quayside.demo', { viewport: WIDE });
    head = await Visitor.signedIn(browser, 'head@quayside.demo', { viewport: PHONE });
    const listed = await dsl.context.request.get(`${baseUrl()}/api/cases?limit=100`);
    const found = ((await listed.json()) as CasePage).items.find(({ child }) => child.startsWith(CHILD));
    url = `/cases/${found?.id ?? ''}`;
    await dsl.open(url);
    // Whoever ran this before may have left it otherwise.
    const ask = hold(dsl.page).getByRole('button', { name: /^Ask to end this early/ });
    await hold(dsl.page).getByRole('button').first().waitFor();
    if ((await ask.count()) > 0) await askFor(dsl.page);
  });
  afterAll(() => browser.close());

  it('says so to whoever asked, and whom it waits for', async () => {
    const box = hold(dsl.page);
    await box.getByText(/You asked that it ends before its time/).waitFor();
    await box.getByText(/It waits for the headteacher or the trust safeguarding lead\./).waitFor();
    await expect(box.getByRole('button', { name: /^I agree/ }).count()).resolves.toBe(0);
    await expectSound(dsl, 'release-asked');
  });

  it('3.16 stands among the duties of who may answer, who says no and why', async () => {
    await head.open('/duties');
    const card = head.page.locator('article', {
      hasText: 'to agree that the hold “The family is not told yet” ends early',
    });
    await card.getByRole('heading', { name: /^Marie Laurent asks you to agree/ }).waitFor();
    await card.getByText(/since /).waitFor();
    await expectSound(head, 'release-among-duties');
    await card.getByRole('link', { name: /^Read and answer/ }).click();
    const box = hold(head.page);
    await box.getByText('Somebody waits for your answer: may it end early?').waitFor();
    await box.getByText('“The family is not told yet” ends.').waitFor();
    await expectSound(head, 'release-to-answer');
    await box.getByRole('button', { name: /^I do not agree/ }).click();
    await head.page.getByLabel('Why do you not agree?').fill('The police have not rung back.');
    await head.page.getByRole('button', { name: 'Send this answer' }).click();
    await head.page.getByText(/^Your answer was sent\. It stays in force/).waitFor();
    // By the event stream.
    await hold(dsl.page)
      .getByRole('button', { name: /^Ask to end this early/ })
      .waitFor();
    await dsl.page.locator('tw-timeline').getByText('“The police have not rung back.”').first().waitFor();
    await expectSound(dsl, 'release-declined');
  });

  it('is taken back by whoever asked', async () => {
    await askFor(dsl.page);
    await hold(dsl.page)
      .getByRole('button', { name: /^Take this back/ })
      .click();
    await dsl.page.getByLabel('Why do you take it back?').fill('I was too quick.');
    await dsl.page.getByRole('button', { name: 'Take it back' }).click();
    await hold(dsl.page)
      .getByRole('button', { name: /^Ask to end this early/ })
      .waitFor();
    expect([...dsl.complaints, ...head.complaints]).toEqual([]);
  });

  const hold = (page: Page) => page.getByRole('region', { name: HOLD });

  async function askFor(page: Page): Promise<void> {
    await hold(page)
      .getByRole('button', { name: /^Ask to end this early/ })
      .click();
    await page.getByLabel('Why can it end now?').fill('He was arrested at noon.');
    await page.getByRole('button', { name: 'Ask for agreement' }).click();
    await hold(page)
      .getByText(/You asked that it ends/)
      .waitFor();
  }
});
