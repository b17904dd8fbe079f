import { describe, expect, it } from 'vitest';
import type { Proof } from './answer.ts';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import { lint } from '../lint/lint.ts';

const STAFF = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
const DAY = { within: { workingDays: 1 }, from: 'opening' };
const OVER = { events: { met: { title: 'They met' }, day: { title: 'The day', dated: true } } };
const step = (id: string, over: object = {}): object =>
  aStep(id, {
    owner: STAFF,
    clock: DAY,
    late: [{ tell: STAFF.slice(2), every: { workingDays: 1 } }],
    ...over,
  });

/** Decide, ring, and close by somebody else once it was rung. */
const chain = (ring: object, ...more: readonly object[]) =>
  aChain(
    [
      step('decide'),
      step('ring', { after: { done: 'decide' }, ...ring }),
      ...more,
      step('close', { after: { done: 'ring' }, otherThanDoerOf: ['decide'], closes: true }),
    ],
    OVER,
  );

const wrong = (json: object): string[] =>
  lint({ json }).flatMap(({ code, severity }) => (severity === 'mistake' ? [code] : []));
const lastOf = (proof: Proof): string =>
  proof.ok ? 'proved' : `${proof.counterExample.claim}: ${proof.counterExample.story.at(-1) ?? ''}`;

const WITHIN = { within: { hours: 1 } };
const THEIRS = { late: [], clock: { whose: 'socialCare', within: { workingDays: 1 }, from: 'after' } };
const chase = (over: object = {}): object =>
  step('chase', {
    owner: STAFF.slice(2),
    after: { late: 'ring' },
    until: { done: 'ring' },
    repeat: { every: { workingDays: 1 }, until: { step: 'ring', is: ['done', 'waived'] } },
    ...over,
  });

const NEVER =
  'escalation: The time for "Step ring" does not run: it waits for what nobody need do, and nobody hears.';
const UNASKED = 'escalation: Nobody must ask again and again when nothing is heard of "Step ring".';

describe('a case in which somebody acts once and nobody ever again', () => {
  it.each<[string, object, object[], string, string]>([
    ['an event', { clock: { ...WITHIN, from: { event: 'met' } } }, [], 'clockNeverStarts', NEVER],
    ['a date', { clock: { before: { calendarDays: 2 }, event: 'day' } }, [], 'clockNeverStarts', NEVER],
    [
      'what need not be done',
      { clock: { ...WITHIN, from: { done: 'may' } } },
      [step('may', { optional: true, late: [] })],
      'clockNeverStarts',
      NEVER,
    ],
    [
      'the end of what is done again and again',
      { after: { done: 'visit' }, clock: { ...WITHIN, from: { ended: 'visit' } } },
      [step('visit', { repeat: { every: { workingDays: 1 }, until: { done: 'ring' } } })],
      'clockNeverStarts',
      NEVER,
    ],
    [
      'whoever may close it, and need not',
      { optional: true, clock: undefined, late: [] },
      [],
      'closeMayWait',
      'told: Nobody must do anything any more, and nobody is told that the case is open.',
    ],
    ['another party, whom nobody asks again', THEIRS, [], 'nobodyChases', UNASKED],
    ['another party, asked once', THEIRS, [chase({ repeat: undefined })], 'nobodyChases', UNASKED],
    ['another party, asked if one likes', THEIRS, [chase({ optional: true })], 'nobodyChases', UNASKED],
    [
      'another party, asked after an event alone',
      THEIRS,
      [chase({ after: { all: [{ late: 'ring' }, { event: 'met' }] } })],
      'nobodyChases',
      UNASKED,
    ],
    [
      'another party, asked only until an event',
      THEIRS,
      [chase({ until: { event: 'met' } })],
      'nobodyChases',
      UNASKED,
    ],
  ])('never waits for %s: it is neither linted nor proved', (_what, ring, more, code, story) => {
    const broken = chain(ring, ...more);
    expect(wrong(broken)).toContain(code);
    expect(lastOf(prove(broken))).toBe(story);
  });

  it.each<[string, object, object[]]>([
    ['another party who is asked again and again', THEIRS, [chase()]],
    ['what was waived or done before', { clock: { ...WITHIN, from: { ended: 'decide' } } }, []],
  ])('may wait for %s', (_what, ring, more) => {
    const sound = chain(ring, ...more);
    expect(wrong(sound)).toEqual([]);
    expect(lastOf(prove(sound))).toBe('proved');
  });

  it('may wait for a date that brought the step up', () => {
    const clock = { before: { calendarDays: 2 }, event: 'day' };
    const report = step('report', { after: { all: [{ done: 'decide' }, { event: 'day' }] }, clock });
    expect(wrong(chain({}, report))).toEqual([]);
    expect(lastOf(prove(chain({}, report)))).toBe('proved');
  });

  it('may do what need not be done beside what must be', () => {
    const sound = chain({}, step('thank', { after: { done: 'decide' }, optional: true, late: [] }));
    expect(wrong(sound)).toEqual([]);
    expect(lastOf(prove(sound))).toBe('proved');
  });
});
