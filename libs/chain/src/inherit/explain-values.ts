import { sayOrigin } from './explain-origin.ts';
import type { Origin, Origins } from './origin.ts';
import { capitalised, listed } from './say-words.ts';
import { TIGHTER } from './tighter.ts';
import { valuesByPath } from './values-by-path.ts';
import type { Chain } from '../language/chain.ts';
import { FLOOR_FIELDS } from '../language/step.ts';

/** Where one value of a chain came from. */
export interface ExplainedValue {
  /** `steps.written-follow-up.owner`, `steps.….clock.within`, `holds.nobody-digs`. */
  readonly path: string;
  /** What it is called in a sentence. */
  readonly what: string;
  /** 'from Westmere Council; in place of 24 hours from Guidance for schools in England' */
  readonly from: string;
  readonly origin: Origin;
}

/** Where every value came from, in the order in which a chain says them. What was left empty all along says nothing. */
export function explainValues(chain: Chain, origins: Origins): ExplainedValue[] {
  const values = valuesByPath(chain);
  return [...origins]
    .filter(([path, origin]) => origin.replaced.length > 0 || says(values.get(path)))
    .map(([path, origin]) => ({ path, what: whatIs(path), from: sayOrigin(origin), origin }));
}

const says = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

/** The origin that most values share: whoever reads need not be told of it at every step. */
export function usualOrigin(values: readonly ExplainedValue[]): string | null {
  const counts = new Map<string, number>();
  for (const { from } of values) counts.set(from, (counts.get(from) ?? 0) + 1);
  return [...counts].reduce<string | null>(
    (most, [from, count]) => (count > (counts.get(most ?? '') ?? 0) ? from : most),
    null,
  );
}

/** For people: of each origin but the usual one, what came from it. */
export function sayValues(values: readonly ExplainedValue[], usual: string | null): string[] {
  const groups = new Map<string, Set<string>>();
  for (const { what, from } of values) {
    if (from !== usual) groups.set(from, new Set([...(groups.get(from) ?? []), what]));
  }
  return [...groups].map(([from, what]) => `${capitalised(from)}: ${listed([...what])}.`);
}

/** What else a step says, in words. Of what decides when it comes up, one name is enough. */
const WHAT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FLOOR_FIELDS.map((field) => [field, TIGHTER[field].what])),
  title: 'its title',
  sentence: 'its sentence',
  stage: 'its stage',
  path: 'the path it is on',
  after: TIGHTER.when.what,
  until: TIGHTER.when.what,
  eachTime: TIGHTER.when.what,
  inForce: TIGHTER.when.what,
  personal: TIGHTER.owner.what,
  confirmedBy: TIGHTER.evidence.what,
  optional: 'whether it must be done',
  clock: 'how its time is counted',
  'clock.within': TIGHTER.clock.what,
  'clock.before': TIGHTER.clock.what,
  outcomes: 'how it can end',
  repeat: 'until when it comes up again',
  'repeat.every': 'how often it comes up again',
  does: 'what kind of act it is',
  opens: 'which case it opens',
  closes: 'whether it closes the case',
  floors: 'what layers below may only tighten',
  rules: 'the rules it answers',
  cites: 'what it is taken from',
};

function whatIs(path: string): string {
  const [, field] = /^steps\.[^.]+\.(.+)$/.exec(path) ?? [];
  return field === undefined ? path : (WHAT[field] ?? field);
}
