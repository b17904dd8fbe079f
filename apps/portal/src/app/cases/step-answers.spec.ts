import type { CaseTask } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { emptyAnswers, keptAnswers, recordedLines, stepRules, toDone } from './step-answers.ts';

const now = Date.parse('2026-11-17T14:50:20Z');
const awareAt = Date.parse('2026-11-17T14:50:10Z');
const EVENT = '00000000-0000-4000-8000-000000000001';

const task: CaseTask = {
  step: 'verbal-referral',
  title: 'Ring children’s social care',
  sentence: 'Ring them.',
  state: 'open',
  version: 4,
  owner: null,
  mine: true,
  mayDo: true,
  whyNot: null,
  mayTakeOver: false,
  clock: null,
  openedAt: '2026-11-17T14:00:00Z',
  doneAt: null,
  happenedAt: null,
  doneBy: null,
  outcome: null,
  recorded: [],
  form: {
    evidence: [
      { id: 'toldName', kind: 'line', label: 'Name', required: true },
      { id: 'number', kind: 'phone', label: 'Number', required: true },
      { id: 'reference', kind: 'line', label: 'Their reference', required: false },
      { id: 'sure', kind: 'attest', label: 'I am sure', required: true },
    ],
    outcomes: [],
  },
  ifLate: null,
  rules: [],
};
const rules = stepRules(task, () => now);
const filled = {
  ...emptyAnswers(task, now),
  evidence: { toldName: ' J. Osei ', number: '01632 960110', reference: '' },
  attested: { sure: true },
};
const complaints = (answers: object): string[] =>
  rules.safeParse({ ...filled, ...answers }).error?.issues.map(({ message }) => message) ?? [];

describe('the form of a step', () => {
  it('asks for each required field by its label, and for nothing optional', () => {
    expect(
      complaints({ evidence: { toldName: ' ', number: '', reference: '' }, attested: { sure: false } }),
    ).toEqual(expect.arrayContaining(['Fill in “Name”', 'Fill in “Number”', 'Tick to confirm “I am sure”']));
    expect(complaints({})).toEqual([]);
  });

  it('refuses a time to come', () => {
    expect(complaints({ when: 'earlier', wall: '2026-11-17T15:30' })).toEqual(['Enter a time in the past']);
  });

  it('sends what was filled in, trimmed, with the version the person saw', () => {
    expect(toDone(task, filled, EVENT, awareAt)).toEqual({
      eventId: EVENT,
      version: 4,
      evidence: { toldName: 'J. Osei', number: '01632 960110', sure: true },
    });
  });

  it('takes a time in the very minute of awareness as after it', () => {
    const answers = { ...filled, when: 'earlier', wall: '2026-11-17T14:50' };
    expect(toDone(task, answers, EVENT, awareAt).happenedAt).toBe('2026-11-17T14:50:10.000Z');
  });

  it('shows everything again before it is recorded', () => {
    expect(recordedLines(task, filled, now)).toContainEqual({ label: 'Their reference', value: 'Not given' });
    expect(recordedLines(task, filled, now)).toContainEqual({ label: 'When', value: 'Just now' });
  });

  it('lays what was kept on the device over today’s form, and ignores what is not a form', () => {
    expect(keptAnswers(filled, emptyAnswers(task, now)).attested).toEqual({ sure: true });
    expect(keptAnswers('rubbish', emptyAnswers(task, now))).toEqual(emptyAnswers(task, now));
  });
});
