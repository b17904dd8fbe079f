import type { Browser, Route } from '@playwright/test';
import type { CaseView } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { choose } from './harness/reporting.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const HEAD = '00000000-0000-4000-8000-000000000001';

/** A step that asks for everything the language knows: no procedure of the demo does. */
const FORM: CaseView['tasks'][number]['form'] = {
  evidence: [
    { id: 'mood', kind: 'note', label: 'Its mood', required: true },
    { id: 'cave', kind: 'phone', label: 'The number of its cave', required: false },
    {
      id: 'wings',
      kind: 'choice',
      label: 'Its wings',
      required: true,
      options: { folded: 'Folded', open: 'Open' },
    },
    {
      id: 'sounds',
      kind: 'choices',
      label: 'What it says',
      required: true,
      options: { hum: 'It hums', roar: 'It roars' },
    },
    {
      id: 'unit',
      kind: 'contact',
      with: 'police',
      as: 'referral',
      label: 'Which unit you told',
      required: true,
    },
    { id: 'tag', kind: 'reference', label: 'The number on its tag', required: true, onlyFor: ['here'] },
    { id: 'isTame', kind: 'fact', fact: 'tame', label: 'Is it tame?', required: true },
    { id: 'courtOn', kind: 'date', event: 'hearing', label: 'When the court sits', required: true },
    { id: 'manager', kind: 'appoint', role: 'caseManager', label: 'Who manages it', required: true },
    { id: 'drawing', kind: 'attachment', label: 'A drawing', required: false },
    { id: 'calm', kind: 'attest', label: 'I did not run', required: true },
  ],
  answers: {
    isTame: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No' },
    ],
    manager: [{ code: HEAD, label: 'Linda Crowe, Headteacher' }],
  },
  outcomes: [
    { code: 'here', label: 'It is there', sentence: 'Now it is fed.' },
    { code: 'gone', label: 'It has gone', sentence: null },
  ],
  earliest: '2026-01-01T00:00:00Z',
};

const HOLD: CaseView['holds'][number] = {
  id: 'quiet',
  title: 'Nobody asks the child',
  sentence: 'The police ask first.',
  since: '2026-11-20T09:00:00.000Z',
  forbids: ['interviewing anyone', 'telling the family'],
  allows: ['making the child safe', 'keeping evidence safe'],
  agreedBy: 'The police',
  askRelease: { answerers: 'the headteacher' },
  release: null,
};

describe('a procedure that says everything the language can', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([WIDE, PHONE])('says at $width what is on hold, and what stays allowed', async (viewport) => {
    const { visitor } = await onACase(viewport);
    const hold = visitor.page.getByRole('region', { name: 'On hold: Nobody asks the child' });
    await hold.getByText('The police ask first.').waitFor();
    await hold.getByText('interviewing anyone').waitFor();
    await hold.getByText('making the child safe').waitFor();
    await hold.getByText('It ends when this is agreed with: The police.').waitFor();
    await expectSound(visitor, 'hold');
    await hold.getByRole('button', { name: /^Ask to end this early/ }).click();
    await visitor.page.getByLabel('Why can it end now?').waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.leave();
  });

  it('asks each kind of field in its own way, and names what is missing', async () => {
    const { visitor } = await onACase(PHONE);
    const { page } = visitor;
    await page.getByRole('link', { name: 'Do this now' }).click();
    await page.getByLabel('Its mood').waitFor();
    await expect(page.getByLabel('The number on its tag').count()).resolves.toBe(0);
    await choose(page, 'It is there');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    const problems = page.getByRole('alert').getByRole('link');
    await expect(problems.count()).resolves.toBe(9);
    for (const problem of await problems.all()) {
      await problem.click();
      await expect(page.evaluate(() => document.activeElement?.tagName)).resolves.toMatch(
        /INPUT|TEXTAREA|SELECT/,
      );
    }
    await expectSound(visitor, 'every-kind');
    await visitor.leave();
  });

  /** A real case, of which the page is told that its procedure asks for more. */
  async function onACase(viewport: { width: number; height: number }): Promise<{ visitor: Visitor }> {
    const visitor = await Visitor.signedIn(browser, 'dsl@hollins.demo', { viewport });
    const { page } = visitor;
    await page.route(/\/api\/cases\/[0-9a-f-]+$/, askMore);
    await openCase(visitor, { child: 'Dora Dragon', account: 'She said that it lives under the roof.' });
    await page.getByRole('heading', { name: 'Next, for you' }).waitFor();
    return { visitor };
  }

  async function askMore(route: Route): Promise<void> {
    const response = await route.fetch();
    const view = (await response.json()) as CaseView;
    const tasks = view.tasks.map((task) => ({ ...task, form: FORM }));
    await route.fulfill({ response, json: { ...view, tasks, holds: [HOLD] } });
  }
});
