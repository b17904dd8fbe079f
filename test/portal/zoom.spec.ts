import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DSL, LEAD } from './harness/pages.ts';
import { expectReadable } from './harness/reflow.ts';
import { choose } from './harness/reporting.ts';
import { Visitor, ZOOMED, launchBrowser } from './harness/visitor.ts';

/** `accessible.spec` reads each page that opens by its address alone at this width too. */
describe('at 400 % zoom', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('signs in, and the errors are in sight', async () => {
    const visitor = await Visitor.arrive(browser, { viewport: ZOOMED });
    await visitor.open('/sign-in');
    await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await visitor.page.getByText('There is a problem').waitFor();
    await expectReadable(visitor.page);
    await visitor.leave();
  });

  it('the menu offers what the side of a wide window does, and where one is', async () => {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: ZOOMED });
    await visitor.openStill('/late', 'the longest wait');
    const menu = visitor.page.getByRole('button', { name: 'Menu' });
    await menu.click();
    for (const name of ['My duties', 'Report a concern', 'Cases', 'Late now']) {
      await visitor.page.getByRole('navigation').getByRole('link', { name }).waitFor();
    }
    await visitor.page.locator('.side').getByText('Larkfield Learning Trust').waitFor();
    await expectReadable(visitor.page);
    await visitor.leave();
  });

  it('a case, the form of its step and the check before it is recorded keep to it too', async () => {
    const visitor = await Visitor.signedIn(browser, DSL, { viewport: ZOOMED });
    const { page } = visitor;
    await visitor.openStill('/duties', 'Do this now');
    await page
      .locator('tw-duty-card')
      .filter({ hasText: 'Decide what to do' })
      .filter({ hasText: 'J.C., Year 3' })
      .getByRole('heading')
      .click();
    await page.locator('tw-timeline li').first().waitFor();
    await expectReadable(page);
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('There is a problem').waitFor();
    await expectReadable(page);
    await choose(page, 'Keep watching and look again');
    await page.getByLabel('Why you decided this').fill('Averylongwordthatnobodybreaks'.repeat(6));
    await page.getByLabel('What the risk is to others').fill('None that we know of.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Check before it is recorded' }).waitFor();
    await expectReadable(page);
    await visitor.leave();
  });

  it('the question of a take-over can be read, answered and left', async () => {
    const visitor = await Visitor.signedIn(browser, LEAD, { viewport: ZOOMED });
    await visitor.openStill('/late', 'the longest wait');
    await visitor.page
      .getByRole('button', { name: /^Take over/ })
      .first()
      .click();
    await visitor.page.getByRole('dialog').waitFor();
    await expectReadable(visitor.page);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await visitor.leave();
  });
});
