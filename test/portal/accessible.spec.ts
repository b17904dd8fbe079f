import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DSL, PAGES } from './harness/pages.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, launchBrowser } from './harness/visitor.ts';

describe('every page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('signs in without a fault that axe finds', async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.open('/sign-in');
    await visitor.page.getByRole('button', { name: 'Sign in' }).click();
    await visitor.page.getByText('There is a problem').waitFor();
    await expectSoundEverywhere(visitor, 'sign-in');
    await visitor.leave();
  });

  it.each(PAGES)('%s has no fault that axe finds and breaks no policy', async (name, who, path, ready) => {
    const visitor = await Visitor.signedIn(browser, who);
    await visitor.open(path);
    await visitor.page.locator('main').getByText(ready).first().waitFor();
    await expectSoundEverywhere(visitor, name);
    await visitor.leave();
  });

  it('a case and the form of its step have none either', async () => {
    const visitor = await Visitor.signedIn(browser, DSL);
    await openFirstCase(visitor);
    await expectSoundEverywhere(visitor, 'case');
    await visitor.page.getByRole('link', { name: 'Do this now' }).click();
    await visitor.page.getByRole('button', { name: 'Continue' }).click();
    await visitor.page.getByText('There is a problem').waitFor();
    await expectSoundEverywhere(visitor, 'step');
    await visitor.leave();
  });

  it('keeps its shapes in forced colours: buttons, tags and the timeline stay bordered', async () => {
    const visitor = await Visitor.signedIn(browser, DSL, { forcedColors: 'active' });
    await openFirstCase(visitor);
    const borders = await visitor.page.evaluate(() =>
      ['.btn', '.tag', 'tw-timeline li', '.track'].map((selector) => {
        const found = document.querySelector(selector);
        const style = found && getComputedStyle(found, selector.endsWith('li') ? '::before' : null);
        return [selector, Number.parseFloat(style?.borderTopWidth ?? '0') > 0];
      }),
    );
    expect(borders).toEqual(['.btn', '.tag', 'tw-timeline li', '.track'].map((selector) => [selector, true]));
    await visitor.shot('forced-colours');
    await visitor.leave();
  });

  it('has controls of at least 24 by 24 pixels', async () => {
    const visitor = await Visitor.signedIn(browser, DSL, { viewport: PHONE });
    await openFirstCase(visitor);
    const small = await visitor.page.$$eval('button, a.btn, summary, nav a, input, select', (controls) =>
      controls
        .map((control) => ({ box: control.getBoundingClientRect(), text: control.textContent }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await visitor.leave();
  });
});

/** At a desk and on a phone; `zoom.spec` reads the same pages at 320 px. */
async function expectSoundEverywhere(visitor: Visitor, name: string): Promise<void> {
  for (const viewport of [WIDE, PHONE]) {
    await visitor.page.setViewportSize(viewport);
    await expectSound(visitor, name);
  }
}

async function openFirstCase(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await visitor.open('/duties');
  await page
    .getByRole('link', { name: /^Do this now/ })
    .first()
    .waitFor();
  await page.locator('tw-duty-card h2 a').first().click();
  await page.locator('tw-timeline li').first().waitFor();
}
