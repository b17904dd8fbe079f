import type { Browser } from '@playwright/test';
import { noticePage } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase, reported } from './harness/opened.ts';
import { choose, finish, reference, report, send, tellUpToDanger } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { decide, doNext, record } from './harness/steps.ts';
import { Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

describe('a drill', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is moved past its deadline by the lead who opened it, and the trust lead sees it late, counted in no figure', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@marlowe.demo');
    const lead = await Visitor.signedIn(browser, 'safeguarding@larkfield.demo');
    await lead.open('/late');
    const before = await lead.page.locator('.facts strong').first().innerText();
    const rehearsal = { child: 'Invented Child', account: 'A rehearsal.', drill: true };
    const { reference, caseId } = await reported(dsl, rehearsal);
    await dsl.open(`/cases/${caseId}`);
    await dsl.page.getByRole('heading', { name: /In this drill it is/ }).waitFor();
    const notices = dsl.page.getByRole('link', { name: /^Notices/ });
    await notices.filter({ hasText: /( and |\()\d+ in drills/ }).waitFor();
    await dsl.page.getByRole('button', { name: '4 hours' }).click();
    await dsl.page.getByText('The clock was moved, and what fell due meanwhile has been played.').waitFor();
    // Said when it is so: nothing more has to be waited for but the page itself.
    await dsl.page.locator('tw-next-box .tag.late').waitFor({ timeout: 2000 });
    await dsl.page.locator('tw-timeline li.late').first().waitFor({ timeout: 2000 });
    await dsl.shot('drill-late');
    await expect(dsl.page.locator('tw-timeline li.gap').count()).resolves.toBe(0);
    await dsl.page.locator('tw-next-box').getByText('told when it became late').waitFor();
    // Reminded in the drill: said in words, counted among nothing real.
    const told = async () => {
      const answer = await dsl.context.request.get(`${baseUrl()}/api/notices?limit=100`);
      const { items, unseen } = noticePage.parse(await answer.json());
      return { ofDrill: items.filter((item) => item.reference === reference), unseen };
    };
    await expect.poll(async () => (await told()).ofDrill.length).toBeGreaterThan(1);
    expect((await told()).ofDrill.filter(({ drill }) => !drill)).toEqual([]);
    const counted = async () => Number(/\((\d+)/.exec(await notices.innerText())?.[1] ?? 0);
    await expect.poll(async () => (await counted()) === (await told()).unseen).toBe(true);
    // By the event stream: the leader's page was open all the while and nobody touched it.
    await lead.page.getByText(reference, { exact: true }).waitFor();
    await lead.shot('late-now');
    const drills = lead.page.locator('section', { has: lead.page.getByRole('heading', { name: 'Drills' }) });
    await expect(drills.getByText(reference, { exact: true }).count()).resolves.toBe(1);
    await expect(lead.page.locator('.facts strong').first().innerText()).resolves.toBe(before);
    await Promise.all([dsl.leave(), lead.leave()]);
  });

  it('says no more what was recorded before its clock was moved', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@staidans.demo');
    const { page } = dsl;
    await openCase(dsl, { child: 'Invented Past', account: 'A rehearsal.', drill: true });
    await doNext(page, 'Decide what to do');
    await decide(page, 'Keep watching and look again', 'We watch.');
    await record(page);
    const recorded = page.locator('#outcome').getByText(/^Recorded:/);
    await recorded.waitFor();
    await page.getByRole('button', { name: '4 hours' }).click();
    await page.getByText('The clock was moved, and what fell due meanwhile has been played.').waitFor();
    await expect(recorded.count()).resolves.toBe(0);
    await dsl.leave();
  });

  it('tells nobody to ring: not at the answer, where it is checked, on the receipt, or in the case', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@staidans.demo');
    const { page } = dsl;
    const panel = page.locator('tw-danger-panel');
    const expectNotToRing = async () => {
      await panel.getByText('This is a drill: say whom you would call, and ring nobody.').waitFor();
      await expect(panel.getByText(/call now|call first/i).count()).resolves.toBe(0);
    };
    await dsl.open('/report');
    await tellUpToDanger(page, 'Invented Danger', true);
    await choose(page, 'Yes');
    await expectNotToRing();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('In the exact words').fill('A rehearsal.');
    await finish(page);
    await expectNotToRing();
    await send(page);
    await reference(page);
    await expectNotToRing();
    await expectSound(dsl, 'drill-receipt');
    await page.getByRole('link', { name: 'Open the case' }).click();
    await expectNotToRing();
    await dsl.leave();
  });

  it('is opened by a teacher too, and its clock is moved by those who lead', async () => {
    const teacher = await Visitor.signedIn(browser, 'teacher@oakfield.demo');
    await teacher.open('/report');
    await report(teacher.page, { child: 'Invented Pupil', account: 'A rehearsal.', drill: true });
    await teacher.page.locator('.got').getByText('DRILL').waitFor();
    await expect(teacher.page.getByRole('link', { name: 'Open the case' }).count()).resolves.toBe(0);
    await teacher.leave();
  });
});
