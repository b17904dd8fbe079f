import { advance, DAY, ENGLAND, HOUR, parseChain } from '@trustward/chain';
import type { CaseEvent, CaseState, Chain, World } from '@trustward/chain';
import type { Measured } from './measured.ts';

/** A process of its own, so that nothing else warms or fills its memory; it prints one line of JSON. */
const ROUNDS = 7;
const CASES = 4_000;
const START = Date.parse('2026-11-16T09:00:00Z');
const PERSON = 'dana';

/** Microseconds of processor time, which other work on the machine disturbs least; the median of the rounds. */
function microseconds(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

function chainOf(steps: readonly object[]): Chain {
  const words = { title: 'A step', sentence: 'Do it.', owner: ['dsl', 'headteacher'] };
  const read = parseChain({
    language: 2,
    id: 'plain',
    version: 1,
    title: 'A plain chain',
    sentence: 'One thing after another.',
    about: 'child',
    steps: steps.map((step) => ({ ...words, ...step })),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.chain;
}

const worldOf = (chain: Chain): World => ({
  chain,
  calendar: ENGLAND,
  people: [{ person: PERSON, role: 'dsl', excluded: false, away: false }],
});

function taken(world: World, state: CaseState | null, event: CaseEvent, now: number): CaseState {
  const result = advance(world, state, event, now);
  if (!result.ok) throw new Error(result.refusal.sentence);
  return result.state;
}

const open = (world: World): CaseState =>
  taken(world, null, { type: 'opened', by: PERSON, awareAt: START, facts: {}, drill: false }, START);

const day = { clock: { within: { workingDays: 1 }, from: 'after' }, late: [{ tell: ['headteacher'] }] };
const plain = worldOf(
  chainOf([
    { id: 'one', clock: { within: { hours: 4 }, from: 'awareness' }, remind: [{ atShare: 0.5 }] },
    { id: 'two', after: { done: 'one' }, ...day },
    { id: 'three', after: { done: 'two' }, ...day },
    { id: 'four', after: { done: 'three' }, ...day },
    { id: 'five', after: { done: 'four' }, ...day },
  ]),
);
const NAMES = ['one', 'two', 'three', 'four', 'five'];

/** One case from its opening to its end. */
function walk(): void {
  let state = open(plain);
  for (const [index, step] of NAMES.entries()) {
    const event = { type: 'done', by: PERSON, step, version: 1, supplied: [] } as const;
    state = taken(plain, state, event, START + (index + 1) * HOUR);
  }
}

const late = { tell: ['headteacher'], every: { hours: 1 } };
const hourly = worldOf(
  chainOf([{ id: 'one', clock: { within: { hours: 1 }, from: 'awareness' }, late: [late] }]),
);

/** Microseconds of one message, where so many weeks of them are played in one call. */
function ofEach(weeks: number): number {
  const opened = open(hourly);
  const all = microseconds(() => taken(hourly, opened, { type: 'timePassed' }, START + weeks * 7 * DAY));
  return all / (weeks * 7 * 24);
}

ofEach(4);
const measured: Measured = {
  steps:
    (CASES * (NAMES.length + 1)) /
    (microseconds(() => {
      for (let n = 0; n < CASES; n += 1) walk();
    }) /
      1_000_000),
  fewWeeks: ofEach(8),
  manyWeeks: ofEach(160),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
