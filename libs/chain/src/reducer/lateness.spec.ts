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

  it('stays what it became once it has ended, whatever the time', () => {
    const run = aCaseOf({ clock }).done('reply', MONDAY + HOUR);
    expect(stateAt(stepOf(run), run.duty('reply'), MONDAY + DAY)).toBe('met');
  });
});
