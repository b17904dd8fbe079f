import type { Browser } from '@playwright/test';
import type { Me } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Issuer } from '../api/issuer.ts';
import { tabTo } from './harness/keys.ts';
import { expectSound } from './harness/sound.ts';
import { PASSWORD, PHONE, Visitor, WIDE, baseUrl, launchBrowser } from './harness/visitor.ts';

const ADMIN = 'admin@tideway.demo';
const OWNER = 'vicechair@tideway.demo';

describe('a trust’s own sign-on', () => {
  let browser: Browser;
  let issuer: Issuer | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await issuer?.end();
    await browser.close();
  });

  // Of a product that is not ours nobody says that it may ask this machine.
  it.skipIf(inject('notifyKey') === null)(
    'is set up, tried, linked by its owner, signs them in, and is taken away',
    async () => {
      const admin = await Visitor.signedIn(browser, ADMIN);
      const { page } = admin;
      const who = (await (await admin.context.request.get(`${baseUrl()}/api/me`)).json()) as Me;
      const back = `${baseUrl()}/sign-in/back/${who.trust.id}`;
      const provider = await Issuer.start({ shape: 'entra', redirects: [back] });
      issuer = provider;
      await admin.open('/signing-in');
      const card = page.getByRole('region', { name: 'Your trust’s own sign-on' });
      await card.getByText(back).waitFor();
      await expectSound(admin, 'trust-sign-on-none');
      await card.getByRole('button', { name: 'Keep this sign-on' }).click();
      await card.getByRole('alert').getByText('Give the client id').waitFor();
      const { issuer: named, clientId, clientSecret } = provider.given;
      await card.getByLabel('Issuer').fill('https://127.0.0.1:1');
      await card.getByLabel('Client id').fill(clientId);
      await card.getByLabel('Client secret', { exact: true }).fill(clientSecret);
      await card.getByRole('button', { name: 'Keep this sign-on' }).click();
      await card.getByRole('alert').getByText('No issuer answers there by this name').waitFor();
      await page.setViewportSize(PHONE);
      await expectSound(admin, 'trust-sign-on-refused');
      await page.setViewportSize(WIDE);
      await card.getByLabel('Issuer').fill(named);
      await card.getByRole('button', { name: 'Keep this sign-on' }).click();
      await card.getByText('Not since it was given').waitFor();
      expect(await page.content()).not.toContain(clientSecret);
      await card.getByRole('button', { name: 'Try it' }).click();
      await page.getByRole('heading', { name: 'It works' }).waitFor();
      expect(page.url()).toBe(back);
      await expectSound(admin, 'sign-on-worked');
      await page.getByRole('link', { name: 'Go back to Signing in' }).click();
      await card.getByText('It worked').waitFor();
      await expectSound(admin, 'trust-sign-on');
      await page.setViewportSize(PHONE);
      await expectSound(admin, 'trust-sign-on');

      const owner = await Visitor.signedIn(browser, OWNER, { viewport: PHONE });
      provider.person = { sub: 'the chair', email: 'somebody@issuer.example' };
      await owner.open('/account');
      const own = owner.page.getByRole('region', { name: 'Your trust’s sign-on' });
      await own.waitFor();
      await expectSound(owner, 'own-sign-on');
      await own.getByRole('button', { name: 'Link your trust’s sign-on' }).click();
      await owner.page.getByRole('heading', { name: 'Your account is linked' }).waitFor();
      await expectSound(owner, 'sign-on-linked');
      await owner.page.getByRole('link', { name: 'Go on to My account' }).click();
      await own.getByText('Linked').waitFor();
      await expectSound(owner, 'own-sign-on-linked');
      await owner.signOut(OWNER);

      // The browser knows it from then on; another by its address alone, and no mouse is needed.
      await owner.page.getByRole('button', { name: 'Sign in with Tideway' }).waitFor();
      await expectSound(owner, 'sign-in-with');
      await tabTo(owner.page, /^Sign in with Tideway/);
      await owner.page.keyboard.press('Enter');
      await owner.page.getByRole('button', { name: 'Menu' }).waitFor();
      const there = await Visitor.arrive(browser);
      await there.page.goto(back.replace('/back/', '/with/'));
      await there.page.getByRole('heading', { name: 'Sign in with your trust’s account' }).waitFor();
      await expectSound(there, 'sign-on');
      await there.page.setViewportSize(PHONE);
      await expectSound(there, 'sign-on');
      await tabTo(there.page, 'Go on');
      await there.page.keyboard.press('Enter');
      await there.page.getByRole('button', { name: 'Menu' }).waitFor();
      // What an issuer says is no proof that it is they: what matters most asks for the password all the same.
      await there.open('/account');
      await there.page.getByRole('button', { name: 'Set up an authenticator app' }).click();
      const dialog = there.page.getByRole('dialog', { name: 'Confirm that it is you' });
      await dialog.getByLabel('Your password').fill(PASSWORD);
      await there.page.keyboard.press('Enter');
      await there.page.getByRole('img', { name: 'The key, as a picture to scan' }).waitFor();

      // Somebody whom the issuer names and nobody linked.
      const stranger = await Visitor.arrive(browser, { viewport: PHONE });
      provider.person = { sub: 'a stranger', email: OWNER };
      await stranger.page.goto(back.replace('/back/', '/with/'));
      await stranger.page.getByRole('button', { name: 'Go on' }).click();
      await stranger.page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
      await expectSound(stranger, 'sign-on-refused');
      await stranger.page.getByRole('link', { name: 'Go to the sign-in' }).click();
      await stranger.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();

      // A client id mistyped where the secret was to be renewed: it is said before anything is, also where somebody linked since.
      await page.setViewportSize(WIDE);
      await card.getByLabel('Issuer').fill(named);
      await card.getByLabel('Client id').fill('another');
      await card.getByLabel('Client secret', { exact: true }).fill(clientSecret);
      const keep = card.getByRole('button', { name: 'Keep this sign-on' });
      await keep.click();
      await card.getByRole('alert').getByText('would unlink every account').waitFor();
      await card.getByText('One account').waitFor();
      await keep.click();
      await card.getByRole('button', { name: 'Yes, unlink every account' }).waitFor();
      await expectSound(admin, 'trust-sign-on-other');
      // What is typed there is longer than its field, which scrolls.
      await page.setViewportSize(PHONE);
      await admin.shot('trust-sign-on-other');
      await page.setViewportSize(WIDE);
      await card.getByRole('button', { name: 'Look again' }).click();
      await card.getByLabel('Client id').fill(clientId);
      await keep.click();
      await card.getByText('Not since it was given').waitFor();
      await card.getByText('One account').waitFor();
      await card.getByRole('button', { name: 'Take it away' }).click();
      await card.getByRole('button', { name: 'Yes, take it away' }).click();
      await card.getByText('The last was taken away').waitFor();
      await there.page.getByText('You were signed out.').waitFor();
      await stranger.page.goto(back.replace('/back/', '/with/'));
      await stranger.page.getByRole('button', { name: 'Go on' }).click();
      await stranger.page.getByRole('alert').getByText('There is no sign-on at this address').waitFor();
      const all = [admin, owner, there, stranger];
      expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
      for (const one of all) await one.leave();
    },
  );
});
