import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasFocus, tabTo } from './harness/keys.ts';
import { HERE, withDevice } from './harness/passkey-device.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const EMAIL = 'head@harbour.demo';
describe('a passkey', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is added, lets in by itself, confirms who it is, and is removed', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    const { cdp, authenticatorId } = await withDevice(visitor);
    const verifies = (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    await page.goto(`${HERE()}/sign-in`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const button = page.getByRole('button', { name: 'Sign in with a passkey' });
    await button.click();
    // There is none on this device yet.
    await page.getByRole('alert').getByText('No passkey was used').waitFor();
    await expectSound(visitor, 'sign-in-no-passkey');
    await visitor.signIn(EMAIL);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();

    await page.goto(`${HERE()}/account`);
    const card = page.getByRole('region', { name: 'Passkeys' });
    await card.getByRole('button', { name: 'Add a passkey' }).click();
    await card.getByRole('alert').getByText('Enter a name for it').waitFor();
    const name = card.getByLabel('Name of a new passkey');
    await name.fill('Office laptop');
    let typed = false;
    // What the page asks for anew comes late, and the focus goes to what is said only when it is there.
    await page.route(
      '**/api/me/account',
      async (route) => {
        await expect.poll(() => typed).toBe(true);
        await route.fallback();
      },
      { times: 1 },
    );
    await page.keyboard.press('Enter');
    await page.getByText('Added. You can sign in with it from now on.').waitFor();
    await name.fill('The same again');
    typed = true;
    await card.getByText('Office laptop').first().waitFor();
    await card.getByText('not used yet').waitFor();
    await card.getByRole('button', { name: 'Add a passkey' }).waitFor();
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    // Whoever has typed on by then is not called back: Enter is pressed in what they typed.
    expect(await hasFocus(name)).toBe(true);
    await page.keyboard.press('Enter');
    await card.getByRole('alert').getByText('This device holds a passkey for you already').waitFor();
    await expectSound(visitor, 'passkeys');
    await page.setViewportSize(PHONE);
    await expectSound(visitor, 'passkeys');

    await page.goto(`${HERE()}/notices`);
    await page.getByText('A passkey was added to your account.').first().waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectSound(visitor, 'sign-in-passkey');
    await verifies(false);
    await button.click();
    await page.getByRole('alert').getByText('No passkey was used').waitFor();
    await verifies(true);
    await tabTo(page, 'Sign in with a passkey');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Menu' }).waitFor();

    await page.goto(`${HERE()}/account`);
    await card.getByText(/last used/).waitFor();
    await card.getByRole('button', { name: 'Remove Office laptop' }).click();
    // As if ten minutes had gone by since they signed in: the first answer alone is not the server's.
    await page.route(
      '**/api/me/passkeys/remove',
      (route) =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          json: {
            type: 'urn:trustward:problem:stepUpNeeded',
            title: 'Confirm that it is you',
            status: 403,
            code: 'stepUpNeeded',
            detail: 'Confirm that it is you, and then this is done.',
          },
        }),
      { times: 1 },
    );
    await card.getByRole('button', { name: 'Yes, remove it Office laptop' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await expectSound(visitor, 'step-up-passkey');
    await dialog.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('Removed: Office laptop. It lets nobody in any more.').waitFor();
    await expect.poll(() => card.getByRole('listitem').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('is told where it works by whoever came by a number, and is not offered where a browser has none', async () => {
    const visitor = await Visitor.arrive(browser, { viewport: PHONE });
    const { page } = visitor;
    await page.goto(`${baseUrl()}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').getByText(`Passkeys work at ${HERE()} only`).waitFor();
    await expectSound(visitor, 'sign-in-elsewhere');
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
    });
    await page.reload();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0);
    await visitor.leave();
  });
});
