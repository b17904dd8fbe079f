import type { Browser, Route } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PASSWORD, PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const STEP_UP_NEEDED = {
  type: 'urn:trustward:problem:stepUpNeeded',
  title: 'Confirm that it is you',
  status: 403,
  code: 'stepUpNeeded',
  detail: 'Confirm that it is you, and then this is done.',
};
const answerOnce = (json: typeof STEP_UP_NEEDED) => (route: Route) =>
  route.fulfill({ status: json.status, contentType: 'application/problem+json', json });

describe('my account', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('shows where I am signed in, and what I sign out elsewhere is out on that device by itself', async () => {
    const email = 'chair@hollins.demo';
    const there = await Visitor.arrive(browser);
    await there.context.request.post(`${baseUrl()}/api/sign-in`, { data: { email, password: PASSWORD } });
    await there.open('/report');
    const here = await Visitor.signedIn(browser, email);
    const { page } = here;
    await here.open('/report');
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByText('This one').first().waitFor();
    await page.getByText(`You sign in as ${email}.`).waitFor();
    const sessions = page.getByRole('region', { name: 'Where you are signed in' });
    const before = await sessions.getByRole('listitem').count();
    await sessions
      .getByRole('button', { name: /^Sign out Chrome/ })
      .first()
      .click();
    await page.getByText('Signed out: Chrome').waitFor();
    await expect.poll(() => sessions.getByRole('listitem').count()).toBe(before - 1);
    await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe('sessions-title');
    // Nothing is pressed there: its stream ends.
    await there.page.getByText('You were signed out.').waitFor();
    expect(here.complaints).toEqual([]);
    await there.leave();
    await here.leave();
  });

  it('changes a password, says what is wrong with one, and lets in by the new one', async () => {
    const email = 'chair@staidans.demo';
    const here = await Visitor.signedIn(browser, email);
    const { page } = here;
    await here.open('/account');
    const form = page.getByRole('region', { name: 'Change your password' });
    const change = async (current: string, next: string) => {
      await form.getByLabel('Current password').fill(current);
      await form.getByLabel('New password').fill(next);
      await form.getByRole('button', { name: 'Change password' }).click();
    };
    const problem = form.getByRole('alert');
    await change(PASSWORD, 'too short');
    await problem.getByText('Use 12 characters or more').waitFor();
    await change(PASSWORD, 'Sunshine2026!');
    await problem.getByText('Many people use this password').waitFor();
    await page.setViewportSize(PHONE);
    await expectSound(here, 'account-password');
    await change('not this', 'seven grey herons');
    await problem.getByText('This is not your password').waitFor();
    await change(PASSWORD, 'seven grey herons');
    await page.getByText('Your password is changed.').waitFor();
    await expect(form.getByLabel('New password').inputValue()).resolves.toBe('');
    const answer = await here.context.request.post(`${baseUrl()}/api/sign-in`, {
      data: { email, password: 'seven grey herons' },
    });
    expect(answer.status()).toBe(200);
    await page.reload();
    // Nor can it be what it was: the demo's own password is mostly the product's name.
    await change('seven grey herons', PASSWORD);
    await problem.getByText('mostly your name').waitFor();
    await here.leave();
  });

  it('forgets a browser', async () => {
    const here = await Visitor.signedIn(browser, 'chair@quayside.demo');
    await here.open('/account');
    const devices = here.page.getByRole('region', { name: 'Browsers you have signed in from' });
    await devices
      .getByRole('button', { name: /^Forget/ })
      .first()
      .click();
    await here.page.getByText('Forgotten: ').waitFor();
    await here.leave();
  });
});

describe('how long the trust’s people stay signed in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is set by the central team, and holds for its people at once', async () => {
    const admin = await Visitor.signedIn(browser, 'admin@tideway.demo');
    const { page } = admin;
    await admin.open('/report');
    await page.getByRole('link', { name: 'Signing in' }).click();
    const twenty = page.getByRole('radio', { name: '20 minutes' });
    await twenty.check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. It holds for everybody in the trust').waitFor();
    await page.getByText(/Set .* by /).waitFor();
    await expect(twenty.isChecked()).resolves.toBe(true);
    const { idleEndsAt, now } = (await (await admin.context.request.get(`${baseUrl()}/api/me`)).json()) as {
      idleEndsAt: string;
      now: string;
    };
    expect(Date.parse(idleEndsAt) - Date.parse(now)).toBeLessThanOrEqual(20 * 60_000);
    await page.getByRole('radio', { name: '1 hour' }).check();
    // As if ten minutes had gone by since they signed in: the first answer alone is not the server's.
    await page.route('**/api/trust/sign-in', answerOnce(STEP_UP_NEEDED), { times: 1 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.waitFor();
    await expectSound(admin, 'step-up');
    await page.setViewportSize(PHONE);
    await expectSound(admin, 'step-up');
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByText('Confirm that it is you').waitFor();
    await page.route('**/api/trust/sign-in', answerOnce(STEP_UP_NEEDED), { times: 1 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.keyboard.type('not this');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('This is not your password').waitFor();
    await dialog.getByLabel('Your password').fill(PASSWORD);
    const repeated = page.waitForRequest('**/api/trust/sign-in');
    await page.keyboard.press('Enter');
    expect((await repeated).postDataJSON()).toMatchObject({ idleMinutes: 60 });
    await page.getByText('Saved. It holds').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(admin.complaints).toEqual([]);
    await admin.leave();
  });
});
