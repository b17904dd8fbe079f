import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mailedLink } from './harness/letters.ts';
import { expectSound } from './harness/sound.ts';
import { PASSWORD, PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

const JOINER = 'Wanda Flint';
const OWN = 'a walrus borrows umbrellas';

describe.skipIf(inject('lettersUrl') === null)('3.1 an invitation', () => {
  let browser: Browser;
  let admin: Visitor;
  beforeAll(async () => {
    browser = await launchBrowser();
    admin = await Visitor.signedIn(browser, 'admin@larkfield.demo');
  });
  afterAll(async () => {
    await admin.leave();
    await browser.close();
  });
  const everywhere = async (who: Visitor, name: string) => {
    await who.page.setViewportSize(WIDE);
    await expectSound(who, name);
    await who.page.setViewportSize(PHONE);
    await expectSound(who, name);
    await who.page.setViewportSize(WIDE);
  };
  /** Asked again who it is where that is a while ago. */
  const confirmed = async () => {
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
  };

  it('is sent, sent anew and withdrawn by an administrator, and becomes an account by whoever has the letter, by keyboard alone', async () => {
    const { page } = admin;
    await admin.open('/people');
    await page.getByLabel('Name or e-mail address').fill(JOINER);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: JOINER }).click();
    const card = page.getByRole('region', { name: 'Invitation' });
    await card.getByRole('button', { name: 'Invite them to make an account' }).waitFor();
    const email = (
      await page.locator('dt', { hasText: 'E-mail address' }).locator('+ dd').innerText()
    ).trim();
    await everywhere(admin, 'person-not-invited');
    await card.getByRole('button', { name: 'Invite them to make an account' }).focus();
    await page.keyboard.press('Enter');
    if (await page.getByRole('dialog').isVisible()) await confirmed();
    await card.getByText(/^Invited, until /).waitFor();
    const first = await mailedLink(email, 'invitation');
    await everywhere(admin, 'person-invited');
    await card.getByRole('button', { name: 'Withdraw the invitation' }).click();
    await page.getByText('The invitation is withdrawn').waitFor();

    const joiner = await Visitor.arrive(browser, { viewport: PHONE });
    const asked: string[] = [];
    joiner.page.on('request', (request) => asked.push(request.url()));
    await joiner.page.goto(`${baseUrl()}${first}`);
    await joiner.page.getByRole('heading', { name: 'Ask for a new link' }).waitFor();
    await everywhere(joiner, 'invitation-gone');

    await card.getByRole('button', { name: 'Invite them to make an account' }).click();
    await card.getByText(/^Invited, until /).waitFor();
    const second = await mailedLink(email, 'invitation', [first]);
    await admin.open('/people');
    await page.getByLabel('Name or e-mail address').fill(JOINER);
    await page.getByRole('button', { name: 'Find' }).click();
    await page
      .getByRole('row')
      .filter({ hasText: JOINER })
      .getByText(/^Invited, until /)
      .waitFor();
    await everywhere(admin, 'people-invited');

    await joiner.page.goto('about:blank');
    await joiner.page.goto(`${baseUrl()}${second}`);
    await joiner.page.getByRole('heading', { name: 'Make your account' }).waitFor();
    await everywhere(joiner, 'invitation');
    const password = joiner.page.getByLabel('Your password');
    await password.fill('too short');
    await joiner.page.keyboard.press('Enter');
    await joiner.page.getByRole('alert').getByText('Use 12 characters or more').waitFor();
    await everywhere(joiner, 'invitation-too-short');
    await password.fill(OWN);
    await joiner.page.keyboard.press('Enter');
    await joiner.page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
    const me = () => joiner.context.request.get(`${baseUrl()}/api/me`);
    await expect.poll(async () => (await me()).status()).toBe(200);
    await joiner.page.getByText('What you do here begins on the day').waitFor();
    await everywhere(joiner, 'invitation-taken');
    // Behind the mark in the address it reached no server.
    const secrets = [first, second].map((link) => link.split('#')[1] ?? '-');
    expect(asked.filter((url) => secrets.some((it) => url.split('#')[0]?.includes(it)))).toEqual([]);
    await admin.open('/people');
    await page.getByLabel('Name or e-mail address').fill(JOINER);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: JOINER }).click();
    await page.getByText('Has an account', { exact: true }).waitFor();
    expect(await page.getByRole('region', { name: 'Invitation' }).count()).toBe(0);
    expect([...admin.complaints, ...joiner.complaints]).toEqual([]);
    await joiner.leave();
  });

  it('comes of somebody who joins: what comes of it is shown first, in the same words whoever they are', async () => {
    const { page } = admin;
    await admin.open('/people');
    await page.getByRole('link', { name: 'Add somebody who joins' }).click();
    const see = page.getByRole('button', { name: 'See what comes of it' });
    await see.click();
    await page.getByRole('alert').getByText('Enter their name').waitFor();
    await everywhere(admin, 'joiner-missing');
    await page.getByLabel('Name', { exact: true }).fill('Noor Newly');
    await page.getByLabel('E-mail address at work').fill('noor@larkfield.demo');
    await page.getByLabel('Which post begins').selectOption({ label: 'Deputy safeguarding lead' });
    await see.click();
    await page.getByRole('alert').getByText('Choose the school of their post').waitFor();
    await page.getByLabel('At which school').selectOption({ label: 'Oakfield Primary School' });
    await see.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: 'What comes of the joining of Noor Newly' });
    await card.getByText(/^Deputy safeguarding lead, Oakfield Primary School: begins now\.$/).waitFor();
    await card.getByText('they are sent a link to noor@larkfield.demo').waitFor();
    await card.getByText(/Somebody else must confirm it\./).waitFor();
    await everywhere(admin, 'joiner');
    await card.getByRole('button', { name: 'Put it aside' }).click();
    await expect.poll(() => card.count()).toBe(0);
    expect(admin.complaints).toEqual([]);
  });

  it('to an address by which somebody signs in already is joined by them alone, signed in to the account that they have', async () => {
    const owner = 'chair@tideway.demo';
    const { page } = admin;
    await admin.open('/people/new');
    await page.getByLabel('Name', { exact: true }).fill('Leonard Both');
    await page.getByLabel('E-mail address at work').fill(owner);
    await page.getByLabel('Which post begins').selectOption({ label: 'Auditor' });
    await page.getByRole('button', { name: 'See what comes of it' }).click();
    const title = 'What comes of the joining of Leonard Both';
    await page.getByRole('region', { name: title }).getByText('Nothing has been changed yet.').waitFor();
    await confirmedBySecond(title);
    const link = await mailedLink(owner, 'invitation');

    const theirs = await Visitor.arrive(browser, { viewport: PHONE });
    await theirs.page.goto(`${baseUrl()}${link}`);
    await theirs.page.getByRole('heading', { name: 'asks you to join' }).waitFor();
    expect(await theirs.page.getByLabel('Your password').count()).toBe(0);
    await everywhere(theirs, 'invitation-has-account');
    await theirs.page.getByRole('button', { name: 'Sign in' }).click();
    await theirs.page.getByLabel('E-mail address').fill(owner);
    await theirs.page.getByLabel('Password').fill(PASSWORD);
    await theirs.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await theirs.page.getByText('You are signed in as Leonard Hughes.').waitFor();
    await everywhere(theirs, 'invitation-join');
    await theirs.page.getByRole('button', { name: /^Join / }).click();
    await theirs.page.getByRole('heading', { name: /^You belong to / }).waitFor();
    await everywhere(theirs, 'invitation-joined');
    expect([...admin.complaints, ...theirs.complaints]).toEqual([]);
    await theirs.leave();
  });

  /** Whoever was drawn of the leaders today. */
  async function confirmedBySecond(title: string): Promise<void> {
    for (const leader of ['safeguarding', 'ceo']) {
      const second = await Visitor.signedIn(browser, `${leader}@larkfield.demo`);
      await second.open('/to-confirm');
      await second.page.locator('tw-change-cards section, .card').first().waitFor();
      const apply = second.page
        .getByRole('region', { name: title })
        .getByRole('button', { name: 'Apply this change' });
      const isDrawn = (await apply.count()) > 0;
      // Whatever else is being done in this trust meanwhile is waited for, as its words ask of a person.
      if (isDrawn) await expect.poll(() => applied(second.page, title)).toBe('');
      await second.leave();
      if (isDrawn) return;
    }
    throw new Error('It waits for nobody.');
  }

  /** Presses it, with a password where that is asked for, and says why it was refused. */
  async function applied(page: Page, title: string): Promise<string> {
    await page.reload();
    const card = page.getByRole('region', { name: title });
    await card.getByRole('button', { name: 'Apply this change' }).click();
    const [dialog, outcome] = [page.getByRole('dialog'), page.locator('#outcome')];
    const refused = page.locator('main').getByRole('alert');
    const asked = dialog.getByLabel('Your password');
    await asked.or(outcome).or(refused).first().waitFor();
    if (await asked.isVisible()) {
      await asked.fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Confirm' }).click();
      await outcome.or(refused).first().waitFor();
    }
    return (await outcome.isVisible()) ? '' : refused.innerText();
  }
});
