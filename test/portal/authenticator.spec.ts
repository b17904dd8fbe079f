import type { Browser } from '@playwright/test';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PASSWORD, PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const EMAIL = 'chair@harbour.demo';

describe('an authenticator app', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is set up, asked for at the sign-in, let go of by a recovery code, and turned off', async () => {
    const here = await Visitor.signedIn(browser, EMAIL);
    const { page } = here;
    await here.open('/account');
    const card = page.getByRole('region', { name: 'Authenticator app' });
    await card.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await card.getByRole('img', { name: 'The key, as a picture to scan' }).waitFor();
    const secret = (await card.locator('.key').innerText()).replaceAll(' ', '');
    await expectSound(here, 'authenticator-begun');
    await page.setViewportSize(PHONE);
    await expectSound(here, 'authenticator-begun');
    const shows = (steps = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
    const digits = card.getByLabel('Six digits from the app');
    await digits.fill('12');
    await page.keyboard.press('Enter');
    await card.getByRole('alert').getByText('Enter the six digits that the app shows').waitFor();
    await digits.fill(shows().replace(/^.../, '$& '));
    await page.keyboard.press('Enter');
    await card.getByText('Keep these recovery codes').waitFor();
    const codes = await card.getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    await expectSound(here, 'recovery-codes');
    await card.getByRole('button', { name: 'I have kept them' }).click();
    await card.getByText('10 recovery codes left').waitFor();
    await expectSound(here, 'authenticator-on');

    const there = await Visitor.arrive(browser, { viewport: PHONE });
    await there.page.goto(`${baseUrl()}/sign-in`);
    const enter = async (code: string) => {
      await there.page.getByLabel('E-mail address').fill(EMAIL);
      await there.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await there.page.keyboard.press('Enter');
      await there.page.getByRole('heading', { name: 'Enter your code' }).waitFor();
      await there.page.getByLabel('Code').fill(code);
      await there.page.keyboard.press('Enter');
    };
    await enter('000 000');
    await there.page.getByRole('alert').getByText('This code lets nobody in').waitFor();
    await expectSound(there, 'sign-in-code');
    await there.page.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await there.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enter(shows(1));
    await there.page.getByRole('heading', { level: 1 }).waitFor();
    await there.page.getByRole('button', { name: 'Menu' }).waitFor();
    await there.leave();

    await card.getByRole('button', { name: 'Turn it off' }).click();
    // As if ten minutes had gone by since they signed in: the first answer alone is not the server's.
    await page.route(
      '**/api/me/authenticator/off',
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
    await card.getByRole('button', { name: 'Yes, turn it off' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByLabel('Code').fill(codes[0] ?? '');
    await expectSound(here, 'step-up-code');
    await page.keyboard.press('Enter');
    await page.getByText('It is off: your password alone lets you in.').waitFor();
    await card.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
    expect([...here.complaints, ...there.complaints]).toEqual([]);
    await here.leave();
  });
});
