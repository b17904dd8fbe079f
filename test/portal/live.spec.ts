import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report } from './harness/reporting.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

describe('what happens elsewhere', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('appears on an open page without a reload', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    await dsl.open('/duties');
    const teacher = await Visitor.signedIn(browser, 'teacher@brookgreen.demo', { viewport: PHONE });
    await teacher.open('/report');
    const reference = await report(teacher.page, { child: 'Gil Hale', account: 'He said he was hungry.' });
    await dsl.page.getByText(reference).first().waitFor();
    await Promise.all([dsl.leave(), teacher.leave()]);
  });

  it('is told though it happened after the page was loaded and before its stream stood', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    let stands = false;
    await dsl.page.route('**/api/live', async (route) => {
      await expect.poll(() => stands, { timeout: 60_000 }).toBe(true);
      await route.continue();
    });
    await dsl.open('/duties');
    await dsl.page.locator('tw-duty-card').first().waitFor();
    const teacher = await Visitor.signedIn(browser, 'teacher@brookgreen.demo', { viewport: PHONE });
    await teacher.open('/report');
    const reference = await report(teacher.page, { child: 'Kit Lane', account: 'He said he was hungry.' });
    await expect(dsl.page.getByText(reference).count()).resolves.toBe(0);
    stands = true;
    await dsl.page.getByText(reference).first().waitFor();
    await Promise.all([dsl.leave(), teacher.leave()]);
  });

  it('is told after a broken connection too', async () => {
    const dsl = await Visitor.signedIn(browser, 'deputy@brookgreen.demo');
    await dsl.open('/cases');
    await dsl.page.getByRole('table').first().waitFor();
    await dsl.context.setOffline(true);
    await dsl.page.getByText('You are offline.').waitFor();
    const teacher = await Visitor.signedIn(browser, 'teacher@brookgreen.demo', { viewport: PHONE });
    await teacher.open('/report');
    const reference = await report(teacher.page, { child: 'Ida June', account: 'She said she was cold.' });
    await dsl.context.setOffline(false);
    await dsl.page.getByText(reference).first().waitFor({ timeout: 60_000 });
    await Promise.all([dsl.leave(), teacher.leave()]);
  });

  it('is said to be paused while the stream is broken, and no longer when it is back', async () => {
    const dsl = await Visitor.signedIn(browser, 'deputy@brookgreen.demo');
    await dsl.page.route('**/api/live', (route) => route.abort());
    await dsl.open('/duties');
    const paused = dsl.page.getByText('Updates are paused; reconnecting.');
    await paused.waitFor();
    await dsl.shot('updates-paused');
    await dsl.page.unroute('**/api/live');
    await paused.waitFor({ state: 'detached', timeout: 60_000 });
    await dsl.leave();
  });

  it('ends with the session: the next act says so and keeps the place', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@brookgreen.demo');
    // Without its stream, so that nothing which happens elsewhere is answered before the person acts.
    await dsl.page.route('**/api/live', (route) => route.abort());
    await dsl.open('/cases');
    // Nor what the page asks by itself as it opens: the numbers of its menu come after its list.
    await dsl.page.waitForLoadState('networkidle');
    await dsl.context.clearCookies();
    await dsl.page.getByRole('link', { name: 'My duties' }).click();
    await dsl.page.getByText('You were signed out.').waitFor();
    expect(new URL(dsl.page.url()).pathname).toBe('/sign-in');
    expect(dsl.page.url().startsWith(baseUrl())).toBe(true);
    await dsl.signIn('dsl@brookgreen.demo');
    await dsl.page.getByRole('heading', { level: 1, name: 'My duties' }).waitFor();
    await dsl.leave();
  });
});
