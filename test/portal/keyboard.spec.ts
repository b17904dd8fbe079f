import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { go, heading, named, pick, signInByKeys, tabInto, tabTo } from './harness/keys.ts';
import { reported } from './harness/opened.ts';
import { Visitor, launchBrowser } from './harness/visitor.ts';

describe('by keyboard alone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('a teacher signs in, reports, and hears the heading of each page', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await signInByKeys(page, 'teacher@marlowe.demo');
    await page.getByRole('heading', { name: 'Is anyone in danger now?' }).waitFor();
    await page.getByText(/Question 1 of/).waitFor();
    await tabTo(page, 'A child');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await heading(page, 'Which child?');
    await tabTo(page, 'Child’s name');
    await page.keyboard.type('Kit Lane');
    await pick(page, 'Year group', 'Reception');
    await go(page, 'How do you know?');
    await tabTo(page, 'I saw it');
    await page.keyboard.press('Space');
    await go(page, 'Is the child in danger now?');
    await tabTo(page, 'Yes');
    await page.keyboard.press('ArrowDown');
    await go(page, 'What did you see, hear or were told?');
    await tabTo(page, 'In the exact words, as far as you can');
    await page.keyboard.type('He would not take his coat off.');
    await go(page, 'When did you become aware?');
    await tabTo(page, 'Just now');
    await page.keyboard.press('Space');
    await go(page, 'Check your answers');
    await tabTo(page, 'Send this report');
    await page.keyboard.press('Enter');
    await heading(page, 'Your report was received');
    await visitor.leave();
  });

  it('000.26 a safeguarding lead signs in, goes from a duty to its case, decides, and hears what is next', async () => {
    const teacher = await Visitor.signedIn(browser, 'teacher@marlowe.demo');
    const { reference } = await reported(teacher, { child: 'Ida Moss', account: 'She said he hit her.' });
    await teacher.leave();
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await signInByKeys(page, 'dsl@marlowe.demo');
    await heading(page, 'My duties');
    const card = page.locator('tw-duty-card').filter({ hasText: reference });
    await card.waitFor();
    await tabInto(page, card.getByRole('heading').getByRole('link'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Next, for you' }).waitFor();
    await page.getByText(reference).first().waitFor();
    await tabTo(page, 'Do this now');
    await page.keyboard.press('Enter');
    await heading(page, 'Decide what to do');
    await tabTo(page, /^Refer to children.s social care$/);
    await page.keyboard.press('Space');
    await tabTo(page, /why you decided this$/);
    await page.keyboard.type('Her words, and a mark that fits them.');
    await tabTo(page, /^What the risk is to others/);
    await page.keyboard.type('Her brother lives there too.');
    await go(page, 'Check before it is recorded');
    await tabTo(page, 'Record it');
    await page.keyboard.press('Enter');
    const next = page.locator('tw-next-box');
    await next.getByText(/^Ring children.s social care$/).waitFor();
    // The focus is on the case's heading, and the next thing to do is reached from there.
    await heading(page, /A concern about a child/);
    await tabTo(page, 'Do this now');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('skips to the main content, and shows where the focus is', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    const { page } = visitor;
    await visitor.open('/duties');
    await page.keyboard.press('Tab');
    await expect(named(page)).resolves.toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await expect(page.evaluate(() => document.activeElement?.id)).resolves.toBe('main');
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    );
    expect(ring).toBe('3px');
    await visitor.leave();
  });

  it('leaves at once by pressing Escape three times', async () => {
    const visitor = await Visitor.signedIn(browser, 'dsl@oakfield.demo');
    const { page } = visitor;
    await page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
    await visitor.open('/duties');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
    await page.waitForURL(/bbc\.co\.uk\/weather/);
    await visitor.leave();
  });
});
