import type { Browser, Page } from '@playwright/test';
import type { CaseView, Me } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reported } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, baseUrl, launchBrowser } from './harness/visitor.ts';

const DSL = 'dsl@fenwick.demo';
const CONCERN = { child: 'Ida Sent', account: 'She said that nobody is at home at night.' };

describe('3.14 a written referral that an agency confirms by its link', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is given out on the case page, opened by whatever opens links, and pressed once, by name', async () => {
    const dsl = await Visitor.signedIn(browser, DSL);
    const { caseId, reference } = await reported(dsl, CONCERN);
    await sentInWriting(dsl, caseId ?? '');
    await dsl.open(`/cases/${caseId}`);
    const { page } = dsl;
    await page.getByText('What else you can do about See that it arrived').click();
    await page
      .locator('tw-agency-link')
      .getByRole('button', { name: /^Make a link/ })
      .click();
    const field = page.getByLabel('The link, shown once');
    await field.waitFor();
    await page.getByText(/made a link, .* It has not been used, and ends/).waitFor();
    // By the event stream: the timeline was read before, and nobody loads the page again.
    await page.locator('tw-timeline li', { hasText: 'Made a link by which' }).waitFor();
    const address = await field.inputValue();
    await expectSound(dsl, 'agency-link-given');
    await page.setViewportSize(PHONE);
    await expectSound(dsl, 'agency-link-given');

    const agency = await Visitor.arrive(browser, { viewport: PHONE });
    const asked: string[] = [];
    agency.page.on('request', (request) => asked.push(request.url()));
    await opened(agency.page, address);
    await agency.page.getByText(reference).waitFor();
    await expectSound(agency, 'agency-link');
    await agency.page.reload();
    const press = agency.page.getByRole('button', { name: 'We have it' });
    await press.click();
    await agency.page.getByRole('alert').getByText('Enter your name').waitFor();
    await expectSound(agency, 'agency-link-no-name');
    await agency.page.getByLabel('Your name').fill('Sam Patel');
    await agency.page.getByLabel('Your reference').fill('CSC/77');
    await press.click();
    const thanks = agency.page.getByRole('heading', { name: 'Thank you: it is confirmed' });
    await thanks.waitFor();
    await expectSound(agency, 'agency-link-pressed');
    await agency.page.reload();
    await thanks.waitFor();
    // Behind the mark in the address it reached no server.
    expect(asked.filter((url) => new URL(url).hash === '' && url.includes(tokenOf(address)))).toEqual([]);

    const another = await Visitor.arrive(browser);
    await opened(another.page, address);
    await another.page.getByRole('heading', { name: 'Ask for a new link' }).waitFor();
    await another.page.getByText('This link cannot be used').waitFor();
    await expectSound(another, 'agency-link-gone');

    // By the case's workflow and the event stream: nothing was pressed here.
    const made = page.locator('tw-timeline li', { hasText: 'confirmed “See that it arrived”' });
    await made.getByText('Through the link, by “Sam Patel”, their reference “CSC/77”').waitFor();
    const task = page.locator('tw-task-list li', { hasText: 'See that it arrived' });
    await task.getByText("Children's social care, ").waitFor();
    await task.getByText('Done in time').waitFor();
    await page.locator('tw-task-list li', { hasText: 'Record their answer' }).getByText('To do').waitFor();
    await expectSound(dsl, 'agency-link-confirmed');
    expect([...dsl.complaints, ...agency.complaints, ...another.complaints]).toEqual([]);
  });
});

const tokenOf = (address: string): string => new URL(address).hash.slice(1);

/** The product under test stands at an address of its own, whatever it was told that people type. */
async function opened(page: Page, address: string): Promise<void> {
  const { pathname, hash } = new URL(address);
  await page.goto(`${baseUrl()}${pathname}${hash}`);
  await page.locator('h1').waitFor();
}

/** As far as the written referral, by the interface: its forms have tests of their own. */
async function sentInWriting({ context: { request } }: Visitor, caseId: string): Promise<void> {
  const { csrfToken } = (await (await request.get(`${baseUrl()}/api/me`)).json()) as Me;
  const said = { team: 'The front door', toldName: 'J. Osei', said: 'All of it.', number: '01632 960110' };
  const steps = {
    decide: { outcome: 'refer', evidence: { reason: 'Her own words.', others: 'None known.' } },
    'verbal-referral': { evidence: { ...said, toldAt: new Date().toISOString() } },
    'written-follow-up': { evidence: { sentBy: 'securePortal', tracking: 'SP-88213', complete: true } },
  };
  for (const [step, form] of Object.entries(steps)) {
    const { tasks } = (await (await request.get(`${baseUrl()}/api/cases/${caseId}`)).json()) as CaseView;
    const version = tasks.find((task) => task.step === step)?.version;
    const answer = await request.post(`${baseUrl()}/api/cases/${caseId}/duties/${step}/done`, {
      headers: { 'x-csrf-token': csrfToken },
      data: { eventId: crypto.randomUUID(), version, ...form },
    });
    if (!answer.ok()) throw new Error(await answer.text());
  }
}
