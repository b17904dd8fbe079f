import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HERE, withDevice } from './harness/passkey-device.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const ADMINISTRATOR = 'admin@tideway.demo';
const TRUSTEE = 'trustee@tideway.demo';
const ASKS = 'Your trust asks for more than a password';

describe('a trust that asks for more than a password', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is set by whoever has shown it, led to be set up, and shown at the next sign-in', async () => {
    const here = await Visitor.arrive(browser);
    await withDevice(here);
    await here.page.goto(`${HERE()}/sign-in`);
    await here.signIn(ADMINISTRATOR);
    await here.page.getByRole('button', { name: 'Sign out' }).waitFor();
    const set = async (what: string, said: string) => {
      await here.page.goto(`${HERE()}/signing-in`);
      await here.page.getByLabel('Safeguarding trustee').selectOption({ label: what });
      await here.page.getByRole('button', { name: 'Save who' }).click();
      await here.page.getByText(said).first().waitFor();
    };
    await set('Passkey only', 'Sign in yourself with what you ask of others');
    await expectSound(here, 'proofs-asked');
    await here.page.setViewportSize(PHONE);
    await expectSound(here, 'proofs-asked');
    await here.page.goto(`${HERE()}/account`);
    const own = here.page.getByRole('region', { name: 'Passkeys' });
    await own.getByLabel('Name of a new passkey').fill('Admin’s key');
    await here.page.keyboard.press('Enter');
    await here.page.getByText('Added. You can sign in with it').waitFor();

    const there = await Visitor.arrive(browser, { viewport: PHONE });
    const { page } = there;
    await withDevice(there);
    await page.goto(`${HERE()}/sign-in`);
    await there.signIn(TRUSTEE);
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    await set('Passkey only', 'Saved. It is asked from now on.');
    // What was open asks for something, and is told.
    await page.goto(`${HERE()}/account`);
    await page
      .getByRole('button', { name: /^Forget/ })
      .first()
      .click();
    await page.getByRole('heading', { name: ASKS }).waitFor();
    await page.goto(`${HERE()}/`);
    await page.getByRole('heading', { name: ASKS }).waitFor();
    await expectSound(there, 'prove-set-up');
    await page.setViewportSize({ width: 1366, height: 900 });
    await expectSound(there, 'prove-set-up');
    await page.setViewportSize(PHONE);
    await page.getByLabel('Name of a new passkey').fill('Telephone');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'That is all that your trust asks for' }).waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await there.signIn(TRUSTEE);
    await page.getByRole('heading', { name: ASKS }).waitFor();
    await page.getByText('Show yours, and everything is open to you.').waitFor();
    await expectSound(there, 'prove-show');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    // As if they had lost it: whoever looks after Trustward lets them begin anew.
    await here.page.goto(`${HERE()}/signing-in`);
    const address = here.page.getByLabel('Their e-mail address');
    await address.fill(ADMINISTRATOR);
    await here.page.keyboard.press('Enter');
    await here.page.getByRole('alert').getByText('Nobody else of your trust alone').waitFor();
    await address.fill(TRUSTEE);
    await here.page.keyboard.press('Enter');
    await here.page.getByText('They can begin anew').waitFor();
    await expectSound(here, 'reset-proofs');
    await there.signIn(TRUSTEE);
    await page.getByText('Set one up here').waitFor();
    await there.leave();

    await set('Password is enough', 'Saved. It is asked from now on.');
    await here.page.goto(`${HERE()}/account`);
    await own.getByRole('button', { name: /^Remove/ }).click();
    await own.getByRole('button', { name: /^Yes, remove it/ }).click();
    await here.page.getByText('Removed: Admin’s key.').waitFor();
    expect([...here.complaints, ...there.complaints]).toEqual([]);
    await here.leave();
  });
});
