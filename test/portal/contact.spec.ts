import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

describe('how you are told', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is chosen under one’s own name, kept, and says that what is urgent is sent all the same', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    await dsl.open('/duties');
    await dsl.page.getByRole('link', { name: 'How you are told' }).click();
    await dsl.page.getByText('Nobody can switch this off.').waitFor();
    const night = dsl.page.getByLabel('From 10 at night to 7 in the morning');
    await night.check();
    await dsl.page.getByRole('button', { name: 'Save' }).click();
    await dsl.page.getByText('Saved. What is urgent reaches you whatever you choose.').waitFor();
    await dsl.open('/contact');
    await night.waitFor();
    expect(await night.isChecked()).toBe(true);
    await dsl.page.setViewportSize(PHONE);
    await expectSound(dsl, 'contact');
    await dsl.page.getByLabel('None', { exact: true }).check();
    await dsl.page.getByRole('button', { name: 'Save' }).click();
    await dsl.page.getByText('Saved.').waitFor();
    expect(dsl.complaints).toEqual([]);
    await dsl.leave();
  });
});
