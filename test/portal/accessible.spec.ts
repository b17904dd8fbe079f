import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DSL, PAGES } from './harness/pages.ts';
import { expectReadable, scrollingSideways, wordsOf } from './harness/reflow.ts';
import { expectSound } from './harness/sound.ts';
import { PHONE, Visitor, WIDE, ZOOMED, launchBrowser } from './harness/visitor.ts';

/** Wider than a phone, and narrower than a desk. */
const BETWEEN = [900, 960, 1024, 1093];

describe('every page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('signs in without a fault that axe finds', async () => {
    const visitor = await Visitor.arrive(browser);
    await visitor.open('/sign-in');
    await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await visitor.page.getByText('There is a problem').waitFor();
    await expectSoundEverywhere(visitor, 'sign-in');
    await visitor.leave();
  });

  // Opened once for all that is read of it, since opening a page costs more than reading it.
  describe.each(PAGES)('%s', (name, who, path, ready) => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await Visitor.signedIn(browser, who, { viewport: ZOOMED });
      await visitor.openStill(path, ready);
    });
    afterAll(() => visitor.leave());

    it('has no fault that axe finds and breaks no policy', async () => {
      await expectSoundEverywhere(visitor, name);
    });

    it('loses nothing at 400 % zoom, scrolls one way only and hides no focus, nor scrolls sideways between phone and desk', async () => {
      const { page } = visitor;
      await page.setViewportSize(ZOOMED);
      await expectReadable(page);
      const zoomed = await wordsOf(page);
      await page.setViewportSize(WIDE);
      expect(await wordsOf(page)).toEqual(zoomed);
      for (const width of BETWEEN) {
        await page.setViewportSize({ width, height: 800 });
        expect(await scrollingSideways(page), `${width} px`).toEqual([]);
      }
    });
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

/** At a desk and on a phone. */
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
