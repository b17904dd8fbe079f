import { parseChain } from '../src/language/parse.ts';
import type { Chain } from '../src/language/chain.ts';
import type { Post } from '../src/language/role.ts';
import { parseLayer } from '../src/language/parse-layer.ts';
import { resolve } from '../src/inherit/resolve.ts';
import type { Limit } from '../src/clock/length.ts';
import { ENGLAND } from '../src/clock/england/england.ts';
import type { PostHolder, World } from '../src/reducer/world.ts';

/** Reads a chain that a test takes to be sound. */
export function aChain(steps: readonly object[], over: object = {}): Chain {
  const read = parseChain({
    language: 2,
    id: 'a-chain',
    version: 1,
    title: 'A chain',
    sentence: 'A chain for a test.',
    about: 'child',
    facts: { danger: { kind: 'yesNo', question: 'Is there danger?' } },
    steps,
    ...over,
  });
  if (!read.ok) throw new Error(read.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  return read.chain;
}

/** A chain with the lengths that a local authority sets. */
export function underAuthority(chain: Chain, lengths: Readonly<Record<string, Limit>>): Chain {
  const values = Object.fromEntries(Object.entries(lengths).map(([name, is]) => [name, { is, title: name }]));
  const base = { language: 2, version: 1 };
  const layers = [
    { ...base, layer: 'guidance', id: 'above', title: 'Above', chains: [chain] },
    { ...base, layer: 'authority', id: 'council', title: 'A council', values },
  ].flatMap((json) => {
    const read = parseLayer(json);
    return read.ok ? [read.layer] : [];
  });
  const resolved = resolve(layers, chain.id);
  if (!resolved.ok) throw new Error(resolved.refusals.map(({ sentence }) => sentence).join('\n'));
  return resolved.chain;
}

export function aStep(id: string, over: object = {}): object {
  return {
    id,
    title: `Step ${id}`,
    sentence: `Do ${id}.`,
    owner: ['dsl', 'deputyDsl', 'headteacher'],
    ...over,
  };
}

/** One person for each of the usual posts, each named for the post. */
export const DANA = 'dana-dsl';
export const DEV = 'dev-deputy';
export const HANA = 'hana-head';
export const TOM = 'tom-trust-lead';
export const CERI = 'ceri-ceo';

export function holder(role: Post, person: string, over: Partial<PostHolder> = {}): PostHolder {
  return { role, person, excluded: false, away: false, ...over };
}

export const EVERYBODY: readonly PostHolder[] = [
  holder('dsl', DANA),
  holder('deputyDsl', DEV),
  holder('headteacher', HANA),
  holder('trustSafeguardingLead', TOM),
  holder('ceo', CERI),
];

export function peopleWith(person: string, over: Partial<PostHolder>): PostHolder[] {
  return EVERYBODY.map((each) => (each.person === person ? { ...each, ...over } : each));
}

export function aWorld(chain: Chain, over: Partial<World> = {}): World {
  return { chain, calendar: ENGLAND, people: EVERYBODY, ...over };
}

/** A chain with a clock from awareness, one from an act, an approval by another, and two ways to go. */
export const REFERRAL = aChain([
  aStep('decide', {
    clock: { within: { hours: 4 }, from: 'awareness' },
    remind: [{ atShare: 0.5 }],
    late: [{ tell: ['headteacher', 'trustSafeguardingLead'] }],
    evidence: [
      { id: 'reason', kind: 'note', label: 'Reason' },
      { id: 'extra', kind: 'line', label: 'Extra', required: false },
    ],
    outcomes: { refer: { label: 'Refer' }, close: { label: 'Close' } },
  }),
  aStep('write', {
    when: { outcome: 'decide', is: 'refer' },
    clock: { within: { hours: 24 }, from: { done: 'decide' }, setBy: 'writtenReferral' },
    remind: [{ before: { hours: 2 } }, { atShare: 0.5 }],
    late: [{ tell: ['headteacher'] }, { after: { hours: 24 }, tell: ['ceo'] }],
  }),
  aStep('agree', {
    when: { any: [{ done: 'write' }, { outcome: 'decide', is: 'close' }] },
    owner: ['dsl', 'headteacher', 'trustSafeguardingLead'],
    otherThanDoerOf: ['decide', 'write'],
  }),
]);
