import { describe, expect, it } from 'vitest';
import { lateFrom, stateAt } from './lateness.ts';
import type { DutyState } from './state.ts';
import { DAY, HOUR } from '../clock/civil.ts';
import type { Step } from '../language/step.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, HANA } from '../../test/small-world.ts';

const clock = { within: { hours: 4 }, from: 'awareness' };

/** What `stateAt` says of a duty before its case has been played so far, and what it is once it has been. */
function bothStates(run: Run, now: number): readonly [DutyState, DutyState] {
  const looked = stateAt(stepOf(run), run.duty('reply'), now);
  run.pass(now);
  return [looked, run.duty('reply').state];
}

function stepOf(run: Run): Step {
  const step = run.world.chain.steps.find(({ id }) => id === 'reply');
  if (step === undefined) throw new Error('There is no such step.');
  return step;
}

const aCaseOf = (over: object): Run => aCase(aChain([aStep('reply', over), aStep('other')]));

describe('the state of a duty at a given now', () => {
  it('is late from the very instant at which its time is over, played or not', () => {
    expect(bothStates(aCaseOf({ clock }), MONDAY + 4 * HOUR - 1)).toEqual(['open', 'open']);
    expect(bothStates(aCaseOf({ clock }), MONDAY + 4 * HOUR)).toEqual(['late', 'late']);
  });

  it('is never late where the time is another party’s, or the step need not be done', () => {
    for (const over of [{ clock: { ...clock, whose: 'police' } }, { clock, optional: true }]) {
      const run = aCaseOf(over);
      expect(lateFrom(stepOf(run), run.duty('reply'))).toBeNull();
      expect(bothStates(run, MONDAY + 9 * DAY)).toEqual(['open', 'open']);
    }
  });

  it('is not late while its clock has not started', () => {
    const run = new Run(
      aWorld(aChain([aStep('a'), aStep('reply', { clock: { ...clock, from: { done: 'a' } } })])),
    );
    expect(bothStates(run.open(MONDAY), MONDAY + 9 * DAY)).toEqual(['open', 'open']);
  });

  it('is not late while its clock stands still, nor at once when it runs again', () => {
    const mayPause = { reasons: { asked: 'We asked' }, by: ['dsl'], agreedBy: ['headteacher'] };
    const run = aCaseOf({ clock: { ...clock, mayPause } });
    run.take({ type: 'pauseAsked', by: DANA, step: 'reply', version: 1, reason: 'asked' }, MONDAY);
    run.take({ type: 'agreed', by: HANA, step: 'reply', version: 2, to: 'pause' }, MONDAY + HOUR);
    expect(bothStates(run, MONDAY + 9 * DAY)).toEqual(['open', 'open']);
    const { version } = run.duty('reply');
    run.take({ type: 'resumed', by: DANA, step: 'reply', version }, MONDAY + 9 * DAY);
    expect(bothStates(run, MONDAY + 9 * DAY)).toEqual(['open', 'open']);
    expect(bothStates(run, MONDAY + 9 * DAY + 3 * HOUR)).toEqual(['late', 'late']);
  });

  it('stands still once at a time, and runs on early as after the longest that it may', () => {
    const mayPause = { reasons: { asked: 'We asked' }, by: ['dsl'], agreedBy: ['headteacher'] };
    const run = aCaseOf({ clock: { ...clock, mayPause: { ...mayPause, atMost: { calendarDays: 5 } } } });
    const version = () => run.duty('reply').version;
    const ask = () =>
      ({ type: 'pauseAsked', by: DANA, step: 'reply', version: version(), reason: 'asked' }) as const;
    const stop = (at: number) => {
      run.take(ask(), at);
      run.take({ type: 'agreed', by: HANA, step: 'reply', version: version(), to: 'pause' }, at);
    };
    stop(MONDAY + HOUR);
    // By the end of the fifth day after it stopped, and then the three hours that were left.
    expect(run.duty('reply').dueAt).toBe(Date.parse('2026-11-22T03:00:00Z'));
    expect(run.refusal(ask(), MONDAY + 2 * HOUR)).toBe('notAllowed');
    const resume = { type: 'resumed', by: DANA, step: 'reply' } as const;
    run.take({ ...resume, version: version() }, MONDAY + 2 * HOUR);
    expect(run.duty('reply').dueAt).toBe(MONDAY + 5 * HOUR);
    expect(run.refusal({ ...resume, version: version() }, MONDAY + 2 * HOUR)).toBe('notAllowed');
    stop(MONDAY + 2 * HOUR);
    expect(run.duty('reply').pauses).toHaveLength(2);
  });

  it('is not made to stand still once it has run out, though that was asked before', () => {
    const mayPause = { reasons: { asked: 'We asked' }, by: ['dsl'], agreedBy: ['headteacher'] };
    const run = aCaseOf({ clock: { ...clock, mayPause } });
    run.take({ type: 'pauseAsked', by: DANA, step: 'reply', version: 1, reason: 'asked' }, MONDAY);
    const agreed = { type: 'agreed', by: HANA, step: 'reply', version: 2, to: 'pause' } as const;
    expect(run.refusal(agreed, MONDAY + 4 * HOUR)).toBe('notAllowed');
    // Nor is that in the way of anything else.
    const over = { type: 'handOverAsked', by: DANA, to: HANA, as: 'headteacher', step: 'reply' } as const;
    run.take({ ...over, version: run.duty('reply').version }, MONDAY + 4 * HOUR);
    expect(run.duty('reply').asked?.for).toBe('handOver');
  });

  it('stays what it became once it has ended, whatever the time', () => {
    const run = aCaseOf({ clock }).done('reply', MONDAY + HOUR);
    expect(stateAt(stepOf(run), run.duty('reply'), MONDAY + DAY)).toBe('met');
  });
});
