import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../clock/civil.ts';
import { MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA } from '../../test/small-world.ts';

const DANGER = {
  danger: { kind: 'yesNo', unsure: true, question: 'In danger?', danger: ['yes', 'unsure'] },
};
const CALL = aStep('call', {
  path: 'danger',
  when: { fact: 'danger', is: ['yes', 'unsure'] },
  clock: { within: { minutes: 30 }, from: 'awareness' },
});
const OVER = aStep('over', { after: { done: 'call' } });

const opened = (danger: string): Run =>
  new Run(aWorld(aChain([CALL, aStep('look'), OVER], { facts: DANGER }))).open(MONDAY, { facts: { danger } });
const answered = (run: Run, danger: string, at: number): Run => {
  run.take({ type: 'learned', by: DANA, facts: { danger } }, at);
  return run;
};
const calls = (run: Run): string[] => Object.keys(run.state.duties).filter((key) => key.startsWith('call'));

describe('an answer that means danger, corrected outside a form', () => {
  it('is a new call where danger was over and is there again, in its time from then', () => {
    const run = answered(opened('yes').done('call', MONDAY + MINUTE), 'no', MONDAY + HOUR);
    expect(calls(run)).toEqual(['call']);
    const at = MONDAY + 7 * DAY;
    expect(answered(run, 'unsure', at).duty('call.2')).toMatchObject({
      state: 'open',
      dueAt: at + 30 * MINUTE,
    });
    // That the first call was made stays so.
    expect(run.duty('over').state).not.toBe('superseded');
    run.take(run.doneEvent('call.2', { supplied: [] }), at + MINUTE);
    expect(run.duty('call.2').state).toBe('met');
    expect(calls(answered(answered(run, 'no', at + HOUR), 'yes', at + 2 * HOUR))).toHaveLength(3);
  });

  it('is none while the first is still to be made, nor where there was danger all the time', () => {
    expect(calls(answered(answered(opened('yes'), 'no', MONDAY), 'yes', MONDAY))).toEqual(['call']);
    const made = opened('yes').done('call', MONDAY + MINUTE);
    expect(calls(answered(made, 'unsure', MONDAY + HOUR))).toEqual(['call']);
  });

  it('is the first call where there was no danger before', () => {
    expect(calls(answered(opened('no'), 'yes', MONDAY + HOUR))).toEqual(['call']);
  });
});
