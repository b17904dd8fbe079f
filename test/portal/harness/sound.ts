import AxeBuilder from '@axe-core/playwright';
import { expect } from 'vitest';
import { scrollingSideways } from './reflow.ts';
import type { Visitor } from './visitor.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** 2026-11-21T16:40 */
const MACHINE_TIME = /\d{4}-\d\d-\d\d(T\d\d:\d\d)?/;

/** What axe finds nothing against, breaks no policy, need not be scrolled sideways and says times as people do. */
export async function expectSound(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  // Half a megabyte, which a page that was looked at before still has.
  const hasAxe = await page.evaluate('typeof axe === "object"');
  const builder = new AxeBuilder({ page, ...(hasAxe ? { axeSource: 'void axe' } : {}) });
  const axe = builder.options({ resultTypes: ['violations'] }).withTags(RULES);
  // Its usual way opens a second page for frames of other origins, of which the portal has none: half of what it costs.
  const { violations } = await axe.setLegacyMode().analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(told, name).toEqual([]);
  expect(visitor.complaints, name).toEqual([]);
  expect(await scrollingSideways(page), name).toEqual([]);
  expect(await page.locator('body').innerText(), name).not.toMatch(MACHINE_TIME);
  await visitor.shot(name);
}
