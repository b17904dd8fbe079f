import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellUpToAccount } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { stallingWay } from './harness/stalling.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const TEACHER = 'teacher@oakfield.demo';
/** Of a school in another area. */
const ANOTHER = 'teacher@fenwick.demo';
/** For so long at most the page waits to be told who is signed in. */
const SECONDS_MS = 10_000;

describe('the numbers of an area, before anybody signs in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are unknown to a device at its first visit, which has 999', async () => {
    const visitor = await Visitor.arrive(browser, { viewport: PHONE });
    await visitor.open('/sign-in');
    await visitor.page.getByRole('link', { name: '999' }).waitFor();
    await expect(visitor.page.locator('tw-area-numbers a').count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('stand there without a network too, after a first visit, with 999, and go on by themselves when it is back', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE, keepsPage: true });
    await visitor.open('/');
    const { page, context } = visitor;
    const keeps = () => page.evaluate(async () => (await caches.match('/')) !== undefined);
    await expect.poll(keeps, { timeout: 20_000 }).toBe(true);
    const parts = await page.evaluate(async () =>
      (await (await caches.open('trustward')).keys()).map(({ url }) => new URL(url).pathname),
    );
    expect(parts.filter((path) => path.startsWith('/api'))).toEqual([]);
    await context.setOffline(true);
    for (const path of ['/report', '/']) {
      await visitor.open(path);
      await page.getByRole('heading', { name: 'There is no connection' }).waitFor();
      await page.getByRole('link', { name: '999' }).waitFor();
      await page.locator('tw-area-numbers').getByRole('link', { name: '01632 960111' }).waitFor();
    }
    await visitor.shot('offline-reloaded');
    expect(visitor.complaints).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await visitor.leave();
  });

  it('stand beside the time when a report was begun, of which nothing is shown, and which is gone on with afterwards', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE, keepsPage: true });
    await visitor.open('/report');
    const { page, context } = visitor;
    const keeps = () => page.evaluate(async () => (await caches.match('/')) !== undefined);
    await expect.poll(keeps, { timeout: 20_000 }).toBe(true);
    await tellUpToAccount(page, { child: 'Kim Kept', account: 'Canary: he has not eaten.' });
    await page.getByText('Saved on this device.').waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'There is no connection' }).waitFor();
    const begun = page.locator('tw-begun-here');
    await begun.getByText(/The report begun today at \d\d:\d\d\./).waitFor();
    await begun.getByText('nobody is shown what it says, or whom it is about').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Canary|eaten|Kim|K\.K\./);
    await page.locator('tw-area-numbers').getByRole('link', { name: '01632 960111' }).waitFor();
    await expectSound(visitor, 'offline-begun');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'offline-begun');
    await context.setOffline(false);
    await page.getByLabel('In the exact words').waitFor();
    await expect(page.getByLabel('In the exact words').inputValue()).resolves.toBe(
      'Canary: he has not eaten.',
    );
    await visitor.leave();
  });

  it('stand there within seconds where the network neither answers nor fails', async () => {
    const way = await stallingWay();
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE, keepsPage: true });
    const { page } = visitor;
    await page.goto(way.url);
    const keeps = () => page.evaluate(async () => (await caches.match('/')) !== undefined);
    await expect.poll(keeps, { timeout: 20_000 }).toBe(true);
    await expect.poll(() => page.evaluate(() => localStorage.getItem('trustward-numbers'))).not.toBeNull();
    // Not before: an installed clock knows no part that was fetched, and the page would keep none.
    await page.clock.install();
    way.stall();
    const asked = page.waitForRequest('**/api/me');
    await page.goto(`${way.url}/report`);
    await asked;
    await page.clock.fastForward(SECONDS_MS);
    await page.getByRole('heading', { name: 'Trustward cannot be reached' }).waitFor();
    await page.getByRole('link', { name: '999' }).waitFor();
    await page.locator('tw-area-numbers').getByRole('link', { name: '01632 960111' }).waitFor();
    way.end();
    await visitor.leave();
  });

  it('stand on the sign-in page from then on, with nothing of anybody beside them', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/');
    await expect.poll(() => page.evaluate(() => localStorage.getItem('trustward-numbers'))).not.toBeNull();
    await visitor.signOut(TEACHER);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const known = page.locator('tw-area-numbers');
    await known.getByRole('heading', { name: 'Westmere Council' }).waitFor();
    await known.getByRole('link', { name: '01632 960111' }).waitFor();
    await known
      .getByText(/^Open now/)
      .first()
      .waitFor();
    const all = await kept(page);
    expect(Object.keys(JSON.parse(all) as object)).toEqual(['areas']);
    expect(all).not.toMatch(/oakfield|teacher|school/i);
    await expectSound(visitor, 'sign-in-numbers');
    await visitor.open('/sign-in');
    await known.getByRole('heading', { name: 'Westmere Council' }).waitFor();
    await visitor.leave();
  });

  it('are those of whoever signed in last, before those of others', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/');
    await expect.poll(() => areas(page)).toEqual(['Westmere Council']);
    await visitor.signOut(TEACHER);
    await visitor.signIn(ANOTHER);
    await expect.poll(() => areas(page)).toEqual(['Norbury Vale Council', 'Westmere Council']);
    await visitor.signOut(ANOTHER);
    const known = page.locator('tw-area-numbers').getByRole('heading');
    await expect.poll(() => known.allInnerTexts()).toEqual(['Norbury Vale Council', 'Westmere Council']);
    await visitor.leave();
  });

  it('are corrected as soon as the portal is opened after they were', async () => {
    const visitor = await Visitor.signedIn(browser, TEACHER, { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/');
    await expect.poll(() => kept(page)).toContain('01632 960111');
    await page.route('**/api/report-form', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('960111', '960999') });
    });
    await page.reload();
    await expect.poll(() => kept(page)).toContain('01632 960999');
    expect(await kept(page)).not.toContain('01632 960111');
    await visitor.leave();
  });

  const kept = (page: Page) => page.evaluate(() => localStorage.getItem('trustward-numbers') ?? '');

  async function areas(page: Page): Promise<string[]> {
    const found = JSON.parse((await kept(page)) || '{"areas":[]}') as { areas: { authority: string }[] };
    return found.areas.map(({ authority }) => authority);
  }
});
