import type { Browser, Route } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptOnDevice } from './harness/device.ts';
import {
  choose,
  countEffort,
  emergencyInSight,
  finish,
  reference,
  send,
  tellUpToAccount,
  tellUpToDanger,
} from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

const TWO_MINUTES_MS = 120_000;
/** What a person on a phone needs, at a slow reading: a page to take in, a field to fill, an account to type. */
const PER_PAGE_MS = 5000;
const PER_FIELD_MS = 4000;
const ACCOUNT_MS = 45_000;

describe('a teacher on a phone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const teacher = async () => {
    const visitor = await Visitor.signedIn(browser, 'teacher@oakfield.demo', { viewport: PHONE });
    await visitor.open('/report');
    return visitor;
  };

  it('sees 999 before anything is asked', async () => {
    const visitor = await teacher();
    const danger = await visitor.page.getByRole('link', { name: /999/ }).first().boundingBox();
    expect(danger?.y).toBeLessThan(300);
    await visitor.leave();
  });

  it('reports a concern within two minutes, counted by pages and fields', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await visitor.shot('report-danger');
    const effort = await countEffort(page);
    await tellUpToAccount(page, {
      child: 'Ada Finch',
      account: 'She said “I do not want to go home”.',
    });
    await visitor.shot('report-account');
    await finish(page);
    const { pages, shown, filled } = await effort();
    console.log(`a report took ${pages.length} pages (${pages.join(' · ')}), fields: ${shown.join(', ')}`);
    // Nothing else is asked than this report answers, so that a longer form makes it longer.
    expect(shown.filter((field) => !filled.includes(field))).toEqual(['drill']);
    expect(pages[0]).toBe('Is anyone in danger now?');
    expect(pages.at(-1)).toBe('Check your answers');
    const takes = pages.length * PER_PAGE_MS + shown.length * PER_FIELD_MS + ACCOUNT_MS;
    expect(takes).toBeLessThan(TWO_MINUTES_MS);
    await visitor.shot('report-check');
    await send(page);
    expect(await reference(page)).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
    await visitor.shot('report-receipt');
    await expect(page.getByText('What happens next').count()).resolves.toBe(1);
    await visitor.leave();
  });

  it('reads that nobody has been told while a server takes a report and does not answer, and then the receipt', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToAccount(page, { child: 'Ivo Marsh', account: 'He was shaking when he came in.' });
    await finish(page);
    const held = new Promise<Route>((resolve) => void page.route('**/api/concerns', resolve));
    await send(page);
    await page.getByText('Until it is sent, nobody has been told.').waitFor();
    await expectSound(visitor, 'report-unanswered');
    await (await held).continue();
    expect(await reference(page)).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
    await visitor.leave();
  });

  it('has 999 in the first screen of every page, the receipt of the last report too', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    const seen: string[] = [];
    const look = async () => {
      const title = (await page.locator('h1').innerText()).trim();
      await expect.poll(() => emergencyInSight(page), { message: title }).toBe(true);
      seen.push(title);
    };
    const on = async (title: string) => {
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await look();
    };
    await look();
    await choose(page, 'A child');
    await on('Which child?');
    await page.getByLabel('Child’s name').fill('Jo Penn');
    await page.getByLabel('Year group').selectOption('Year 2');
    await on('How do you know?');
    await choose(page, 'I saw it');
    await on('Is the child in danger now?');
    await choose(page, 'No');
    await on('What did you see, hear or were told?');
    await page.getByLabel('In the exact words').fill('He hid under the table.');
    await on('When did you become aware?');
    await choose(page, 'Just now');
    await on('Check your answers');
    await send(page);
    await reference(page);
    await look();
    await page.reload();
    await reference(page);
    await look();
    await visitor.shot('report-receipt-again');
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await choose(page, 'An adult who works or volunteers here');
    await on('Phone the Designated Officer');
    expect(seen).toHaveLength(10);
    await visitor.leave();
  });

  it('reads on the receipt that what was known for hours is late already, and to act now', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToDanger(page, 'Cy Moor');
    await choose(page, 'Yes');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('He is on the roof.');
    await page.getByRole('button', { name: 'Continue' }).click();
    await choose(page, 'Earlier');
    const london = new Date(Date.now() - 3 * 3_600_000).toLocaleString('sv-SE', {
      timeZone: 'Europe/London',
    });
    await page.locator('input[type="datetime-local"]').fill(london.slice(0, 16).replace(' ', 'T'));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    await send(page);
    await reference(page);
    const first = page.locator('ol.next > li').first();
    await first.getByText('Late already', { exact: true }).waitFor();
    await first.getByText('so act now: if nobody has called yet, call.').waitFor();
    expect(await first.innerText()).toContain('was due by');
    await visitor.shot('report-receipt-late');
    await visitor.page.setViewportSize({ width: 1366, height: 900 });
    await visitor.shot('report-receipt-late');
    await visitor.leave();
  });

  it('finds the draft again after a reload in the middle', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToAccount(page, { child: 'Bo Hart', account: 'There was a mark on his arm.' });
    await page.getByText('Saved on this device.').waitFor();
    await page.reload();
    await expect
      .poll(() => page.getByLabel('In the exact words').inputValue())
      .toBe('There was a mark on his arm.');
    await finish(page);
    await expect(page.getByText('Bo Hart, Year 4').count()).resolves.toBe(1);
    await send(page);
    await reference(page);
    await visitor.leave();
  });

  it('keeps nothing readable of the draft on the device', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToAccount(page, { child: 'Canary Name', account: 'Canary words' });
    await page.getByText('Saved on this device.').waitFor();
    const kept = await keptOnDevice(page);
    expect(kept.rows).toBeGreaterThan(0);
    expect(kept.text).not.toMatch(/Canary/);
    expect(page.url()).not.toMatch(/Canary/);
    await visitor.leave();
  });

  it('shows a draft to nobody else who signs in on the same device', async () => {
    const visitor = await teacher();
    const { page, context } = visitor;
    await tellUpToAccount(page, { child: 'Own Draft', account: 'Own words' });
    await page.getByText('Saved on this device.').waitFor();
    await context.clearCookies();
    await visitor.open('/sign-in');
    await visitor.signIn('assistant@oakfield.demo');
    await page.getByText('Who is the concern about?').first().waitFor();
    await visitor.open('/report?q=5');
    await page.getByText('Question 1 of').waitFor();
    await expect(page.getByText('Own words').count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('says that it is not sent while there is no connection, keeps it, and sends it later, once', async () => {
    const visitor = await teacher();
    const { page, context } = visitor;
    await tellUpToAccount(page, { child: 'Dee Nash', account: 'He said nobody was home.' });
    await context.setOffline(true);
    await finish(page);
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await page.getByText('Saved on this device.').waitFor();
    await visitor.shot('report-offline');
    await context.setOffline(false);
    const given = await reference(page);
    await page.reload();
    expect(await reference(page)).toBe(given);
    await expect(page.getByText('Not sent yet').count()).resolves.toBe(0);
    await page.getByRole('button', { name: 'Report another concern' }).click();
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await visitor.leave();
  });

  it('sends after a reload what was waiting when the page was closed', async () => {
    const visitor = await teacher();
    const { page, context } = visitor;
    await tellUpToAccount(page, { child: 'Eve Ott', account: 'She was afraid.' });
    await context.route('**/api/concerns', (route) => route.abort());
    await finish(page);
    await send(page);
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await context.unroute('**/api/concerns');
    await page.reload();
    expect(await reference(page)).toMatch(/-/);
    await visitor.leave();
  });

  it('leaves no receipt behind for the next person at the same device', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToAccount(page, { child: 'Flo Reed', account: 'He was alone.' });
    await finish(page);
    await send(page);
    await reference(page);
    await visitor.signOut('teacher@oakfield.demo');
    await visitor.signIn('assistant@oakfield.demo');
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await visitor.leave();
  });

  it('is shown the numbers again, with their hours, wherever the child is said to be in danger', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    const danger = page.locator('tw-danger-panel');
    await tellUpToDanger(page, 'Gus Holt');
    await page.locator('tw-numbers').getByText('999').waitFor();
    await choose(page, 'Yes');
    await danger.getByRole('link', { name: /999/ }).waitFor();
    await expect(danger.locator('a small').count()).resolves.toBeGreaterThan(1);
    await visitor.shot('report-danger-yes');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('He is out in the road.');
    await finish(page);
    await danger.getByText('“Yes”').waitFor();
    await visitor.shot('report-check-danger');
    await send(page);
    await reference(page);
    await danger.getByText('If nobody has called yet').waitFor();
    await visitor.shot('report-receipt-danger');
    await page.reload();
    await danger.getByText('If nobody has called yet').waitFor();
    await visitor.leave();
  });

  it('is shown the numbers by whoever is not sure whether the child is in danger, as if it were', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await tellUpToDanger(page, 'Ina Doubt');
    await choose(page, 'I am not sure');
    const danger = page.locator('tw-danger-panel');
    await danger.getByRole('link', { name: /999/ }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('Nobody has seen her since the bell.');
    await finish(page);
    await danger.getByText('“I am not sure”').waitFor();
    await send(page);
    await reference(page);
    await danger.getByText('If nobody has called yet').waitFor();
    await page.locator('.next li').first().getByText('Make sure the child is safe now').waitFor();
    await expectSound(visitor, 'receipt-not-sure');
    await visitor.leave();
  });

  it('is offered the years of their school', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await choose(page, 'A child');
    await page.getByRole('button', { name: 'Continue' }).click();
    const years = page.getByLabel('Year group').locator('option');
    await expect.poll(() => years.allInnerTexts()).toContain('Year 6');
    await expect(years.allInnerTexts()).resolves.not.toContain('Year 7');
    await visitor.leave();
  });

  it('gives the Designated Officer’s number for a concern about an adult', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await choose(page, 'An adult who works or volunteers here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Phone the Designated Officer' }).waitFor();
    await expect(page.getByRole('link', { name: /01632/ }).count()).resolves.toBe(2);
    await visitor.leave();
  });

  it('shows another child’s numbers where the child lives elsewhere', async () => {
    const visitor = await teacher();
    const { page } = visitor;
    await page.getByText('The child lives in another area').click();
    await page.getByLabel('Where does the child live?').selectOption({ label: 'Norbury Vale Council' });
    await page.getByText('Numbers for Norbury Vale').waitFor();
    await visitor.leave();
  });
});
