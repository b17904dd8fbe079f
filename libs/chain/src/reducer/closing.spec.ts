import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, CERI, DANA, HANA } from '../../test/small-world.ts';

const ASKED = { danger: { kind: 'yesNo', question: 'In danger?', danger: ['yes'], askedIn: 'close' } };
const LOOK = aStep('look');
const CLOSE = aStep('close', {
  after: { done: 'look' },
  owner: ['headteacher', 'ceo'],
  evidence: [{ id: 'danger', kind: 'fact', fact: 'danger', label: 'In danger?' }],
  clock: { within: { calendarDays: 5 }, from: 'opening' },
  closes: true,
});
const CALL = aStep('call', {
  path: 'danger',
  after: { done: 'close' },
  eachTime: true,
  when: { fact: 'danger', is: 'yes' },
  clock: { within: { hours: 1 }, from: 'after' },
});

const closed = (steps: readonly object[], answer: string): Run => {
  const run = aCase(aChain(steps, { facts: ASKED })).done('look', MONDAY);
  return run.done('close', MONDAY + HOUR, { by: HANA, learned: { facts: { danger: answer } } });
};
const again = (run: Run, at: number, danger: string): Run => {
  run.take(run.doneEvent('close.2', { supplied: ['danger'], by: HANA, learned: { facts: { danger } } }), at);
  return run;
};

describe('an act that closes a case', () => {
  it('ends it, where it brings up nothing that must be done', () => {
    expect(closed([LOOK, CLOSE, CALL], 'no').state.endedAs).toBe('closed');
    const may = { ...CALL, path: undefined, clock: undefined, optional: true };
    expect(closed([LOOK, CLOSE, may], 'yes').state.endedAs).toBe('closed');
  });

  it('leaves it open where an answer in its form brings up a call; that is made, and then it is done again', () => {
    const run = closed([LOOK, CLOSE, CALL], 'yes');
    expect(run.state.endedAt).toBeNull();
    expect(run.duty('call').state).toBe('open');
    expect(run.duty('close.2')).toMatchObject({ state: 'open', openedAt: MONDAY + HOUR });
    const tooSoon = run.doneEvent('close.2', { supplied: ['danger'], by: HANA });
    expect(run.refusal(tooSoon, MONDAY + HOUR)).toBe('stillOwed');
    run.done('call', MONDAY + 2 * HOUR);
    expect(run.state.endedAt).toBeNull();
    expect(again(run, MONDAY + 3 * HOUR, 'no').state.endedAs).toBe('closed');
  });

  it('brings the call up anew where the answer is the same again', () => {
    const run = closed([LOOK, CLOSE, CALL], 'yes').done('call', MONDAY + 2 * HOUR);
    expect(again(run, MONDAY + 3 * HOUR, 'yes').duty('call.2').state).toBe('open');
    expect(run.state.endedAt).toBeNull();
    expect(run.duty('close.3').state).toBe('open');
  });

  it('leaves it open for a case that it opens and this one waits for', () => {
    const outcomes = { over: { label: 'It is over' }, adult: { label: 'It is about an adult' } };
    const opens = { chain: 'another', at: 'done', onlyFor: ['adult'] };
    const chain = aChain([LOOK, { ...CLOSE, evidence: [], outcomes, opens }]);
    const run = aCase(chain).done('look', MONDAY).done('close', MONDAY, { by: HANA, outcome: 'adult' });
    expect(run.state.endedAt).toBeNull();
    const over = run.doneEvent('close.2', { supplied: [], by: CERI, outcome: 'over' });
    expect(run.refusal(over, MONDAY)).toBe('stillOwed');
    run.take({ type: 'childEnded', duty: 'close' }, MONDAY + DAY);
    run.take(over, MONDAY + DAY);
    expect(run.state.endedAs).toBe('closed');
  });

  it('ends it also where what it waits for has happened anew meanwhile', () => {
    const close = { ...CLOSE, evidence: [], after: { done: 'look' }, eachTime: true };
    const look = { ...LOOK, repeat: { every: { calendarDays: 1 }, until: { done: 'close' } } };
    const run = aCase(aChain([look, close])).done('look', MONDAY);
    run.take(run.doneEvent('look.2'), MONDAY + HOUR);
    expect(run.done('close', MONDAY + 2 * HOUR, { by: HANA }).state.endedAs).toBe('closed');
  });

  it('leaves what comes up again once it was done, but no call', () => {
    const outcomes = { nobody: { label: 'Nobody answered' }, rung: { label: 'Rung' } };
    const repeat = { every: { minutes: 15 }, until: { outcome: 'ring', is: 'rung' } };
    const clock = { within: { hours: 1 }, from: 'opening' };
    const unanswered = (over: object): Run => {
      const ring = aStep('ring', { ...over, outcomes, repeat, clock });
      const run = aCase(aChain([LOOK, { ...CLOSE, evidence: [] }, ring])).done('look', MONDAY);
      return run.done('ring', MONDAY + HOUR, { outcome: 'nobody' });
    };
    expect(unanswered({}).done('close', MONDAY + HOUR, { by: HANA }).state.endedAs).toBe('closed');
    const call = unanswered({ path: 'danger' });
    expect(call.refusal(call.doneEvent('close', { by: HANA }), MONDAY + HOUR)).toBe('stillOwed');
  });
});

describe('a case that ends by itself', () => {
  const over = { event: 'over' };
  const hold = { title: 'Police', sentence: 'Not before they say so.', until: over, forbids: ['close'] };
  const events = { over: { title: 'It is over for the police' } };

  it('does not while a hold forbids closing, and does once that is over', () => {
    const run = aCase(aChain([LOOK], { events, holds: { police: hold } })).done('look', MONDAY);
    expect(run.state.endedAs).toBeNull();
    run.take({ type: 'eventRecorded', by: DANA, event: 'over' }, MONDAY + HOUR);
    expect(run.state).toMatchObject({ endedAt: MONDAY + HOUR, endedAs: 'closed' });
  });

  it('does not past a gate of what may be done', () => {
    const may = aStep('may', { optional: true, gates: [{ act: 'close' }] });
    const run = aCase(aChain([LOOK, may])).done('look', MONDAY);
    expect(run.state.endedAs).toBeNull();
    expect(run.done('may', MONDAY).state.endedAs).toBe('closed');
  });
});
