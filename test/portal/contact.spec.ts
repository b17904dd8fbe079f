import type { Browser } from '@playwright/test';
import type { NoticePage } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../process/harness/until.ts';
import { reported } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

describe('how you are told', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is chosen under one’s own name, kept, and says that what is urgent is sent all the same', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    await dsl.open('/duties');
    await dsl.page.getByRole('link', { name: 'How you are told' }).click();
    await dsl.page.getByText('Nobody can switch this off.').waitFor();
    const night = dsl.page.getByLabel('From 10 at night to 7 in the morning');
    await night.check();
    await dsl.page.getByRole('button', { name: 'Save' }).click();
    await dsl.page.getByText('Saved. What is urgent reaches you whatever you choose.').waitFor();
    await dsl.open('/contact');
    await night.waitFor();
    expect(await night.isChecked()).toBe(true);
    await dsl.page.setViewportSize(PHONE);
    await expectSound(dsl, 'contact');
    await dsl.page.getByLabel('None', { exact: true }).check();
    await dsl.page.getByRole('button', { name: 'Save' }).click();
    await dsl.page.getByText('Saved.').waitFor();
    expect(dsl.complaints).toEqual([]);
    await dsl.leave();
  });

  it('3.12 brings the time of a duty to whoever signs in at the address that a letter gave them', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    const { caseId } = await reported(dsl, { child: 'Dora Diary', account: 'She was cold.' });
    const told = async () => {
      const answer = await dsl.context.request.get(`${baseUrl()}/api/notices?limit=100`);
      return ((await answer.json()) as NoticePage).items.find((notice) => notice.caseId === caseId)?.id;
    };
    const noticeId = await until('a notice', told, (id) => id !== undefined);
    await dsl.leave();
    const phone = await Visitor.arrive(browser, { viewport: PHONE });
    await phone.open(`/diary/${noticeId}`);
    await phone.signIn('dsl@oakfield.demo');
    await phone.page.getByRole('heading', { name: 'For your diary' }).waitFor();
    const coming = phone.page.waitForEvent('download');
    await phone.page.getByRole('link', { name: 'Download for your diary' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('due.ics');
    expect(await file.failure()).toBeNull();
    await expectSound(phone, 'diary');
    await phone.leave();
  });
});
