import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

describe('calendars and absences', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are changed by the central team, once it has seen what comes of it', async () => {
    const admin = await Visitor.signedIn(browser, 'admin@tideway.demo');
    const { page } = admin;
    await admin.open('/report');
    await page.getByRole('link', { name: 'Calendars and absences' }).click();
    await page.getByLabel('Which school').selectOption({ index: 1 });
    await page.getByLabel('Terms').fill('1 September 2026 to');
    const seeDays = page.getByRole('button', { name: 'See what comes of these days' });
    await seeDays.click();
    await page.getByRole('alert').getByText('“1 September 2026 to” is no term.').waitFor();
    await page.getByLabel('Terms').fill('1 Sep 2026 to 23 Oct 2026\n2 Nov 2026 to 20 July 2027');
    await seeDays.click();
    await page.getByText('Nothing has been changed yet.').waitFor();
    await page.reload();
    const card = page.getByRole('region', { name: /^What comes of the calendar of / });
    await card.getByText(/^Drafted by .+ on .+\.$/).waitFor();
    await card.getByText('Nothing has been changed yet.').waitFor();
    await page.setViewportSize(PHONE);
    await expectSound(admin, 'change-counted');
    await card.getByText(/Somebody else must confirm it\./).waitFor();
    const second = await drawn();
    // Others act on cases of this school meanwhile: what was counted may be so no more, and is then counted anew.
    const apply = second.page.getByRole('button', { name: 'Apply this change' });
    const isDone = page.getByRole('heading', { name: /^What came of the calendar of / });
    await expect
      .poll(async () => {
        if (await apply.isVisible()) {
          await apply.click({ timeout: 1_000 }).catch(() => null);
        }
        await page.reload();
        await page.getByLabel('Which school').waitFor();
        return isDone.isVisible();
      })
      .toBe(true);
    await second.leave();
    await page.getByText(/^Moved /).waitFor();
    await page.getByLabel('Which school').selectOption({ index: 1 });
    await expect.poll(() => page.getByLabel('Terms').inputValue()).toMatch(/^1 September 2026 to/);
    await page.getByLabel('Terms').fill('');
    await seeDays.click();
    await card.getByRole('button', { name: 'Put it aside' }).click();
    await page.getByText('It was put aside. Nothing was changed.').waitFor();
    await expect.poll(() => card.count()).toBe(0);
    await page.getByLabel('Which school').selectOption({ label: 'The trust as a whole' });
    await page.getByLabel('Which day').fill('28 Nov 2026');
    const seeDay = page.getByRole('button', { name: 'See what comes of this day' });
    await seeDay.click();
    await page.getByRole('alert').getByText('Offices are closed at weekends anyhow.').waitFor();
    await page.getByLabel('Which day').fill('27 Nov 2026');
    await seeDay.click();
    const day = page.getByRole('region', { name: /^What comes of a closed day for / });
    await day.getByText('Offices are closed on 27 November 2026.').waitFor();
    await day.getByRole('button', { name: 'Put it aside' }).click();
    await expect.poll(() => day.count()).toBe(0);
    await page.getByLabel('Which school').selectOption({ index: 1 });
    await page.getByLabel('Who', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('From when').fill(`${inAYear}T09:00`);
    await page.getByLabel('Until when').fill(`${inAYear}T17:00`);
    await page.getByRole('button', { name: 'See what comes of this absence' }).click();
    const absence = page.getByRole('region', { name: /^What comes of the absence of / });
    await absence.getByText(/^When it begins, as cases stand now: /).waitFor();
    await absence.getByRole('button', { name: 'Apply this change' }).click();
    await absence.getByText('This is entered, and begins by itself.').waitFor();
    await expectSound(admin, 'absence-entered');
    await absence.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(() => absence.count()).toBe(0);
    expect(admin.complaints).toEqual([]);
    await admin.leave();
  });

  it('001.07 stand beside what is held of a local authority: numbers, addresses, hours and limits, each confirmed by another', async () => {
    const admin = await Visitor.signedIn(browser, 'admin@tideway.demo');
    const { page } = admin;
    await admin.open('/report');
    await page.getByRole('link', { name: 'Local authorities' }).click();
    await page.getByLabel('Which local authority').selectOption({ label: 'Westmere Council' });
    const number = page.getByLabel('Westmere Emergency Duty Team');
    await number.fill('ring Pat');
    const keep = page.getByRole('button', { name: 'as the number of Westmere Emergency Duty Team' });
    await keep.click();
    await page.getByRole('alert').getByText('Write a telephone number').waitFor();
    await number.fill('01632 960199');
    await keep.click();
    await page.getByText('Westmere Emergency Duty Team: 01632 960199.').waitFor();
    const address = page
      .getByRole('textbox', { name: 'Westmere', exact: false })
      .and(page.locator('[type=email]'))
      .first();
    const mailed = await address.inputValue();
    const keepMail = page
      .getByRole('button', { name: /^Ask for it to be kept as the e-mail address of/ })
      .first();
    await address.fill('the hub');
    await keepMail.click();
    await page.getByRole('alert').getByText('Write an e-mail address').waitFor();
    await address.fill('new-door@westmere.example');
    await keepMail.click();
    await page.getByText(/: new-door@westmere\.example\.$/).waitFor();
    await expectSound(admin, 'authority-contacts-wide');
    await page.getByLabel('A referral made by telephone follows in writing').fill('soon');
    const see = page.getByRole('button', { name: 'See what comes of this' });
    await see.click();
    await page.getByRole('alert').getByText('“soon” is no length of time').waitFor();
    await page.getByLabel('A referral made by telephone follows in writing').fill('12 hours');
    await page.getByLabel('When its offices are open').fill('Monday to Friday, 9:00 to 16:00');
    await see.click();
    const card = page.getByRole('region', {
      name: 'What comes of other hours or limits of Westmere Council',
    });
    await card.getByText('Nothing has been changed yet.').waitFor();
    await card.getByText(/^Moves /).waitFor();
    await expectSound(admin, 'authority-counted-wide');
    await page.setViewportSize(PHONE);
    await expectSound(admin, 'authority-counted');
    await card.getByText(/Somebody else must confirm it\./).waitFor();
    await expect(card.getByRole('button', { name: 'Apply this change' }).count()).resolves.toBe(0);
    const second = await drawn();
    await expectSound(second, 'to-confirm');
    const theirs = second.page.getByRole('region', { name: /^What comes of other hours or limits of/ });
    await theirs.getByRole('button', { name: 'Apply this change' }).waitFor();
    const applied = second.page.waitForResponse('**/api/changes/*/apply');
    // Read before the number is applied, and on its way still when it is.
    await second.page.route(
      /to-confirm\?limit=10$/,
      async (route) => {
        const answer = await route.fetch();
        await applied;
        await route.fulfill({ response: answer });
      },
      { times: 1 },
    );
    await theirs.getByRole('button', { name: 'Put it aside' }).click();
    await confirmContacts(second);
    await page.reload();
    await page.getByLabel('Which local authority').selectOption({ label: 'Westmere Council' });
    await page.getByText(/^Your own, in place of 01632 960111\. Last rung by .+\.$/).waitFor();
    await page.getByText(/^Your own, in place of .+@.+\. Set by .+\.$/).waitFor();
    await expect.poll(() => card.count()).toBe(0);
    await page.getByRole('button', { name: /everybody’s number of Westmere Emergency Duty Team/ }).click();
    await page.getByText('Westmere Emergency Duty Team: everybody’s number again.').waitFor();
    await page.getByRole('button', { name: /everybody’s e-mail address of/ }).click();
    await page.getByText(/: everybody’s e-mail address again\.$/).waitFor();
    await second.page.reload();
    await confirmContacts(second);
    expect(second.complaints).toEqual([]);
    await second.leave();
    await page.reload();
    await page.getByLabel('Which local authority').selectOption({ label: 'Westmere Council' });
    await expect.poll(() => address.inputValue()).toBe(mailed);
    expect(admin.complaints).toEqual([]);
    await admin.leave();
  });

  /** The number and the address, each as soon as it was counted, which the page is not told. */
  async function confirmContacts({ page }: Visitor): Promise<void> {
    for (const what of ['telephone number', 'e-mail address']) {
      const waiting = page.getByRole('region', { name: `What comes of another ${what} of` });
      while (!(await waiting.isVisible())) {
        await page.reload();
        await page.locator('tw-change-cards section, .card').first().waitFor();
      }
      await waiting.getByRole('button', { name: 'Apply this change' }).click();
      await waiting.waitFor({ state: 'detached' });
    }
    await page.getByText('Nothing waits for you today.').waitFor();
  }

  /** Whoever of the leaders it waits for today. */
  async function drawn(): Promise<Visitor> {
    for (const leader of ['safeguarding', 'ceo']) {
      const visitor = await Visitor.signedIn(browser, `${leader}@tideway.demo`, { viewport: PHONE });
      await visitor.open('/to-confirm');
      await visitor.page.getByRole('heading', { level: 1, name: 'To confirm' }).waitFor();
      await visitor.page.locator('tw-change-cards section, .card').first().waitFor();
      if ((await visitor.page.locator('tw-change-cards section').count()) > 0) return visitor;
      await visitor.leave();
    }
    throw new Error('It waits for nobody.');
  }
});
