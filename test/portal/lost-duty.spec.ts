import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { decide, doNext } from './harness/steps.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const LEAD = 'dsl@hollins.demo';
const HEAD = 'head@hollins.demo';
const WORDS = 'Her own words, and the mark.';

describe('words typed into a form whose duty somebody else took over', () => {
  let browser: Browser;
  let caseUrl: string;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('stand there after a reload, with why, until their writer puts them away', async () => {
    const visitor = await overtaken('Lily Lost');
    const { page } = visitor;
    await page.reload();
    await expectLost(page);
    await expectSound(visitor, 'lost-reloaded');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'lost-reloaded');
    await page.getByRole('link', { name: 'Go to the case' }).click();
    await page.getByText('What you typed was not recorded: Decide what to do.').waitFor();
    await expectSound(visitor, 'lost-case');
    await page.getByRole('link', { name: 'Read it, or put it away' }).click();
    await expectLost(page);
    await page.getByRole('button', { name: 'Put away what you typed' }).click();
    await page.getByText(WORDS).waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.reload();
    await page.getByLabel('Why you decided this').waitFor();
    await expect(page.getByText(WORDS).count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('can be gone on with by whoever may still do it', async () => {
    const visitor = await overtaken('Mia Mayhap');
    const { page } = visitor;
    await page.reload();
    await expectLost(page);
    await page.getByRole('button', { name: 'Do it all the same, with what you typed' }).click();
    await expect.poll(() => page.getByLabel('Why you decided this').inputValue()).toBe(WORDS);
    await visitor.leave();
  });

  it('are shown to nobody else at the device, and to their writer when they sign in again', async () => {
    const visitor = await overtaken('Noor Nobody');
    const { page } = visitor;
    const form = page.url();
    await visitor.signOut(LEAD);
    await visitor.signIn(HEAD);
    await page.getByRole('button', { name: 'Hide' }).waitFor();
    await page.goto(form);
    await page.getByLabel('Why you decided this').waitFor();
    await expect(page.getByLabel('Why you decided this').inputValue()).resolves.toBe('');
    await visitor.signOut(HEAD);
    await visitor.signIn(LEAD);
    await page.getByRole('button', { name: 'Hide' }).waitFor();
    await page.goto(form);
    await expectLost(page);
    await visitor.leave();
  });

  /** A lead at the half-filled form, and the head who took the duty over meanwhile. */
  async function overtaken(child: string): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: PHONE });
    const { page } = visitor;
    caseUrl = await openCase(visitor, { child, account: 'She said that nobody is at home.' });
    await doNext(page, 'Decide what to do');
    await decide(page, 'Refer to children.s social care', WORDS);
    await takenOverByTheHead();
    await expectLost(page);
    // As long as it takes to be kept.
    await page.waitForTimeout(1000);
    return visitor;
  }

  async function takenOverByTheHead(): Promise<void> {
    const head = await Visitor.signedIn(browser, HEAD);
    await head.page.goto(caseUrl);
    await head.page.getByRole('button', { name: 'Take over' }).click();
    await head.page.getByLabel('Why are you taking this over?').fill('She is away today.');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await head.page.getByRole('dialog').waitFor({ state: 'detached' });
    await head.leave();
  }

  async function expectLost(page: Page): Promise<void> {
    await page.getByText('This is not yours any more.').waitFor();
    await page.locator('tw-kept-words').getByText(WORDS).waitFor();
  }
});
