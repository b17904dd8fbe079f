import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { choose } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

describe('what people say of a task without doing it', () => {
  let browser: Browser;
  let dsl: Visitor;
  let head: Visitor;
  let caseUrl: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    dsl = await Visitor.signedIn(browser, 'dsl@marlowe.demo', { viewport: WIDE });
    head = await Visitor.signedIn(browser, 'head@marlowe.demo', { viewport: PHONE });
    caseUrl = await openCase(dsl, { child: 'Ivy Inhand', account: 'She said that nobody is at home.' });
    await head.page.goto(caseUrl);
  });
  afterAll(() => browser.close());

  const box = (visitor: Visitor) => visitor.page.locator('tw-next-box');
  const dialog = (visitor: Visitor) => visitor.page.getByRole('dialog');

  it('says that it is in hand, and everybody sees it', async () => {
    await box(dsl)
      .getByRole('button', { name: /^I have this in hand/ })
      .click();
    await box(dsl).getByText('You have this in hand.').waitFor();
    await expect(
      box(dsl)
        .getByRole('button', { name: /^I have this in hand/ })
        .count(),
    ).resolves.toBe(0);
    // By the event stream.
    await box(head)
      .getByText(/has this in hand\./)
      .waitFor();
  });

  it('hands it over, which stays where it is until the other accepts', async () => {
    await box(dsl)
      .getByRole('button', { name: /^Hand over/ })
      .click();
    await dialog(dsl).getByRole('button', { name: 'Ask them to take it' }).click();
    const errors = dialog(dsl).getByRole('alert');
    await errors.getByText('Choose who should take it').waitFor();
    await errors.getByText('Say why you are handing this over').waitFor();
    await expectSound(dsl, 'hand-over');
    const name = await headsName(dsl.page);
    await choose(dsl.page, name);
    await dsl.page.getByLabel('Why are you handing this over?').fill('I am at a funeral.');
    await dialog(dsl).getByRole('button', { name: 'Ask them to take it' }).click();
    await box(dsl).getByText('Handed over, not accepted yet').waitFor();
    await box(dsl).getByText('Until they accept, it stays where it is.').waitFor();
    await expectSound(dsl, 'handed-over');
    await box(head).getByText('Next, for you: somebody waits for your answer').waitFor();
    await box(head).getByText('I am at a funeral.').waitFor();
    await expectSound(head, 'asked-to-take');
  });

  it('declines with a reason, and the task is as it was', async () => {
    await box(head)
      .getByRole('button', { name: /^I cannot take it/ })
      .click();
    await head.page.getByLabel('Why can you not take it?').fill('I am at a meeting.');
    await dialog(head).getByRole('button', { name: 'Send this answer' }).click();
    await dialog(head).waitFor({ state: 'detached' });
    await box(dsl)
      .getByRole('button', { name: /^Hand over/ })
      .waitFor();
    await dsl.page.locator('tw-timeline').getByText('I am at a meeting.').waitFor();
  });

  it('takes back what was asked, with a reason', async () => {
    await box(dsl)
      .getByRole('button', { name: /^Hand over/ })
      .click();
    await choose(dsl.page, await headsName(dsl.page));
    await dsl.page.getByLabel('Why are you handing this over?').fill('A meeting.');
    await dialog(dsl).getByRole('button', { name: 'Ask them to take it' }).click();
    await box(dsl)
      .getByRole('button', { name: /^Take this back/ })
      .click();
    await dsl.page.getByLabel('Why do you take it back?').fill('The meeting was moved.');
    await dialog(dsl).getByRole('button', { name: 'Take it back' }).click();
    await dialog(dsl).waitFor({ state: 'detached' });
    await box(dsl)
      .getByRole('button', { name: /^Hand over/ })
      .waitFor();
    await dsl.page.locator('tw-timeline').getByText('Took back what was asked about').waitFor();
  });

  it('leaves it out only with a reason and the agreement of a second person', async () => {
    await box(dsl)
      .getByRole('button', { name: /^This need not be done/ })
      .click();
    await choose(dsl.page, 'The child has moved and the new school has taken it on');
    await dsl.page.getByLabel('How do you know this?').fill('Their lead rang me on Tuesday.');
    await dialog(dsl).getByRole('button', { name: 'Ask for agreement' }).click();
    await box(dsl).getByText('Waiting for agreement').waitFor();
    await expectSound(dsl, 'waiver-asked');
    await box(head).getByText('Their lead rang me on Tuesday.').waitFor();
    await expectSound(head, 'waiver-to-answer');
    await head.open('/duties');
    await head.page.getByRole('heading', { name: 'Waiting for your answer' }).waitFor();
    await head.page.getByText(/^One question waits for your answer\./).waitFor();
    await expectSound(head, 'questions-waiting');
    await head.page.getByRole('link', { name: /^Read and answer/ }).click();
    await box(head)
      .getByRole('button', { name: /^I agree/ })
      .click();
    const tasks = dsl.page.locator('tw-task-list');
    await tasks.getByText('Left out, as agreed').waitFor();
    await tasks
      .getByText('Left out because: The child has moved and the new school has taken it on')
      .waitFor();
    await tasks.getByText(/^Agreed by /).waitFor();
    await expectSound(dsl, 'left-out');
    expect([...dsl.complaints, ...head.complaints]).toEqual([]);
  });

  it('lets the chief executive, who is asked, open the case and answer; after that it is closed to them', async () => {
    const ceo = await Visitor.signedIn(browser, 'ceo@larkfield.demo', { viewport: WIDE });
    await openCase(dsl, { child: 'Abel Above', account: 'He said that he is hungry.' });
    await box(dsl)
      .getByRole('button', { name: /^This need not be done/ })
      .click();
    await choose(dsl.page, 'The child has moved and the new school has taken it on');
    await dsl.page.getByLabel('How do you know this?').fill('Their lead rang me.');
    await dialog(dsl).getByRole('button', { name: 'Ask for agreement' }).click();
    await box(dsl).getByText('Waiting for agreement').waitFor();
    await ceo.open('/duties');
    await ceo.page
      .locator('article', { hasText: 'A.A.' })
      .getByRole('link', { name: /^Read and answer/ })
      .click();
    await box(ceo).getByText('Their lead rang me.').waitFor();
    await box(ceo)
      .getByRole('button', { name: /^I agree/ })
      .click();
    await ceo.page.getByRole('heading', { name: 'Your answer is recorded' }).waitFor();
    await expectSound(ceo, 'answered-and-closed');
  });

  /** The head as the dialog names them: by their post. */
  const headsName = (page: Page): Promise<string> =>
    page
      .getByRole('dialog')
      .locator('.govuk-radios__item', { hasText: 'Headteacher' })
      .locator('label')
      .innerText();
});
