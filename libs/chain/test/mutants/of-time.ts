import { firstPost, isOurs, ofSteps, postsOf } from './operator.ts';
import type { Operator } from './operator.ts';
import type { Limit } from '../../src/clock/length.ts';
import { LEADING } from '../../src/language/role.ts';
import type { Step } from '../../src/language/step.ts';

/** Deadlines, and who hears of them. */
export const OF_TIME: readonly Operator[] = [
  ofSteps('drops a deadline', ['noDeadline'], isOurs, (step) => {
    delete step.clock;
    step.remind = [];
    step.late = [];
  }),
  ofSteps('drops every escalation of a deadline', ['noEscalation'], isOurs, (step) => {
    step.late = [];
  }),
  ofSteps('tells of lateness once', ['noEscalation'], isOurs, (step) => {
    step.late = step.late.map((rung) => ('tell' in rung ? { ...rung, every: undefined } : rung));
  }),
  ofSteps('tells of lateness only whoever is late', ['claim escalation'], isOurs, (step) => {
    step.late = [{ tell: [firstPost(step)], every: { workingDays: 1 } }];
  }),
  {
    ...ofSteps(
      'tells of lateness only two who may come to owe it themselves',
      ['claim escalation'],
      (step) => isOurs(step) && postsOf(step).length > 2,
      (step) => {
        step.late = [{ tell: postsOf(step).slice(1, 3), every: { workingDays: 1 } }];
      },
    ),
    // Of a case that is about nobody here, the reducer then tells those who hear at the last (`subject-line.spec.ts`).
    changesNothing: ({ about }) => about === 'child' || about === 'information',
  },
  ofSteps('tells of lateness only after years', ['noEscalation'], isOurs, (step) => {
    step.late = step.late.map((rung) => ({ ...rung, after: { months: 60 } }));
  }),
  ofSteps(
    'loosens a clock past its floor',
    ['looserThanFloor'],
    ({ clock }) => clock?.floor !== undefined && 'within' in clock,
    ({ clock }) => {
      if (clock !== undefined && 'within' in clock) clock.within = longer(clock.floor ?? clock.within);
    },
  ),
  ofSteps('escalates what another party owes, as if its time were ours', ['neverFires'], isTheirs, (step) => {
    step.late = [{ tell: ['ceo'] }];
  }),
  ofSteps("makes our time another party's", ['neverFires'], isOurs, ({ clock }) => {
    if (clock !== undefined) clock.whose = 'partner';
  }),
  ofSteps('makes a duty one that need not be done', ['neverFires'], isOurs, (step) => {
    step.optional = true;
  }),
  ofSteps(
    'starts the time for a duty with what nobody need record',
    ['clockNeverStarts'],
    (step) => isOurs(step) && step.path === undefined && step.repeat === undefined,
    (step, chain) => {
      chain.events = { ...chain.events, someday: { title: 'Some day', dated: false } };
      step.clock = { within: { workingDays: 1 }, from: { event: 'someday' } };
      step.remind = [];
    },
  ),
  ofSteps(
    'starts the time for a duty with the end of what comes up again and again',
    // What comes up again may wait for that duty itself.
    ['clockNeverStarts', 'neverOpens', 'neverCloses', 'claim closure'],
    (step, { steps }) =>
      isOurs(step) &&
      step.path === undefined &&
      step.repeat === undefined &&
      again(step, steps) !== undefined,
    (step, { steps }) => {
      const id = again(step, steps)?.id ?? '';
      step.after = { done: id };
      step.clock = { within: { workingDays: 1 }, from: { ended: id } };
      step.remind = [];
    },
  ),
  ofSteps(
    'asks another party again but once',
    ['nobodyChases'],
    (step, { steps }) =>
      asksAgain(step) && !steps.some((other) => other !== step && asksAsLeader(other, step)),
    (step) => {
      delete step.repeat;
    },
    { anywhere: true },
  ),
  ofSteps('reminds before the clock starts', ['unsound'], hasElapsedClock, (step) => {
    step.remind = [{ before: { hours: 24 * 365 } }];
  }),
];

function isTheirs({ clock }: Step): boolean {
  return clock?.whose !== undefined;
}

function asksAgain({ after, repeat }: Step): boolean {
  return after !== undefined && 'late' in after && repeat !== undefined;
}

/** Whether a leader asks again and again for the same, which is enough by itself. */
function asksAsLeader(other: Step, { after }: Step): boolean {
  const isSame = JSON.stringify(other.after) === JSON.stringify(after);
  return isSame && asksAgain(other) && LEADING.some((role) => role === other.owner[0]);
}

function hasElapsedClock({ clock }: Step): boolean {
  return clock !== undefined && 'within' in clock && ('hours' in clock.within || 'minutes' in clock.within);
}

/** A limit a hundred times as long, in the same days or hours. */
export function longer(limit: Limit): Limit {
  if ('sooner' in limit) return { sooner: limit.sooner.map(longer) };
  if ('beforeNext' in limit) return { months: 12 };
  return Object.fromEntries(
    Object.entries(limit).map(([unit, count]: [string, unknown]) => [unit, (Number(count) + 1) * 50]),
  ) as Limit;
}

const again = ({ id }: Step, steps: readonly Step[]): Step | undefined =>
  steps.find((other) => other.id !== id && other.repeat !== undefined);
