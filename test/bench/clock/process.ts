import { dueOf, ENGLAND } from '@trustward/chain';
import type { CalendarSnapshot } from '@trustward/chain';
import { Chance, randomCalendars, randomClock, someClosed } from '@trustward/chain/test/random-clock';
import type { RandomClock } from '@trustward/chain/test/random-clock';
import { slowDue } from '@trustward/chain/test/slow-clock';
import type { Measured } from './measured.ts';
import { aSchool, samples } from './sample.ts';

/**
 * A process of its own, so that nothing else warms or fills its memory. It takes how many due dates to time and how many
 * to check, and prints one line of JSON.
 */
const [timed = 0, checked = 0] = process.argv.slice(2).map(Number);
const SEED = 20_262;
const ROUNDS = 7;
const AT_ONCE = 50_000;
const DAY = 86_400_000;

/** Rates are per second of processor time, which other work on the machine disturbs least. */
function rate(count: number, work: () => number): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    sink += work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  });
  return count / (times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN);
}

/** What is added up is used, so that nothing is left out as needless. */
let sink = 0;

const plain = samples(timed, SEED);
const school = aSchool();
const chance = new Chance(SEED);
const calendars: readonly CalendarSnapshot[] = [
  ...someClosed(chance, randomCalendars(chance, 60, ENGLAND.offsets)),
  ENGLAND,
];
const any: readonly RandomClock[] = Array.from({ length: Math.min(timed, AT_ONCE) }, () =>
  randomClock(chance, calendars),
);

const dueDates = rate(plain.length, () => {
  let sum = 0;
  for (const { clock, start } of plain) sum += dueOf(school, clock, start).due ?? 0;
  return sum;
});

const anyDueDates = rate(any.length, () => {
  let sum = 0;
  for (const { calendar, clock, start, pauses } of any) sum += dueOf(calendar, clock, start, pauses).due ?? 0;
  return sum;
});

/** The same starts, rounded to days and added to, with no calendar at all. */
const additions = rate(plain.length, () => {
  let sum = 0;
  for (const { clock, start } of plain) {
    sum += 'before' in clock ? start - 2 * DAY : Math.floor(start / DAY) * DAY + 3 * DAY;
  }
  return sum;
});

const disagreements: string[] = [];
for (let n = 0; n < checked; n += 1) {
  if (n % AT_ONCE === 0) process.stderr.write(`checked ${n} of ${checked}\n`);
  const { calendar, clock, start, pauses } = randomClock(chance, calendars);
  const quick = dueOf(calendar, clock, start, pauses);
  const slow = slowDue(calendar, clock, start, pauses);
  if (quick.due === slow.due && quick.provisional === slow.provisional) continue;
  disagreements.push(
    JSON.stringify({ n, calendar: calendars.indexOf(calendar), clock, start, pauses, quick, slow }),
  );
}

const measured: Measured = { dueDates, anyDueDates, additions, checked, disagreements, sink };
process.stdout.write(`${JSON.stringify(measured)}\n`);
