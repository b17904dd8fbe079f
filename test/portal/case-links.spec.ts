import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from './harness/opened.ts';
import { expectSound } from './harness/sound.ts';
import { decide, doNext, record } from './harness/steps.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

const DSL = 'dsl@fenwick.demo';
const HEAD = 'head@fenwick.demo';

describe('a case', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each(['/cases/not-a-uuid', '/cases/0198c0de', '/cases/not-a-uuid/do/decide', '/cases/a/b/c/d'])(
    'is not found at %s, and nothing offers to try that again',
    async (path) => {
      const visitor = await Visitor.signedIn(browser, DSL);
      await visitor.open(path);
      await visitor.page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
      await expect(visitor.page.getByRole('button', { name: 'Try again' }).count()).resolves.toBe(0);
      await visitor.leave();
    },
  );

  it('shows whoever is asked to agree what was decided, and why, open on the form where they do', async () => {
    const dsl = await Visitor.signedIn(browser, DSL);
    const path = new URL(await openCase(dsl, { child: 'Ida Nash', account: 'He was tired.', drill: true }))
      .pathname;
    await doNext(dsl.page, 'Decide what to do');
    await expect(dsl.page.getByRole('heading', { name: 'What was done' }).count()).resolves.toBe(0);
    await decide(dsl.page, 'Nothing more is needed', 'He had been up for his sister’s birthday.');
    await record(dsl.page);
    await dsl.leave();

    const head = await Visitor.signedIn(browser, HEAD, { viewport: PHONE });
    await head.open(path);
    await doNext(head.page, 'Agree to close');
    const done = head.page.locator('tw-done-before');
    await done.getByRole('heading', { name: 'Decide what to do' }).waitFor();
    await done.getByText('Nothing more is needed').waitFor();
    await done.getByText('He had been up for his sister’s birthday.').waitFor();
    await expectSound(head, 'step-agree');
    await head.page.setViewportSize(WIDE);
    await head.shot('step-agree');
    await head.leave();
  });
});
