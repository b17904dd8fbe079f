import { readFileSync } from 'node:fs';
import { parseLayer } from '@trustward/chain';
import type { Layer } from '@trustward/chain';
import { resolve } from '@trustward/chain/layers';
import { describe, expect, it } from 'vitest';
import { stepsPlayed } from '../test/play-through.ts';
import { readYamlText } from './yaml-text.ts';

const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');
const [, page = ''] = /## What layers say\n([\s\S]*?)\n## /.exec(README) ?? [];

/** The layers that the page shows, in its order. */
const LAYERS: readonly Layer[] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => {
  const read = readYamlText(text);
  const parsed = parseLayer(read.ok ? read.json : null);
  if (!parsed.ok) {
    throw new Error(parsed.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  }
  return parsed.layer;
});

describe("the language's page on layers", () => {
  it('shows one of each kind, from the top down', () => {
    expect(LAYERS.map(({ layer }) => layer)).toEqual(['guidance', 'authority', 'trust', 'school']);
  });

  it('shows three that go together as it says, into a chain that runs', () => {
    const result = resolve(LAYERS.slice(0, 3), 'referral', { openedOn: '2026-11-16' });
    if (!result.ok) throw new Error(result.refusals.map(({ sentence }) => sentence).join('\n'));
    const { steps } = result.chain;
    expect(steps.map(({ id }) => id)).toEqual(['ring', 'write', 'thank']);
    expect(steps[1]).toMatchObject({ clock: { within: { hours: 48 } }, remind: [{ before: { hours: 2 } }] });
    expect([...stepsPlayed(result.chain)].sort()).toEqual(['ring', 'thank', 'write']);
    const before = resolve(LAYERS.slice(0, 3), 'referral', { openedOn: '2026-08-31' });
    expect(before).toMatchObject({ chain: { steps: [{}, { clock: { within: { hours: 24 } } }, {}] } });
  });

  it('shows one that is refused, with the very sentence', () => {
    const result = resolve(LAYERS, 'referral');
    const said = result.ok ? [] : result.refusals.map(({ sentence }) => sentence);
    expect(said).toEqual([...page.matchAll(/^> (.+)$/gm)].map(([, sentence]) => sentence));
    expect(said).toHaveLength(1);
  });
});
