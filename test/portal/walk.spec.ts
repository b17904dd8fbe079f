import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { choose, report } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { decide, doNext, fill, record } from './harness/steps.ts';
import { PHONE, Visitor, launchBrowser } from './harness/visitor.ts';

describe('a concern about a child, from the report to its end', () => {
  let browser: Browser;
  let dsl: Visitor;
  let head: Visitor;
  let page: Page;
  let caseUrl: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, 'dsl@fenwick.demo');
    page = dsl.page;
  });
  afterAll(() => browser.close());

  it('is decided on: children’s social care is to be told', async () => {
    await dsl.open('/report');
    await report(page, { child: 'Wilf Walker', account: 'He said that he sleeps in the shed.' });
    await page.getByRole('link', { name: 'Open the case' }).click();
    await page.waitForURL('**/cases/*');
    caseUrl = page.url();
    await doNext(page, 'Decide what to do');
    await decide(page, 'Refer to children.s social care');
    await record(page);
  });

  it('000.26 is told by phone, then in writing, and the answer is written down', async () => {
    await doNext(page, "Ring children's social care");
    await fill(page, 'ring');
    await record(page);
    await doNext(page, 'Send the referral in writing');
    await fill(page, 'write');
    await record(page);
    await doNext(page, 'Record their answer');
    await fill(page, 'answer');
    await record(page);
  });

  it('is closed by somebody else: whoever did it reads why they cannot', async () => {
    const box = page.locator('tw-next-box');
    await box.getByText('Agree to close', { exact: true }).waitFor();
    await expect(box.getByRole('link', { name: /^Do this/ }).count()).resolves.toBe(0);
    await box.getByText('belongs to someone in another role').waitFor();
    await dsl.shot('walk-before-closing');
    head = await Visitor.signedIn(browser, 'head@fenwick.demo', { viewport: PHONE });
    await head.page.goto(caseUrl);
    await doNext(head.page, 'Agree to close');
    await fill(head.page, 'close');
    await record(head.page);
    await head.page.getByText('Nothing is left to do').waitFor();
    await head.shot('walk-closed');
    // By the event stream: nothing was pressed here.
    await page.getByText('Nothing is left to do').waitFor();
    const tasks = page.locator('tw-task-list');
    await expect(tasks.getByText('Done in time').count()).resolves.toBe(5);
    for (const recorded of await tasks.getByText('What was recorded').all()) await recorded.click();
    const told = tasks.locator('dt', { hasText: 'When you spoke' }).locator('xpath=following-sibling::dd[1]');
    expect(await told.innerText()).toMatch(/^\w{3} \d{1,2} \w{3} \d{4}, \d\d:\d\d$/);
    await expectSound(dsl, 'walk-closed');
    expect(head.complaints).toEqual([]);
  });
});

describe('a concern that turns out to be about an adult', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('000.33 is told by phone: the number stands there, and nothing that was written is lost', async () => {
    const dsl = await Visitor.signedIn(browser, 'dsl@fenwick.demo');
    const { page } = dsl;
    await openCase(dsl, { child: 'Ada Adult', account: 'She said that Mr B locked her in.' });
    await doNext(page, 'Decide what to do');
    await decide(page, 'It is about an adult here', 'It is one of our teachers.');
    await choose(page, 'They are employed by the school or trust');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page
      .getByRole('alert')
      .getByText(/cannot be kept from that adult here yet/)
      .waitFor();
    const officer = page.getByRole('region', { name: 'Ring the Designated Officer now' });
    const theirs = officer.getByRole('listitem').filter({ hasText: 'Designated Officer' }).getByRole('link');
    await theirs.waitFor();
    await expect(theirs.getAttribute('href')).resolves.toMatch(/^tel:\d+$/);
    await dsl.shot('about-an-adult');
    await page.getByRole('button', { name: 'Change' }).click();
    await expect(page.getByLabel('Why you decided this').inputValue()).resolves.toBe(
      'It is one of our teachers.',
    );
    await page.getByRole('link', { name: 'Back to the case' }).click();
    await expect(page.locator('tw-task-list').getByText('Done').count()).resolves.toBe(0);
    await doNext(page, 'Decide what to do');
    // What is kept on the device is unsealed first.
    await expect
      .poll(() => page.getByLabel('Why you decided this').inputValue())
      .toBe('It is one of our teachers.');
    await dsl.leave();
  });
});
