import { INVARIANTS } from '../../reliability/checks/finding.ts';
import type { Invariant } from '../../reliability/checks/finding.ts';
import { runSchedule } from '../../reliability/run-schedule.ts';
import type { Outcome } from '../../reliability/run-schedule.ts';
import { AIMS, scheduleOf } from '../../reliability/schedule.ts';
import type { Schedule } from '../../reliability/schedule.ts';
import { CHAINS } from '../../reliability/stage/procedures.ts';
import { raiseStage } from '../../reliability/stage/stage.ts';
import type { Stage } from '../../reliability/stage/stage.ts';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { Results } from './results.ts';

export interface Seeds {
  readonly from: number;
  readonly to: number;
  /** This part of so many, from 1. */
  readonly shard: { readonly part: number; readonly of: number };
  /** Where outcomes are kept. */
  readonly results: string;
}

/** A product that has gone through many is begun anew, as is one in which something did not hold. */
const SCHEDULES_A_STAGE = 20;

/** So many connections the worker has to its mail server. */
const LETTERS_AT_ONCE = 5;

/** Runs the schedules that have not been run, and says of all that were asked for what did not hold. */
export async function faults(seeds: Seeds, print: (figure: Figure) => void): Promise<void> {
  const results = await Results.in(seeds.results);
  const schedules = schedulesOf(seeds);
  const left = schedules.filter((schedule) => results.of(schedule) === null);
  say(`${schedules.length} schedules, ${left.length} of them still to be run`);
  while (left.length > 0) await runSome(left, results);
  report(
    schedules.flatMap((schedule) => results.of(schedule) ?? []),
    print,
  );
}

const schedulesOf = ({ from, to, shard }: Seeds): Schedule[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n)
    .filter((seed) => seed % shard.of === shard.part % shard.of)
    .map((seed) => scheduleOf(seed, CHAINS));

/** Takes what it has run from those that are left. */
async function runSome(left: Schedule[], results: Results): Promise<void> {
  const stage = await raiseStage();
  try {
    for (let run = 0; run < SCHEDULES_A_STAGE; run += 1) {
      const schedule = left.shift();
      if (schedule === undefined) return;
      const outcome = await outcomeOf(stage, schedule);
      await results.add(schedule, outcome);
      say(
        `seed ${schedule.seed}: ${outcome.findings.map(({ sentence }) => sentence).join('; ') || 'all holds'}`,
      );
      if (outcome.findings.length > 0) return;
    }
  } finally {
    await stage.end();
  }
}

/** A schedule that could not be gone through is a finding like any other, and the next begins anew. */
async function outcomeOf(stage: Stage, schedule: Schedule): Promise<Outcome> {
  const from = Date.now();
  try {
    return await runSchedule(stage, schedule);
  } catch (error) {
    // What it was cannot be told from here; the sentence says where.
    const sentence = error instanceof Error ? error.message : String(error);
    return {
      seed: schedule.seed,
      findings: [{ what: 'unfinished', sentence }],
      counts: { cases: 0, acts: 0, faults: 0, events: 0, notices: 0, letters: 0, secondCopies: 0 },
      ...{ hit: [], missed: [] },
      tookMs: Date.now() - from,
    };
  }
}

function report(outcomes: readonly Outcome[], print: (figure: Figure) => void): void {
  const sum = (count: keyof Outcome['counts']) =>
    outcomes.reduce((total, { counts }) => total + counts[count], 0);
  print(byValue({ name: 'faults.schedules', value: outcomes.length, unit: 'schedules' }, { atLeast: 1 }));
  for (const what of Object.keys(INVARIANTS) as Invariant[]) {
    const found = outcomes.flatMap(({ findings }) => findings).filter((each) => each.what === what);
    print(byValue({ name: `faults.${what}`, value: found.length, unit: INVARIANTS[what] }, { atMost: 0 }));
  }
  const copies = {
    ...{ name: 'faults.second-copies', value: sum('secondCopies'), unit: 'e-mails' },
    ...{ beside: 'faults; as many e-mails may be on their way at each', besideValue: sum('faults') },
  };
  print(byRatio(copies, { atMost: LETTERS_AT_ONCE }));
  const hit = outcomes.flatMap((outcome) => outcome.hit);
  const missed = outcomes.flatMap((outcome) => outcome.missed);
  const aims = { name: 'faults.aims', value: new Set(hit).size, unit: 'faults at a side of a boundary' };
  print(byValue(aims, { atLeast: 1 }));
  say(
    `${hit.length} faults at boundaries, of ${AIMS} that differ; ${missed.length} found no occasion: ` +
      `${[...new Set(missed)].join('; ') || 'none'}`,
  );
  say(
    `${sum('faults')} faults in ${sum('cases')} cases: ${sum('acts')} acts of people, ${sum('events')} events, ` +
      `${sum('notices')} notices, ${sum('letters')} e-mails`,
  );
}
