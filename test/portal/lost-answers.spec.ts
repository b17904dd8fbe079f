import type { Browser, Page, Route } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { choose } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { decide, doNext } from './harness/steps.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const TASK = 'Decide what to do';
const REASON = 'Her own words, sent once.';
const SEEN = 'Their lead rang me.';

describe('an act whose answer is lost on the way', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is recorded, and said so, though the case was told of it before the answer came', async () => {
    const visitor = await atACase('Lena Lost');
    const { page } = visitor;
    await decided(page);
    const reloaded = page.waitForResponse((answer) => answer.url().endsWith(`/api${pathOf(page)}`));
    await onSending(page, '**/done', [
      lost,
      async (route) => {
        await reloaded;
        await route.continue();
      },
    ]);
    const over = page.getByText('This is already done.').waitFor({ timeout: 0 });
    const said = page.getByText(`Recorded: ${TASK}`).first().waitFor();
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(
      Promise.race([
        said.then(() => 'said'),
        over.then(
          () => 'over',
          () => 'left',
        ),
      ]),
    ).resolves.toBe('said');
    await page.getByText(REASON).first().waitFor({ state: 'attached' });
    await visitor.leave();
  });

  it('is not said to be unrecorded where no answer comes at all, and counts once when it is sent again', async () => {
    const visitor = await atACase('Ned Noanswer');
    const { page } = visitor;
    await decided(page);
    const reloaded = page.waitForResponse((answer) => answer.url().endsWith(`/api${pathOf(page)}`));
    await onSending(page, '**/done', [lost, lost]);
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('It may have been recorded all the same').first().waitFor();
    await reloaded;
    await expectSound(visitor, 'answer-lost');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'answer-lost');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText(`Recorded: ${TASK}`).first().waitFor();
    await expect(page.locator('tw-unrecorded p').count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('is called neither recorded nor unrecorded on a page that is opened anew', async () => {
    const visitor = await atACase('Ada Anew');
    const { page } = visitor;
    await decided(page);
    await onSending(page, '**/done', [lost, lost]);
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('It may have been recorded all the same').first().waitFor();
    await page.reload();
    await page.getByText('When you sent what you typed, no answer came').waitFor();
    await page.locator('tw-kept-words').getByText(REASON).waitFor();
    await page.getByRole('link', { name: 'Back to the case' }).click();
    await page.getByText('You sent this, and no answer came.').waitFor();
    await page.getByRole('link', { name: 'Read it, or put it away' }).click();
    await page.getByRole('button', { name: 'Put away what you typed' }).click();
    await page.locator('tw-kept-words').waitFor({ state: 'detached' });
    await visitor.leave();
  });

  it('is taken from a dialog, or may have been: what it asked for does not take the question away', async () => {
    const visitor = await atACase('Dora Dialog');
    const { page } = visitor;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: /^This need not be done/ }).click();
    await choose(page, 'The child has moved and the new school has taken it on');
    await page.getByLabel('How do you know this?').fill(SEEN);
    await onSending(page, '**/waive', [lost, lost]);
    const reloaded = page.waitForResponse((answer) => answer.url().endsWith(`/api${pathOf(page)}`));
    await dialog.getByRole('button', { name: 'Ask for agreement' }).click();
    await dialog.getByText('It may have been sent all the same').first().waitFor();
    await reloaded;
    await page.getByText('Waiting for agreement').first().waitFor({ state: 'attached' });
    await expect(dialog.getByText('This was not sent.').count()).resolves.toBe(0);
    await page.keyboard.press('Escape');
    await page.getByText('You sent this, and no answer came.').waitFor();
    await page.locator('tw-unrecorded').getByRole('button').click();
    await dialog.getByText('When you sent this, no answer came.').waitFor();
    await expectSound(visitor, 'answer-lost-dialog');
    await dialog.getByRole('button', { name: 'Put away what you typed' }).click();
    await page.getByRole('button', { name: /^Take this back/ }).click();
    await page.getByLabel('Why do you take it back?').fill('I misheard.');
    await onSending(page, '**/decline', [lost]);
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText(`You took this back: ${TASK}.`).first().waitFor();
    await expect(page.locator('tw-unrecorded p').count()).resolves.toBe(0);
    await visitor.leave();
  });

  async function atACase(child: string): Promise<Visitor> {
    const visitor = await Visitor.signedIn(browser, 'dsl@staidans.demo', { viewport: PHONE });
    await openCase(visitor, { child, account: 'He said that nobody is at home.' });
    return visitor;
  }

  async function decided(page: Page): Promise<void> {
    await doNext(page, TASK);
    await decide(page, 'Refer to children.s social care', REASON);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).waitFor();
  }

  /** What becomes of the first sending, of the second, and so on; those after that arrive. */
  async function onSending(
    page: Page,
    path: string,
    turns: ((route: Route) => Promise<void>)[],
  ): Promise<void> {
    const left = [...turns];
    await page.route(path, (route) => (left.shift() ?? arrives)(route));
  }

  const arrives = (route: Route) => route.continue();

  async function lost(route: Route): Promise<void> {
    const answer = await route.fetch();
    await route.abort();
    expect(answer.status(), await answer.text()).toBeLessThan(300);
  }

  const pathOf = (page: Page) => /^\/cases\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
});
