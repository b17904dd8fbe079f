import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

describe('people', () => {
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
  const everywhere = async (name: string) => {
    await expectSound(admin, name);
    await admin.page.setViewportSize(PHONE);
    await expectSound(admin, name);
    await admin.page.setViewportSize(WIDE);
  };

  it('are found by name, school, post and state, by keyboard alone', async () => {
    const { page } = admin;
    await admin.open('/report');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await page.getByRole('button', { name: 'Show more' }).waitFor();
    await page.getByLabel('School', { exact: true }).selectOption({ label: 'Oakfield Primary School' });
    await page.getByRole('button', { name: 'Find' }).focus();
    await page.keyboard.press('Enter');
    await row('Hamish Doyle').getByText('Left').waitFor();
    await row('Wanda Flint').getByText('Starting').waitFor();
    await row('Callum Winter').getByText('Unavailable').waitFor();
    await row('Priya Shah').getByText('Active').waitFor();
    await everywhere('people');
    await page.getByLabel('Name or e-mail address').fill('priya');
    await page.keyboard.press('Enter');
    await page.getByText('1 person', { exact: true }).waitFor();
    await page.getByLabel('Name or e-mail address').fill('nobody of that name');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody is found.').waitFor();
  });

  it('leave on a day, once somebody else confirmed it: what comes of it is shown first', async () => {
    const { page } = admin;
    await admin.open('/people');
    await page.getByLabel('Name or e-mail address').fill('priya shah');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'Priya Shah' }).click();
    const see = page.getByRole('button', { name: 'See what comes of it' });
    await see.click();
    await page.getByRole('alert').getByText('Say which post ends, or which begins.').waitFor();
    await everywhere('person');
    await page.getByLabel('Which post ends').selectOption({ label: 'All of them: they leave' });
    await page.getByLabel('From when').fill(`${inAYear}T17:00`);
    await see.click();
    const card = page.getByRole('region', { name: 'What comes of other posts of Priya Shah' });
    await card.getByText(/^When it begins, as cases stand now: .*get another owner\.$/).waitFor();
    await card.getByText(/^Designated safeguarding lead, Oakfield Primary School: ends on /).waitFor();
    await card.getByText(/Somebody else must confirm it\./).waitFor();
    await everywhere('person-leaving');
    await card.getByRole('button', { name: 'Put it aside' }).click();
    await expect.poll(() => card.count()).toBe(0);
  });

  it('begin another post at another school, which is asked for where a post is of one', async () => {
    const { page } = admin;
    await page.getByLabel('Which post begins').selectOption({ label: 'Chief executive' });
    expect(await page.getByLabel('At which school').count()).toBe(0);
    await page.getByLabel('Which post begins').selectOption({ label: 'Deputy safeguarding lead' });
    await page.getByRole('button', { name: 'See what comes of it' }).click();
    await page.getByRole('alert').getByText('Choose the school of the post that begins').waitFor();
    await page.getByLabel('At which school').selectOption({ label: 'Brook Green High School' });
    await page.getByRole('button', { name: 'See what comes of it' }).click();
    const card = page.getByRole('region', { name: 'What comes of other posts of Priya Shah' });
    await card.getByText(/^Deputy safeguarding lead, Brook Green High School: begins on /).waitFor();
    await card.getByRole('button', { name: 'Put it aside' }).click();
    await expect.poll(() => card.count()).toBe(0);
  });

  it('§3.19 are taken off duty at once by one, and are then unavailable, without a reason', async () => {
    const { page } = admin;
    await admin.open('/people');
    await page.getByLabel('Name or e-mail address').fill('ines okafor');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'Ines Okafor' }).click();
    await page.getByRole('button', { name: 'See what comes of taking them off duty' }).click();
    const card = page.getByRole('region', { name: 'What comes of another state of duty of Ines Okafor' });
    await card.getByRole('button', { name: 'Apply this change' }).click();
    await page.getByRole('heading', { name: 'Off duty', exact: true }).waitFor();
    await page.getByRole('region', { name: 'Posts' }).getByText('Unavailable').waitFor();
    await everywhere('person-off-duty');
  });
});
