import type { Browser, Route } from '@playwright/test';
import type { CaseView } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named, tabTo } from './harness/keys.ts';
import { openCase } from './harness/opened.ts';
import { choose } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const LEAD = 'dsl@quayside.demo';
const HEAD = 'head@quayside.demo';

describe('what can be done with a case beside its tasks', () => {
  let browser: Browser;
  let dsl: Visitor;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, LEAD, { viewport: WIDE });
  });
  afterAll(async () => {
    await dsl.leave();
    await browser.close();
  });

  it('a report made by mistake waits for a second person, who is shown that it is theirs and ends it', async () => {
    const { page } = dsl;
    const url = await openCase(dsl, { child: 'Mia Mistake', account: 'She said that she is hungry.' });
    await tabTo(page, 'All of this was reported by mistake');
    await page.keyboard.press('Enter');
    await page.getByText('Until somebody else agrees, everything stays as it is').waitFor();
    await page.getByLabel('How do you know that it was a mistake?').fill('It was entered twice.');
    await expectSound(dsl, 'mistake-asked');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^It waits for an answer/ }).waitFor();
    await page.getByRole('button', { name: 'Take this back' }).waitFor();

    const head = await Visitor.signedIn(browser, HEAD, { viewport: PHONE });
    await head.open('/duties');
    await head.page
      .getByText(/asks you to agree that this was reported by mistake/)
      .first()
      .waitFor();
    await head.page.goto(url);
    await head.page.getByRole('heading', { name: /^Somebody waits for your answer/ }).waitFor();
    await head.page.locator('tw-mistake-note').getByText('“It was entered twice.”').waitFor();
    await expectSound(head, 'mistake-to-answer');
    await head.page.getByRole('button', { name: 'I agree: end this case' }).click();
    await head.page.getByLabel('How do you know that it was a mistake?').fill('I have both before me.');
    await head.page.getByRole('button', { name: 'Agree, and end the case' }).click();
    await head.page.getByText('Nothing is left to do').waitFor();
    await head.leave();
    await page.getByText('Nothing is left to do').waitFor();
    await expect(page.getByRole('heading', { name: 'Anything else' }).count()).resolves.toBe(0);
  });

  it('nobody agrees that danger was a mistake which came up after that was said: both pages say why', async () => {
    const { page } = dsl;
    const url = await openCase(dsl, { child: 'Dan Danger', account: 'He said that he is hungry.' });
    await page.getByRole('button', { name: 'All of this was reported by mistake' }).click();
    await page.getByLabel('How do you know that it was a mistake?').fill('It was entered twice.');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^It waits for an answer/ }).waitFor();

    const head = await Visitor.signedIn(browser, HEAD, { viewport: PHONE });
    await head.page.goto(url);
    await head.page.getByRole('button', { name: 'I agree: end this case' }).click();
    await head.page.getByLabel('How do you know that it was a mistake?').fill('I have both before me.');
    await page.getByRole('button', { name: /^Change this answer: Is the child in danger now/ }).click();
    await choose(page, 'Yes');
    await page.getByLabel('How do you know this?').fill('She is at the door with a knife.');
    await page.getByRole('button', { name: 'Change the answer' }).click();
    const since = /“Make sure the child is safe now” has come up since this was said to be a mistake/;
    await head.page.getByRole('dialog').getByText(since).first().waitFor();
    await expectSound(head, 'mistake-overtaken');
    await head.leave();
    await page.locator('tw-mistake-note').getByText(since).waitFor();
    await page.getByRole('button', { name: 'All of this was reported by mistake' }).waitFor();
    await expectSound(dsl, 'mistake-to-say-anew');
  });

  it('whoever stands down is told first who has it next, and the case is closed to them', async () => {
    const { page } = dsl;
    await openCase(dsl, { child: 'Sol Stoodown', account: 'He said that nobody is at home.' });
    await page.getByRole('button', { name: 'Stand down from this case' }).click();
    await page.getByText(/“Decide what to do” is from then on for /).waitFor();
    await page.setViewportSize(PHONE);
    await expectSound(dsl, 'stand-down');
    await page.getByLabel('Why do you stand down?').fill('He is my nephew.');
    await page.getByRole('button', { name: 'Stand down', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'You have stood down' }).waitFor();
    await expect.poll(() => named(page)).toBe('You have stood down');
    await dsl.shot('stood-down');
    await page.setViewportSize(WIDE);
  });

  it('an answer that is another by now says of each what comes of it', async () => {
    const { page } = dsl;
    await openCase(dsl, { child: 'Ann Another', account: 'She said that she is hungry.' });
    await page.getByRole('button', { name: /^Change this answer: Is the child in danger now/ }).click();
    await page
      .getByText(/“Make sure the child is safe now” comes up, for /)
      .first()
      .waitFor();
    await choose(page, 'Yes');
    await page.getByLabel('How do you know this?').fill('She has just rung.');
    await expectSound(dsl, 'change-answer');
    await page.getByRole('button', { name: 'Change the answer' }).click();
    await page.getByRole('heading', { name: 'If the child may not be safe, call now' }).waitFor();
  });

  it('what a procedure lets happen, stop and be done in an emergency is offered as the answer says', async () => {
    const { page } = dsl;
    await page.route(/\/api\/cases\/[0-9a-f-]+$/, askMore);
    await openCase(dsl, { child: 'Evan Event', account: 'He said that it lives under the roof.' });
    await page.getByRole('button', { name: 'The court sits' }).click();
    await page.getByText('“Write to the court” comes up').waitFor();
    await page.getByRole('button', { name: 'Record this' }).click();
    await page.getByRole('link', { name: 'Enter a date and a time' }).waitFor();
    await page.getByLabel('The day and the time').fill('2027-01-11T09:30');
    await page.getByLabel('How do you know this?').fill('The letter came.');
    await expectSound(dsl, 'record-event');
    const sent = page.waitForRequest(/\/events\/hearing$/);
    await page.getByRole('button', { name: 'Record this' }).click();
    expect((await sent).postDataJSON()).toMatchObject({
      date: '2027-01-11T09:30:00.000Z',
      reason: 'The letter came.',
    });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Stop the clock/ }).click();
    await page.getByText('it stands still for at most 3 working days').waitFor();
    await page.setViewportSize(PHONE);
    await expectSound(dsl, 'stop-clock');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.setViewportSize(WIDE);

    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByText('it waits for the headteacher').waitFor();
    await choose(page, 'It cannot wait: A storm is coming');
    await expectSound(dsl, 'emergency');
    expect(dsl.complaints).toEqual([]);
  });

  /** A real case, of which the page is told that its procedure allows more. */
  async function askMore(route: Route): Promise<void> {
    const response = await route.fetch();
    const view = (await response.json()) as CaseView;
    const comes = ['“Write to the court” comes up, for Dana Lead (DSL).'];
    const hearing = {
      event: 'hearing',
      title: 'The court sits',
      dated: true,
      recordedAt: null,
      date: null,
      comes,
    };
    const pause = {
      reasons: [{ code: 'fog', label: 'Fog' }],
      atMost: '3 working days',
      answerers: 'the headteacher',
    };
    const agreement = {
      answerers: 'the headteacher',
      emergencyFor: [{ code: 'storm', label: 'A storm is coming' }],
      comes: ['“Countersign it” comes up, for Hal Head (Headteacher).'],
    };
    const tasks = view.tasks.map((task) => ({ ...task, pause, agreement }));
    await route.fulfill({ response, json: { ...view, tasks, acts: { ...view.acts, events: [hearing] } } });
  }
});
