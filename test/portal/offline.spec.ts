import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasFocus } from './harness/keys.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

describe('without a connection', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('the first page of a report opens, although it was never opened before', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@staidans.demo', { viewport: PHONE });
    const { page, context } = visitor;
    await visitor.open('/duties');
    await everythingFetched(page);
    await context.setOffline(true);
    await go(page, 'Report a concern');
    await page.getByRole('heading', { level: 1, name: 'Is anyone in danger now?' }).waitFor();
    await page.getByRole('link', { name: /999/ }).first().waitFor();
    await expectSound(visitor, 'offline-report');
    await visitor.leave();
  });

  it('a page whose part was never opened says why it does not open, shows 999, and opens once there is one', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@staidans.demo', { viewport: PHONE });
    const { page, context } = visitor;
    await visitor.open('/duties');
    await everythingFetched(page);
    await context.setOffline(true);
    await go(page, 'My account');
    const said = page.getByRole('heading', { name: 'There is no connection' });
    await said.waitFor();
    await expect.poll(() => hasFocus(said)).toBe(true);
    await page.locator('tw-lost-way').getByRole('link', { name: '999' }).waitFor();
    await expectSound(visitor, 'offline-account');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'offline-account');
    await page.getByRole('button', { name: 'Try again' }).click();
    await said.waitFor();
    await context.setOffline(false);
    await page.getByText('Where you are signed in').waitFor();
    await said.waitFor({ state: 'detached' });
    await expectSound(visitor, 'offline-back');
    await visitor.leave();
  });

  it('a page whose part is gone, as after an upgrade, opens by loading everything anew', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@staidans.demo', { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/duties');
    await everythingFetched(page);
    let gone = true;
    await page.route(/\.js$/, (route) => (gone ? route.fulfill({ status: 404 }) : route.fallback()));
    await page.route(`${baseUrl()}/account`, (route) => {
      gone = false;
      return route.fallback();
    });
    await go(page, 'My account');
    await page.getByRole('heading', { name: 'Trustward cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Where you are signed in').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('where not even the first page opens, 999 stands there with a way to try again', async () => {
    const visitor = await Visitor.arrive(browser, { viewport: PHONE });
    const { page } = visitor;
    await page.route('**/api/me', (route) => route.abort());
    await page.goto(baseUrl());
    const said = page.getByRole('heading', { level: 1, name: 'Trustward cannot be reached' });
    await said.waitFor();
    await page.getByRole('link', { name: '999' }).waitFor();
    await expectSound(visitor, 'offline-nothing');
    await page.unroute('**/api/me');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect(said.count()).resolves.toBe(0);
    await visitor.leave();
  });

  async function go(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name }).first().click();
  }

  /** No further part of the portal came for a second. */
  async function everythingFetched(page: Page): Promise<void> {
    const parts = () => page.evaluate(() => performance.getEntriesByType('resource').length);
    for (let had = -1, has = await parts(); had !== has; had = has, has = await parts()) {
      await page.waitForTimeout(1000);
    }
  }
});
