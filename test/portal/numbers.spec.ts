import type { Browser, Page } from '@playwright/test';
import { NOW_HEADER } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, emergencyInSight, finish, reference, send, tellUpToDanger } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { decide } from './harness/steps.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const SATURDAY_NIGHT = new Date('2026-11-21T22:00:00Z');
const FRIDAY_MORNING = new Date('2026-11-20T10:00:00Z');
/** Of Westmere, where the school is; the neighbour's begin with 0163296024. */
const WORKPLACE_OFFICER = '01632960112';
const WORKPLACE_NIGHT = '01632960111';

const dials = (page: Page, within: string): Promise<string[]> =>
  page
    .locator(`${within} a[href^="tel:"]`)
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace('tel:', '')));

describe('the numbers to ring', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const at = async (when: Date, email = 'assistant@oakfield.demo') => {
    const visitor = await Visitor.signedIn(browser, email, { viewport: PHONE });
    await visitor.page.clock.setFixedTime(when);
    await serverSays(visitor.page, when.toISOString());
    await visitor.open('/report');
    await visitor.page.getByText(/Question 1 of/).waitFor();
    return visitor;
  };
  /** The page reckons hours from the server's now, which every answer but the stream tells it. */
  const serverSays = (page: Page, now: string) =>
    page.route(/\/api\/(?!live)/, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), [NOW_HEADER]: now };
      const body = (await response.text()).replace(/"now":"[^"]*"/, `"now":"${now}"`);
      await route.fulfill({ response, headers, body });
    });
  const elsewhere = async (page: Page) => {
    await page.getByText('The child lives in another area').click();
    await page.getByLabel('Where does the child live?').selectOption({ label: 'Norbury Vale Council' });
    await page.getByText('Numbers for Norbury Vale').waitFor();
  };

  it('begin, on a Saturday night, with the team that answers, and say so', async () => {
    const visitor = await at(SATURDAY_NIGHT);
    const panel = visitor.page.locator('tw-danger-panel');
    await expect
      .poll(() => dials(visitor.page, 'tw-danger-panel'))
      .toEqual(['999', WORKPLACE_NIGHT, '01632960110']);
    await panel.getByText('Open now, until Mon 23 Nov, 08:30').waitFor();
    await panel.getByText('Closed now, opens Mon 23 Nov, 08:30').waitFor();
    await visitor.shot('numbers-night');
    await expectSound(visitor, 'numbers-night');
    await visitor.leave();
  });

  it('begin, on a Friday morning, with the office', async () => {
    const visitor = await at(FRIDAY_MORNING);
    await expect
      .poll(() => dials(visitor.page, 'tw-danger-panel'))
      .toEqual(['999', '01632960110', WORKPLACE_NIGHT]);
    await visitor.leave();
  });

  it('about an adult are of the area where the adult works, though the child lives elsewhere', async () => {
    const visitor = await at(FRIDAY_MORNING);
    const { page } = visitor;
    await elsewhere(page);
    await choose(page, 'An adult who works or volunteers here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Phone the Designated Officer' }).waitFor();
    await expect.poll(() => dials(page, '.numbers')).toEqual([WORKPLACE_OFFICER, WORKPLACE_NIGHT]);
    await page.getByText('Westmere Designated Officer, Westmere Council').waitFor();
    await visitor.leave();
  });

  it('about an adult name the night team first while the officer is closed', async () => {
    const visitor = await at(SATURDAY_NIGHT);
    const { page } = visitor;
    await choose(page, 'An adult who works or volunteers here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Phone the Designated Officer' }).waitFor();
    await expect.poll(() => dials(page, '.numbers')).toEqual([WORKPLACE_NIGHT, WORKPLACE_OFFICER]);
    await page.getByText('Closed now, opens Mon 23 Nov, 08:30').waitFor();
    await visitor.shot('numbers-adult-night');
    await visitor.leave();
  });

  it('are nobody’s but 999, and those of each area by its name, until whoever works for schools in two chooses one', async () => {
    const visitor = await at(FRIDAY_MORNING, 'safeguarding@larkfield.demo');
    const { page } = visitor;
    await expect.poll(() => dials(page, 'tw-danger-panel')).toEqual(['999']);
    const areas = page.locator('tw-area-numbers');
    await expect
      .poll(() => areas.getByRole('heading').allInnerTexts())
      .toEqual(['Westmere Council', 'Norbury Vale Council']);
    await expectSound(visitor, 'numbers-each-area');
    await page.setViewportSize(WIDE);
    await expectSound(visitor, 'numbers-each-area');
    await choose(page, 'A child');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => dials(page, '.in-danger')).toEqual(['999']);
    await page.getByLabel('School').selectOption({ label: 'Fenwick Junior School' });
    await expect.poll(() => dials(page, '.in-danger')).toContain('01632960240');
    await page.getByRole('link', { name: 'Back' }).click();
    await expect.poll(() => dials(page, 'tw-danger-panel')).toContain('01632960240');
    await expect(areas.getByRole('link').count()).resolves.toBe(0);
    await visitor.leave();
  });

  it('about an adult, for whoever works for schools in two areas, stand by school', async () => {
    const visitor = await at(FRIDAY_MORNING, 'safeguarding@larkfield.demo');
    const { page } = visitor;
    await choose(page, 'An adult who works or volunteers here');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: /^If they work at .*Oakfield Primary/ }).waitFor();
    await expect
      .poll(() => dials(page, '.numbers'))
      .toEqual([WORKPLACE_OFFICER, WORKPLACE_NIGHT, '01632960242', '01632960241']);
    await visitor.shot('numbers-adult-two-areas');
    await visitor.leave();
  });

  it('of a child in danger are links at the top of the case and of the form, and of the workplace when it is an adult', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@oakfield.demo', { viewport: PHONE });
    const { page } = visitor;
    await visitor.open('/report');
    await elsewhere(page);
    await tellUpToDanger(page, 'Una Vale', true);
    await choose(page, 'Yes');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('He said that somebody here frightens him.');
    await finish(page);
    await send(page);
    await reference(page);
    const receipt = await dials(page, 'tw-numbers');
    expect(receipt).toContain(WORKPLACE_OFFICER);
    expect(receipt).not.toContain('01632960242');
    await page.getByRole('link', { name: 'Open the case' }).click();
    await page.getByRole('heading', { name: 'Next, for you' }).waitFor();
    await expect.poll(() => emergencyInSight(page)).toBe(true);
    await expect
      .poll(async () => (await dials(page, 'tw-danger-panel')).sort())
      .toEqual(['01632960240', '01632960241', '999']);
    await visitor.shot('case-danger');
    await expectSound(visitor, 'case-danger');
    for (const width of [1000, WIDE.width]) {
      await page.setViewportSize({ width, height: 900 });
      await visitor.shot('case-danger');
    }
    await page.setViewportSize(PHONE);
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Make sure the child is safe now' }).waitFor();
    await expect.poll(() => emergencyInSight(page)).toBe(true);
    await expect.poll(() => dials(page, 'tw-danger-panel')).toHaveLength(3);
    await visitor.shot('step-danger');
    await expectSound(visitor, 'step-danger');
    await officerWhenItIsAnAdult(page);
    await visitor.shot('step-about-an-adult');
    await visitor.leave();
  });

  async function officerWhenItIsAnAdult(page: Page): Promise<void> {
    await page.goBack();
    await page.getByRole('heading', { name: 'Next, for you' }).waitFor();
    await page.locator('tw-task-list').getByRole('link', { name: 'Decide what to do' }).click();
    await decide(page, 'It is about an adult here');
    await choose(page, 'They are employed by the school or trust');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('heading', { name: 'Ring the Designated Officer now' }).waitFor();
    await expect
      .poll(async () => (await dials(page, '.note tw-numbers')).sort())
      .toEqual([WORKPLACE_NIGHT, WORKPLACE_OFFICER]);
    // It could only be refused again.
    await expect(page.getByRole('button', { name: 'Record it' }).count()).resolves.toBe(0);
    await page.getByRole('alert').getByRole('link').first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('change');
  }
});
