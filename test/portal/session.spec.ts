import type { Browser, Page, Request } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visitor, launchBrowser } from './harness/visitor.ts';

const isOfNotices = (request: Request): boolean => request.url().includes('/api/notices');

/** As it does when the network is back, or another person did something: with nobody at it, which lengthens nothing. */
async function reloadsByItself(page: Page): Promise<void> {
  // Of an answer that the page has read whole, Chromium may say at the same instant that it was cancelled.
  const reloaded = page.waitForResponse((response) => {
    const request = response.request();
    return isOfNotices(request) && 'x-unattended' in request.headers();
  });
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await page.context().setOffline(false);
  await reloaded;
}

/** How many readings of the notices are on their way. */
function readings(page: Page): () => number {
  let underWay = 0;
  const count = (by: number) => (request: Request) => {
    if (isOfNotices(request)) underWay += by;
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  return () => underWay;
}

describe('the end of a session', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is told before an unused hour is over, and put off for another when asked', async () => {
    const visitor = await Visitor.signedIn(browser, 'deputy@brookgreen.demo');
    const { page } = visitor;
    await page.clock.install();
    const stands = page.waitForResponse('**/api/live');
    const underWay = readings(page);
    await visitor.open('/report');
    await page.getByText(/Question 1 of/).waitFor();
    // What is still on its way when the network goes may never be answered, and then is not asked for again: not what the
    // page reads as it opens, nor what it reads once its stream stands.
    await stands;
    await new Promise((gathered) => setTimeout(gathered, 500));
    await expect.poll(underWay).toBe(0);
    const warning = page.getByText('You will be signed out at');
    await page.clock.fastForward('53:00');
    await expect(warning.count()).resolves.toBe(0);
    await reloadsByItself(page);
    await page.clock.fastForward('03:00');
    await warning.waitFor();
    await visitor.shot('session-idle');
    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.shot('session-idle');
    const asked = page.waitForRequest('**/api/me');
    // As where somebody says it to the page: with no pointer and no key.
    await page.getByRole('button', { name: 'Stay signed in' }).dispatchEvent('click');
    expect((await asked).headers()).not.toHaveProperty('x-unattended');
    await warning.waitFor({ state: 'detached' });
    await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe('main');
    await page.clock.fastForward('50:00');
    await expect(warning.count()).resolves.toBe(0);
    await page.clock.fastForward('06:00');
    await warning.waitFor();
    await visitor.leave();
  });

  it('says so where it cannot be put off, and that nothing is lost', async () => {
    const visitor = await Visitor.signedIn(browser, 'assistant@oakfield.demo');
    const { page } = visitor;
    await page.route('**/api/me', async (route) => {
      const response = await route.fetch();
      const about = (await response.json()) as { now: string };
      const expiresAt = new Date(Date.parse(about.now) + 4 * 60_000).toISOString();
      await route.fulfill({ response, json: { ...about, expiresAt } });
    });
    await visitor.open('/report');
    await page.getByText(/You will be signed out at \d\d:\d\d/).waitFor();
    await page.getByText('A session lasts no longer than that.').waitFor();
    await page.getByText('kept on this device').waitFor();
    await expect(page.getByRole('button', { name: 'Stay signed in' }).count()).resolves.toBe(0);
    await visitor.leave();
  });
});
