import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';
import { expect } from 'vitest';
import { scrollingSideways } from './reflow.ts';
import type { Visitor } from './visitor.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const OPTIONS: Axe.RunOptions = { resultTypes: ['violations'], runOnly: { type: 'tag', values: TAGS } };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** 2026-11-21T16:40 */
const MACHINE_TIME = /\d{4}-\d\d-\d\d(T\d\d:\d\d)?/;

/** What axe finds nothing against, breaks no policy, need not be scrolled sideways and says times as people do. */
export async function expectSound(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  // What is still being drawn has no heading yet, which is no fault of the page that it becomes.
  await page.locator('h1').first().waitFor();
  const told = await faults(page);
  expect(told, name).toEqual([]);
  expect(visitor.complaints, name).toEqual([]);
  expect(await scrollingSideways(page), name).toEqual([]);
  expect(await page.locator('body').innerText(), name).not.toMatch(MACHINE_TIME);
  await visitor.shot(name);
}

/** In the page itself: the portal has no frames, for which axe's own way in sends itself twice to each page. */
async function faults(page: Page): Promise<string[]> {
  // More than half a megabyte, which a page that was looked at before still has.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, OPTIONS);
}
