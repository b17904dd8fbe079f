import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const TEMPLATE = '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001';

describe('the trust’s own GOV.UK Notify', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  // Of a product that is not ours nobody gives the keys.
  const notifyKey = inject('notifyKey');
  it.skipIf(notifyKey === null)(
    'is given by the central team, tried, never shown again and forgotten',
    async () => {
      // Not of the trust of whom no e-mail reaches: what goes by this key would reach them.
      const admin = await Visitor.signedIn(browser, 'admin@larkfield.demo');
      const { page } = admin;
      await admin.open('/report');
      await page.getByRole('link', { name: 'GOV.UK Notify' }).click();
      await page.getByText('No key is kept.').waitFor();
      await page.getByRole('button', { name: 'Keep this key' }).click();
      await page.getByRole('alert').getByText('Give the key as GOV.UK Notify shows it').waitFor();
      const key = page.getByLabel('API key');
      await key.fill(notifyKey ?? '');
      expect(await key.getAttribute('type')).toBe('password');
      await page.getByRole('button', { name: 'Show API key' }).click();
      await expect.poll(() => key.getAttribute('type')).toBe('text');
      await page.getByLabel('Template for e-mail').fill(TEMPLATE);
      await page.getByLabel('Bearer token of the callbacks').fill('a-word-that-only-notify-knows');
      await page.getByRole('button', { name: 'Keep this key' }).click();
      await page.getByRole('heading', { name: 'A key is kept' }).waitFor();
      await page.getByRole('button', { name: 'Send me a trial message' }).click();
      await page.getByText('GOV.UK Notify has taken the message for you.').waitFor();
      await page.setViewportSize(PHONE);
      await expectSound(admin, 'own-notify');
      await admin.open('/notify');
      await page.getByRole('heading', { name: 'A key is kept' }).waitFor();
      expect(await key.getAttribute('type')).toBe('password');
      const typed = await page
        .locator('input')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
      expect([...typed, await page.content()].join()).not.toContain(notifyKey?.slice(-12));
      await page.getByRole('button', { name: 'Forget this key' }).click();
      await page.getByRole('button', { name: 'Yes, forget this key' }).click();
      await page.getByText('The last was forgotten').waitFor();
      expect(admin.complaints).toEqual([]);
      await admin.leave();
    },
  );
});
