import type { CaseTask } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { gapAfter } from './gap.ts';
import { nextTask } from './next-task.ts';

const at = (iso: string) => ({ at: iso });
const task = (step: string, due: string | null, rest: Partial<CaseTask> = {}): CaseTask => ({
  step,
  title: step,
  sentence: step,
  state: 'open',
  version: 1,
  owner: null,
  mine: false,
  mayDo: true,
  whyNot: null,
  mayTakeOver: false,
  mayAcknowledge: false,
  acknowledgedAt: null,
  handOverTo: [],
  waiveFor: [],
  asked: null,
  link: null,
  inTheWay: null,
  theirs: null,
  paused: false,
  clock:
    due === null
      ? null
      : { from: '2026-11-16T09:00:00Z', due, reminders: [], rule: 'within 4 hours', setBy: 'your trust' },
  lateSince: null,
  openedAt: '2026-11-16T09:00:00Z',
  doneAt: null,
  endedAt: null,
  whyEnded: null,
  agreedBy: [],
  happenedAt: null,
  doneBy: null,
  outcome: null,
  recorded: [],
  form: { evidence: [], answers: {}, outcomes: [], earliest: '2026-11-16T09:00:00Z' },
  ifLate: null,
  rules: [],
  ...rest,
});

describe('what is next on a case', () => {
  it('is the reader’s own duty before anyone else’s, however late that is', () => {
    const tasks = [
      task('theirs', '2026-11-16T10:00:00Z'),
      task('mine', '2026-11-20T10:00:00Z', { mine: true }),
    ];
    expect(nextTask({ tasks })?.step).toBe('mine');
  });

  it('is the soonest of several, and one without a deadline comes last', () => {
    const tasks = [
      task('never', null),
      task('later', '2026-11-20T10:00:00Z'),
      task('soon', '2026-11-17T10:00:00Z'),
    ];
    expect(nextTask({ tasks })?.step).toBe('soon');
  });

  it('is nothing once everything is done', () => {
    expect(nextTask({ tasks: [task('done', '2026-11-16T10:00:00Z', { state: 'metLate' })] })).toBeNull();
  });
});

describe('a gap in the timeline', () => {
  it('is named from six hours on', () => {
    expect(gapAfter(at('2026-11-17T14:40:00Z'), at('2026-11-17T07:40:00Z'))).toBe(
      'Nothing happened for 7 hours',
    );
    expect(gapAfter(at('2026-11-17T10:00:00Z'), at('2026-11-17T07:40:00Z'))).toBeNull();
  });

  it('is never before the first entry', () => {
    expect(gapAfter(at('2026-11-17T10:00:00Z'), undefined)).toBeNull();
  });
});
