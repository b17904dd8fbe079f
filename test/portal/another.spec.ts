import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, reference, send, tellUpToAccount } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PASSWORD, PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

const WRITER = 'teacher@fenwick.demo';
const ANOTHER = 'assistant@oakfield.demo';
const WORDS = 'Words of the first.';

describe('another person who signs in by another tab, while a report stands written in the first', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is named in the first tab, which hides the report and keeps it for its writer', async () => {
    const visitor = await written(false);
    const { page } = visitor;
    await signInBeside(visitor, ANOTHER);
    await expectNamed(visitor);
    await page.getByRole('button', { name: /^Carry on as / }).click();
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await expect(page.getByText(WORDS).count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('is named where Send is pressed and nothing was heard of them, and sends nothing of it', async () => {
    const visitor = await written(true);
    const { page } = visitor;
    await signInBeside(visitor, ANOTHER);
    const accepted: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/api/concerns')) accepted.push(response.status());
    });
    await send(page);
    await expectNamed(visitor);
    await page.getByRole('button', { name: /^Carry on as / }).click();
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    expect(accepted).toEqual([403]);
    await visitor.signOut(ANOTHER);
    await visitor.signIn(WRITER);
    expect(await reference(page)).toMatch(/-/);
    await visitor.signOut(WRITER);
    await visitor.leave();
  });

  it('is not mistaken for the writer, who signs in again beside it and carries on', async () => {
    const visitor = await written(false);
    const { page } = visitor;
    let answers = false;
    // Until both have reached the page: that somebody signed in beside it, and that its own session is over.
    await page.route('**/api/me', async (route) => {
      await expect.poll(() => answers).toBe(true);
      await route.continue();
    });
    await signInBeside(visitor, WRITER);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    answers = true;
    await page.getByText('You signed in again in another tab.').waitFor();
    await page.getByRole('button', { name: /^Carry on as / }).click();
    await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    await page.getByText(WORDS).waitFor();
    await visitor.leave();
  });

  /** At the last page, before it is sent; deaf to what other tabs and the stream say if asked for. */
  async function written(deaf: boolean): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, { viewport: PHONE });
    const { page } = visitor;
    if (deaf) await page.addInitScript(deafen);
    await page.goto(baseUrl());
    await visitor.signIn(WRITER);
    await page.getByRole('button', { name: 'Hide' }).waitFor();
    await visitor.open('/report');
    await tellUpToAccount(page, { child: 'Tess Tabb', account: WORDS });
    await finish(page);
    return visitor;
  }

  /** Then the first tab is looked at again: a browser hardly draws one that lies behind another. */
  async function signInBeside({ context, page }: Visitor, who: string): Promise<void> {
    const beside: Page = await context.newPage();
    await beside.goto(`${baseUrl()}/sign-in`);
    await beside.getByLabel('E-mail address').fill(who);
    await beside.getByLabel('Password').fill(PASSWORD);
    await beside.getByRole('button', { name: 'Sign in', exact: true }).click();
    await beside.getByRole('button', { name: 'Hide' }).waitFor();
    await page.bringToFront();
  }

  async function expectNamed(visitor: Visitor): Promise<void> {
    const { page } = visitor;
    await page.getByText(/^Somebody else is signed in here now: \w+/).waitFor();
    await expect(page.getByText(WORDS).count()).resolves.toBe(0);
    await expectSound(visitor, 'somebody-else');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'somebody-else');
    await page.setViewportSize(PHONE);
  }
});

/** Runs in the page, before it. */
function deafen(): void {
  BroadcastChannel.prototype.postMessage = () => undefined;
  Object.defineProperty(BroadcastChannel.prototype, 'onmessage', { set: () => undefined });
  Object.defineProperty(EventSource.prototype, 'onmessage', { set: () => undefined });
}
