import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { type Somebody, aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../api/password.ts';
import { Past } from '../api/past.ts';
import type { ApiProcess } from '../process/harness/api-process.ts';
import { aWorker, killWorkers } from '../process/harness/drills.ts';
import { startProcessWorld } from '../process/harness/process-world.ts';
import type { ProcessWorld } from '../process/harness/process-world.ts';
import { query } from '../process/harness/rows.ts';
import { report } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const PORTAL = fileURLToPath(new URL('../../apps/portal/dist/browser', import.meta.url));
const SOON = { TRUSTWARD_OUTAGE_SECONDS: '6' } as const;
const BANNER = /^Reminders have been waiting since (\w{3} \d+ \w{3}, )?\d\d:\d\d\./;

/** Spoiled by what is tried here: the one product for every other file cannot be. */
describe('in a product of its own', () => {
  let world: ProcessWorld;
  let api: ApiProcess;
  let browser: Browser;

  beforeAll(async () => {
    world = await startProcessWorld('portal-own');
    [api, browser] = await Promise.all([
      world.api({ ...SOON, TRUSTWARD_PORTAL_DIR: PORTAL }),
      launchBrowser(),
      aWorker(world, SOON),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await world.end();
  });

  async function signedIn({ email }: Somebody, viewport: typeof WIDE): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, { viewport });
    const data = { email, password: PASSWORD };
    const answer = await visitor.context.request.post(`${api.url}/api/sign-in`, { data });
    expect(answer.status()).toBe(200);
    return visitor;
  }

  describe('while nothing drives the cases', () => {
    let lead: Visitor;
    let dsl: Visitor;
    beforeAll(async () => {
      lead = await signedIn(world.people.lead, WIDE);
      dsl = await signedIn(world.people.dsl, PHONE);
    });
    afterAll(() => Promise.all([lead, dsl].map((each) => each.leave())));

    const banner = ({ page }: Visitor) => page.locator('.banner');

    it('says so on every page, since when, and takes it back by itself; leaders read one sentence', async () => {
      const { trust, school, people } = world;
      const past = new Past({ trust, school, ...people });
      await lead.page.goto(`${api.url}/late`);
      await dsl.page.goto(`${api.url}/duties`);
      for (const { page } of [lead, dsl]) await page.locator('h1').first().waitFor();
      await expect(banner(lead).count()).resolves.toBe(0);

      await killWorkers(world);
      const [untold, told] = [await past.rang(25.5), await past.rang(27)];
      for (const caseId of [untold, told]) await past.told(4.5, caseId);
      await world.database.ownerPlatform.query(
        `update platform.pulse set at = app.at($1) where what = 'reminders'`,
        [past.at(4)],
      );
      for (const visitor of [lead, dsl]) {
        await banner(visitor).getByText(BANNER).waitFor();
        await expect.poll(() => banner(visitor).count()).toBe(1);
      }
      await dsl.page.getByText('Send the referral in writing').first().waitFor();
      await dsl.shot('reminders-waiting');
      const teacher = await signedIn(people.teacher, PHONE);
      await teacher.page.goto(`${api.url}/report`);
      await report(teacher.page, { child: 'Una Untold', account: 'She is not eating.' });
      await teacher.page
        .getByText(/has it to do and has not been told yet: .* Ring or find them\./)
        .waitFor();
      await expectSound(teacher, 'receipt-untold');
      await teacher.leave();
      await lead.page.goto(`${api.url}/cases`);
      await banner(lead).getByText(BANNER).waitFor();
      await expectSound(lead, 'reminders-waiting');

      await aWorker(world, SOON);
      for (const visitor of [lead, dsl]) await banner(visitor).waitFor({ state: 'detached' });
      await lead.page.goto(`${api.url}/late`);
      await lead.page
        .getByText(
          /^Reminders waited from \d\d:\d\d (yesterday )?to \d\d:\d\d today because part of Trustward was down\. Two duties became late in that time; one of them is marked as late by it\./,
        )
        .waitFor();
      const mark = (caseId: string) =>
        lead.page
          .getByRole('row')
          .filter({ has: lead.page.locator(`a[href*="${caseId}"]`) })
          .getByText(/^Late by outage: reminders waited from /);
      await mark(untold).first().waitFor();
      await expect(mark(told).count()).resolves.toBe(0);
      await expectSound(lead, 'late-by-outage');
      await lead.page.goto(`${api.url}/notices`);
      await lead.page
        .getByText(/because part of Trustward was down\. Two notices of what became late in that time/)
        .waitFor();
      const together = lead.page.getByRole('listitem').filter({ hasText: 'stand here together' });
      await together.locator('p > .tag.late').first().waitFor();
      await expect(
        together.getByRole('link', { name: 'See what is late' }).getAttribute('href'),
      ).resolves.toBe('/late');
      await expect(
        lead.page.getByText('“Send the referral in writing” is late.').first().isVisible(),
      ).resolves.toBe(false);
      await lead.page.getByText('Show each of them').click();
      await lead.page.getByText('“Send the referral in writing” is late.').first().waitFor();
      await expectSound(lead, 'notices-after-outage');
      await lead.page.setViewportSize(PHONE);
      await expectSound(lead, 'notices-after-outage');
      await lead.page.goto(`${api.url}/late`);
      await mark(untold).first().waitFor();
      await expectSound(lead, 'late-by-outage');
      await lead.page.goto(`${api.url}/cases/${untold}`);
      await lead.page
        .getByText(/Late by outage: reminders waited from/)
        .first()
        .waitFor();
      await expectSound(lead, 'late-by-outage-case');
    });
  });

  describe('a case that cannot be read', () => {
    it('says on its page what is wrong, what to do and whom to ring, and stays among the duties', async () => {
      // Nobody but this test may touch it.
      await killWorkers(world);
      const dsl = await signedIn(world.people.dsl, PHONE);
      const { page } = dsl;
      const { caseId, reference } = await aCase(world.trust, world.people.teacher, world.school);
      await query(
        world,
        `update app.case_file set state = jsonb_set(state, '{duties,decide,dueAt}', '"soon"')
         where tenant_id = $1 and id = $2`,
        caseId,
      );
      await page.goto(`${api.url}/duties`);
      const card = page.locator('tw-duty-card').filter({ hasText: String(reference) });
      await card.getByText('Decide what to do').first().waitFor();
      await page.goto(`${api.url}/cases/${caseId}`);
      await page.getByRole('heading', { level: 1, name: /This case cannot be read/ }).waitFor();
      await page.getByText(/Trustward cannot read the record of this case/).waitFor();
      await page.getByText(String(reference)).waitFor();
      await page.getByText(/do not wait for Trustward/).waitFor();
      expect(await page.locator('tw-numbers a[href^="tel:"]').count()).toBeGreaterThan(2);
      await page.getByText('Came to school without a coat again').waitFor();
      await expectSound(dsl, 'unreadable-case');
      await page.goto(`${api.url}/cases/${caseId}/do/decide`);
      await page.getByRole('link', { name: 'Go to the case' }).click();
      await page.getByText(/Trustward cannot read the record of this case/).waitFor();
      await dsl.leave();
    });
  });
});
