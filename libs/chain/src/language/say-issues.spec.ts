import { describe, expect, it } from 'vitest';
import { aStep } from '../../test/small-world.ts';
import { parseChain } from './parse.ts';

function said(step: object, over: object = {}): string[] {
  const read = parseChain({
    language: 2,
    id: 'a',
    version: 1,
    title: 'A',
    sentence: 'A.',
    about: 'child',
    steps: [aStep('a', step)],
    ...over,
  });
  return read.ok
    ? []
    : read.mistakes.map(({ path, sentence }) => `${path.replace(/^steps\.0\./, '')}: ${sentence}`);
}

const LENGTH =
  'A length is one of minutes, hours, workingDays, schoolDays, calendarDays or months, with a whole number above zero and no more than ten years. Or { beforeNext: schoolDay }, or { sooner: [one, another] }.';
const FROM =
  'A clock runs from "awareness", from "opening", from "after", or from a moment such as { done: step }.';

const ROWS: readonly (readonly [what: string, step: object, sentences: readonly string[]])[] = [
  ['an unknown unit', { clock: { within: { weeks: 1 }, from: 'awareness' } }, [`clock.within: ${LENGTH}`]],
  [
    'words for a number',
    { clock: { within: { hours: 'two' }, from: 'awareness' } },
    ['clock.within.hours: This must be a number.'],
  ],
  [
    'no time at all',
    { clock: { within: { hours: 0 }, from: 'awareness' } },
    ['clock.within.hours: There must be more than 0 here.'],
  ],
  [
    'too much time',
    { clock: { within: { hours: 1_000_000 }, from: 'awareness' } },
    ['clock.within.hours: This may be at most 87600.'],
  ],
  [
    'half an hour in hours',
    { clock: { within: { hours: 0.5 }, from: 'awareness' } },
    ['clock.within.hours: This must be a whole number.'],
  ],
  [
    'two units',
    { clock: { within: { hours: 1, minutes: 30 }, from: 'awareness' } },
    [`clock.within: ${LENGTH.replace(/ Or .*/, '')}`],
  ],
  [
    'a part of the sooner',
    { clock: { within: { sooner: [{ hours: 1 }, { days: 1 }] }, from: 'awareness' } },
    [`clock.within.sooner.1: ${LENGTH}`],
  ],
  ['no start', { clock: { within: { hours: 1 } } }, [`clock.from: ${FROM}`]],
  ['a start of no kind', { clock: { within: { hours: 1 }, from: { began: 'a' } } }, [`clock.from: ${FROM}`]],
  ['an unknown start', { clock: { within: { hours: 1 }, from: 'yesterday' } }, [`clock.from: ${FROM}`]],
  [
    'an option that is none',
    { clock: { within: { hours: 1 }, from: 'awareness', weekends: 'strict' } },
    ['clock: The language has no "weekends" here.'],
  ],
  [
    'an option with a word that is none',
    { clock: { within: { hours: 1 }, from: 'awareness', roll: 'up' } },
    ['clock.roll: This must be one of "forward" or "back".'],
  ],
  [
    'a time of day',
    { clock: { within: { hours: 1 }, from: 'awareness', close: { at: '5pm' } } },
    ['clock.close.at: Write a time of day as 17:00.'],
  ],
  [
    'several at once',
    { clock: { within: { weeks: 1 }, from: 'yesterday', roll: 'up' } },
    [
      'clock.roll: This must be one of "forward" or "back".',
      `clock.within: ${LENGTH}`,
      `clock.from: ${FROM}`,
    ],
  ],
  [
    'a date it leads up to',
    { clock: { before: { weeks: 1 }, event: 'visit' } },
    [`clock.before: ${LENGTH.replace(/ Or .*/, '')}`],
  ],
  [
    'neither form',
    { clock: { until: 'friday' } },
    [
      'clock: A clock is { within: a limit, from: … } or { before: a length, event: … }, with options beside it.',
    ],
  ],
  [
    'words',
    { clock: 'tomorrow' },
    [
      'clock: A clock is { within: a limit, from: … } or { before: a length, event: … }, with options beside it.',
    ],
  ],
  ['a rung that tells nobody', { late: [{ tell: [] }] }, ['late.0.tell: There must be at least 1 here.']],
  [
    'a rung that tells a role that is none',
    { late: [{ tell: ['head'] }] },
    [expect.stringMatching(/^late\.0\.tell\.0: This must be one of "dsl", /) as string],
  ],
  [
    'a moment with an outcome alone',
    { after: { outcome: 'a' } },
    ['after.is: This is missing: it must be words or a list.'],
  ],
  [
    'a moment deep inside',
    { after: { all: [{ any: [{ done: 'A B' }] }] } },
    ['after.all.0.any.0.done: Use lower-case words joined by hyphens.'],
  ],
  [
    'a condition with a number',
    { when: { all: [{ fact: 'f', is: 3 }] } },
    ['when.all.0.is: This must be words or a list: put it in quotes.'],
  ],
  [
    'a reminder beyond the whole',
    { remind: [{ atShare: 1.5 }] },
    [expect.stringMatching(/^remind\.0\.atShare: /) as string],
  ],
  [
    'a kind of field',
    { evidence: [{ id: 'x', kind: 'lien', label: 'X' }] },
    [expect.stringMatching(/^evidence\.0\.kind: This must be one of "line", "note", /) as string],
  ],
  [
    'a number without quotes',
    { rules: [0.13] },
    ["rules.0: This must be words: put it in quotes, such as '000.26'."],
  ],
  ['a yes without quotes', { title: true }, ['title: This must be words: put it in quotes.']],
  [
    'nothing where something must be',
    { owner: undefined, title: null },
    ['title: This is missing: it must be words.', 'owner: This is missing: it must be a list.'],
  ],
  [
    'a kind left out',
    { evidence: [{ id: 'x', label: 'X' }] },
    [expect.stringMatching(/^evidence\.0\.kind: This is missing: it must be one of "line", /) as string],
  ],
  ['a date', { inForce: { from: '1 September' } }, ['inForce.from: Write a date as 2026-11-21.']],
];

describe('a mistake in the form of a file, with', () => {
  it.each(ROWS)('%s, is said where it stands', (_, step, sentences) => {
    expect(said(step)).toEqual(sentences);
  });
});

describe('a mistake in the form of a file', () => {
  it('is that its language is one of tomorrow', () => {
    expect(said({}, { language: 3 })).toEqual([
      'language: Languages 1 and 2 are known here, and 2 is today’s.',
    ]);
    expect(said({}, { language: undefined })).toEqual(['language: This is missing: it must be 2.']);
  });

  it('is of one of tomorrow nothing but that, whatever today’s would say of the rest', () => {
    const onlyThat = ['language: Languages 1 and 2 are known here, and 2 is today’s.'];
    expect(said({ owner: 7 }, { language: 3, colour: 'red', facts: { language: 7 } })).toEqual(onlyThat);
    const facts = said({}, { facts: { language: 7, other: 7 } });
    expect(facts.map((each) => each.split(':')[0])).toEqual(['facts.language', 'facts.other']);
  });

  it('is that something stands within itself, which is said once and where', () => {
    const ring: Record<string, unknown> = { all: [] };
    (ring['all'] as unknown[]).push(ring);
    expect(said({ when: ring })).toEqual([
      'when.all.0: This stands within itself: no alias may lead back to it.',
    ]);
  });
});
