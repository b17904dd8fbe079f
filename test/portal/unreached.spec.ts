import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { reported } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const CONCERN = { child: 'Sam Unheard', account: 'Sam has not eaten since Friday.' };

describe.runIf(inject('unreachable') !== null)('somebody whom no e-mail reaches', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('stands on the leaders’ board by name and reference until somebody else has it in hand', async () => {
    const teacher = await Visitor.signedIn(browser, 'teacher@harbour.demo');
    const { reference } = await reported(teacher, CONCERN);
    const lead = await Visitor.signedIn(browser, 'safeguarding@tideway.demo', { viewport: WIDE });
    await lead.open('/late');
    const item = lead.page.locator('tw-not-reached li').filter({ hasText: reference });
    await item.waitFor();
    await expect(item.innerText()).resolves.toMatch(/^Could not reach Patrick Neill about /);
    await expectSound(lead, 'unreached');
    await lead.page.setViewportSize(PHONE);
    await expectSound(lead, 'unreached');
    await lead.page.setViewportSize(WIDE);
    await item.getByRole('link', { name: reference }).click();
    await lead.page.getByText('Could not reach Patrick Neill about “Decide what to do”').waitFor();
    await lead.page.getByText('The mail server does not take their address').first().waitFor();
    await expectSound(lead, 'unreached-case');

    const deputy = await Visitor.signedIn(browser, 'deputy@harbour.demo', { viewport: PHONE });
    await deputy.open('/notices');
    await deputy.page
      .getByText('Somebody could not be told by e-mail about “Decide what to do”.')
      .first()
      .waitFor();
    await expectSound(deputy, 'unreached-notice');
    await lead.open('/late');
    await item.waitFor();
    await deputy.page
      .getByRole('link', { name: /^Somebody could not be told/ })
      .first()
      .click();
    await deputy.page
      .getByRole('button', { name: /^Take over/ })
      .first()
      .click();
    await deputy.page.getByLabel('Why are you taking this over?').fill('I am here.');
    await deputy.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await deputy.page.getByRole('dialog').waitFor({ state: 'detached' });
    await item.waitFor({ state: 'detached' });
    expect([...lead.complaints, ...deputy.complaints]).toEqual([]);
  });
});
