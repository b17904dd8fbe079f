import type { CaseTask } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { emptyAnswers, keptAnswers, worthKeeping } from './step-answers.ts';
import { recordedLines, toDone } from './step-done.ts';
import { stepRules } from './step-rules.ts';

const now = Date.parse('2026-11-17T14:50:20Z');
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
  mayAcknowledge: false,
  acknowledgedAt: null,
  handOverTo: [],
  waiveFor: [],
  asked: null,
  link: null,
  inTheWay: null,
  theirs: null,
  paused: false,
  clock: null,
  lateSince: null,
  openedAt: '2026-11-17T14:00:00Z',
  doneAt: null,
  endedAt: null,
  whyEnded: null,
  agreedBy: [],
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
    answers: {},
    outcomes: [],
    earliest: '2026-11-17T14:50:10Z',
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

  it('says on the form itself before when it cannot have been', () => {
    expect(complaints({ when: 'earlier', wall: '2026-11-17T14:49' })).toEqual([
      'Enter a time after Tue 17 Nov, 14:50',
    ]);
    expect(complaints({ when: 'earlier', wall: '2026-11-17T14:50' })).toEqual([]);
  });

  it('sends what was filled in, trimmed, with the version the person saw', () => {
    expect(toDone(task, filled, EVENT)).toEqual({
      eventId: EVENT,
      version: 4,
      evidence: { toldName: 'J. Osei', number: '01632 960110', sure: true },
    });
  });

  it('takes a time in the very minute of awareness as after it', () => {
    const answers = { ...filled, when: 'earlier', wall: '2026-11-17T14:50' };
    expect(toDone(task, answers, EVENT).happenedAt).toBe('2026-11-17T14:50:10.000Z');
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

const everyKind: CaseTask = {
  ...task,
  form: {
    evidence: [
      { id: 'note', kind: 'note', label: 'What was said', required: true },
      { id: 'wings', kind: 'choice', label: 'Its wings', required: true, options: { open: 'Open' } },
      {
        id: 'sounds',
        kind: 'choices',
        label: 'Sounds',
        required: true,
        options: { hum: 'Hums', roar: 'Roars' },
      },
      { id: 'unit', kind: 'contact', with: 'police', as: 'referral', label: 'Which unit', required: true },
      {
        id: 'asked',
        kind: 'contact',
        with: 'police',
        as: 'advice',
        label: 'Whom you asked',
        required: false,
      },
      { id: 'tag', kind: 'reference', label: 'Its number', required: true, onlyFor: ['here'] },
      { id: 'tame', kind: 'fact', fact: 'tame', label: 'Is it tame?', required: true },
      { id: 'court', kind: 'date', event: 'hearing', label: 'When the court sits', required: true },
      { id: 'manager', kind: 'appoint', role: 'caseManager', label: 'Who manages it', required: true },
      { id: 'paper', kind: 'attachment', label: 'A drawing', required: false },
    ],
    answers: {
      tame: [
        { code: 'yes', label: 'Yes' },
        { code: 'no', label: 'No' },
      ],
      manager: [{ code: EVENT, label: 'Ann Able, Headteacher' }],
    },
    outcomes: [
      { code: 'here', label: 'It is there', sentence: null },
      { code: 'gone', label: 'It has gone', sentence: null },
    ],
  },
};
const empty = emptyAnswers(everyKind, now);
const told: typeof empty = {
  ...empty,
  outcome: 'here',
  evidence: {
    ...empty.evidence,
    note: 'Hello.',
    wings: 'open',
    unit: 'PC Osei',
    'unit-as': 'referral',
    asked: 'Sgt Pryce',
    tag: 'D-1',
    tame: 'no',
    court: '2026-12-01T10:00',
    manager: EVENT,
  },
  attested: { ...empty.attested, 'sounds-roar': true },
};
const wrongWith = (answers: typeof empty) =>
  stepRules(everyKind, () => now)
    .safeParse(answers)
    .error?.issues.map(({ path, message }) => [path.at(-1), message]) ?? [];

describe('a form with every kind of field', () => {
  it('is complete when each is answered in its own way, and sends what the API takes', () => {
    expect(wrongWith(told)).toEqual([]);
    expect(toDone(everyKind, told, EVENT).evidence).toEqual({
      note: 'Hello.',
      wings: 'open',
      sounds: ['roar'],
      unit: { who: 'PC Osei', as: 'referral' },
      asked: { who: 'Sgt Pryce', as: 'advice' },
      tag: 'D-1',
      tame: 'no',
      court: '2026-12-01T10:00:00.000Z',
      manager: EVENT,
    });
  });

  it('names the control of each answer that is missing', () => {
    expect(wrongWith({ ...empty, outcome: 'gone' })).toEqual([
      ['note', 'Fill in “What was said”'],
      ['wings', 'Answer “Its wings”'],
      ['sounds-hum', 'Choose at least one answer to “Sounds”'],
      ['unit', 'Fill in “Which unit”'],
      ['tame', 'Answer “Is it tame?”'],
      ['court', 'Fill in “When the court sits”'],
      ['manager', 'Answer “Who manages it”'],
    ]);
  });

  it('asks what one outcome alone asks only for that outcome, and sends nothing else', () => {
    const gone = { ...told, outcome: 'gone' };
    expect(wrongWith({ ...gone, evidence: { ...gone.evidence, tag: '' } })).toEqual([]);
    expect(toDone(everyKind, gone, EVENT).evidence).not.toHaveProperty('tag');
    expect(wrongWith({ ...told, evidence: { ...told.evidence, tag: '' } })).toEqual([
      ['tag', 'Fill in “Its number”'],
    ]);
  });

  it('asks whether it was for advice only where both can be recorded', () => {
    const as = (said: string) => ({ ...told, evidence: { ...told.evidence, 'unit-as': said } });
    expect(wrongWith(as(''))).toEqual([]);
    expect(toDone(everyKind, as(''), EVENT).evidence['unit']).toEqual({ who: 'PC Osei', as: 'referral' });
    const evidence = everyKind.form.evidence.map((field) =>
      field.id === 'unit' ? ({ ...field, as: 'either' } as (typeof everyKind.form.evidence)[number]) : field,
    );
    const either = { ...everyKind, form: { ...everyKind.form, evidence } };
    const wrong = stepRules(either, () => now).safeParse(as('')).error?.issues ?? [];
    expect(wrong.map(({ path, message }) => [path.at(-1), message])).toEqual([
      ['unit-as', 'Say whether “Which unit” was for advice or to refer'],
    ]);
    expect(toDone(either, as('advice'), EVENT).evidence['unit']).toEqual({ who: 'PC Osei', as: 'advice' });
  });

  it('cannot be recorded where it needs a file, and says so', () => {
    const [first, ...rest] = everyKind.form.evidence.toReversed();
    const needed = { ...first, required: true } as (typeof rest)[number];
    const form = { ...everyKind.form, evidence: [...rest, needed] };
    const issues = stepRules({ ...everyKind, form }, () => now).safeParse(told).error?.issues ?? [];
    expect(issues.map(({ path }) => path.at(-1))).toEqual(['paper']);
  });

  it('reads everything again in the words people chose by', () => {
    const lines = new Map(recordedLines(everyKind, told, now).map(({ label, value }) => [label, value]));
    expect(lines.get('Sounds')).toBe('Roars');
    expect(lines.get('Which unit')).toBe('PC Osei (referred)');
    expect(lines.get('Whom you asked')).toBe('Sgt Pryce (asked for advice)');
    expect(lines.get('Is it tame?')).toBe('No');
    expect(lines.get('Who manages it')).toBe('Ann Able, Headteacher');
    expect(lines.get('A drawing')).toBe('Not given');
  });
});

describe('a form that is opened again', () => {
  const HOURS_LATER = now + 4 * 3_600_000;
  const toldAt = { id: 'toldAt', kind: 'instant', label: 'When you spoke', required: true } as const;
  const call: CaseTask = { ...task, form: { ...task.form, evidence: [...task.form.evidence, toldAt] } };

  it('was not kept where it was only looked at, so that no time stands there that nobody said', () => {
    const blank = emptyAnswers(call, now);
    expect(worthKeeping(blank, blank)).toBeNull();
  });

  it('keeps what was typed, and asks for the time anew where it was left alone', () => {
    const blank = emptyAnswers(call, now);
    expect(blank.evidence['toldAt']).toBeTruthy();
    const written = { ...blank, evidence: { ...blank.evidence, toldName: 'Ms Okafor' } };
    const later = emptyAnswers(call, HOURS_LATER);
    expect(keptAnswers(worthKeeping(written, blank), later).evidence).toEqual({
      ...later.evidence,
      toldName: 'Ms Okafor',
    });
  });

  it('keeps a time that was said', () => {
    const blank = emptyAnswers(call, now);
    const said = { ...blank, evidence: { ...blank.evidence, toldAt: '2026-11-17T09:05' } };
    const again = keptAnswers(worthKeeping(said, blank), emptyAnswers(call, HOURS_LATER));
    expect(again.evidence['toldAt']).toBe('2026-11-17T09:05');
  });

  it('keeps when it was done, where that was said', () => {
    const blank = emptyAnswers(call, now);
    const said = { ...blank, when: 'earlier', wall: '2026-11-17T09:05' };
    expect(keptAnswers(worthKeeping(said, blank), emptyAnswers(call, HOURS_LATER))).toMatchObject({
      when: 'earlier',
      wall: '2026-11-17T09:05',
    });
  });
});
