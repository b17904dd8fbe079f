import type { AskedFor } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { type Standing, doneWith, taskLines, taskWord } from './task-words.ts';

const now = Date.parse('2026-11-17T14:00:00Z');
const clock = {
  from: '2026-11-17T09:00:00Z',
  due: '2026-11-20T09:00:00Z',
  reminders: [],
  rule: 'within 3 days',
  setBy: 'your trust',
};
const task = (more: Partial<Standing>): Standing => ({
  state: 'open',
  clock,
  theirs: null,
  asked: null,
  link: null,
  inTheWay: null,
  paused: false,
  owner: { id: 'ann', name: 'Ann Able', role: 'Headteacher' },
  acknowledgedAt: null,
  agreedBy: [],
  whyEnded: null,
  lateSince: null,
  mine: false,
  ...more,
});
const asked = (more: Partial<AskedFor>): AskedFor => ({
  for: 'waiver',
  by: 'Ben Best',
  byMe: false,
  at: '2026-11-17T13:00:00Z',
  answerers: 'the headteacher or the chief executive',
  reason: 'The child has moved',
  said: null,
  outcome: null,
  agreedBy: [],
  answerBy: null,
  mayAnswer: false,
  mayTakeBack: false,
  ...more,
});

describe('what was done', () => {
  it('is said with its outcome, where it has one', () => {
    expect(doneWith('Agree to close', 'I do not agree')).toBe('Agree to close: I do not agree');
    expect(doneWith('Ring the police', null)).toBe('Ring the police');
  });
});

const WORDS: readonly [what: string, more: Partial<Standing>, word: string][] = [
  ['only its clock', {}, 'To do'],
  ['an agreement', { asked: asked({ for: 'done' }) }, 'Waiting for agreement'],
  ['whoever was asked to take it', { asked: asked({ for: 'handOver' }) }, 'Handed over, not accepted yet'],
  [
    'another task',
    { inTheWay: { what: 'gate', sentence: '“Ring” must be done first.' } },
    'Something else first',
  ],
  ['the end of a hold', { inTheWay: { what: 'hold', sentence: 'Nobody asks.' } }, 'On hold'],
  ['an agency', { theirs: { who: 'The police', nothingHeard: false } }, 'Waiting for them'],
  ['its clock to go on', { paused: true }, 'Clock stopped'],
];

describe('how a task stands', () => {
  it.each(WORDS)('is said as a word when it waits for %s', (_what, more, word) => {
    expect(taskWord(task(more), now).word).toBe(word);
  });

  it('is late before anything else that may be said of it', () => {
    const late = task({ state: 'late', asked: asked({}), clock: { ...clock, due: '2026-11-17T13:00:00Z' } });
    expect(taskWord(late, now).word).toBe('Late by 1 h');
  });

  it('is never late in another party’s time: nothing was heard', () => {
    const over = { ...clock, due: '2026-11-17T13:00:00Z' };
    const theirs = { who: 'The police', nothingHeard: true };
    expect(taskWord(task({ clock: over, theirs }), now).word).toBe('Nothing heard');
    expect(taskLines(task({ clock: over, theirs }), now)[0]).toBe(
      'Nothing was heard in their time (The police). Ring them and ask.',
    );
  });

  it('3.15 and once it is done after their time ran out, is neither in time nor late', () => {
    const theirs = { who: 'The police', nothingHeard: true };
    const done = task({ state: 'met', clock: null, theirs });
    expect(taskWord(done, now)).toEqual({ word: 'Done; late on their side', tone: 'soon' });
    expect(taskWord(task({ state: 'met', clock: null }), now).word).toBe('Done in time');
    expect(taskLines(done, now)).toEqual(['Nothing was heard in their time (The police).']);
  });

  it.each([
    ['waived', 'Left out, as agreed', 'Left out because: The child has moved'],
    ['superseded', 'No longer needed', 'The child has moved'],
    ['notApplicable', 'Does not apply', 'The child has moved'],
  ] as const)('of one that is %s says why it was never done', (state, word, line) => {
    const ended = task({ state, whyEnded: 'The child has moved', agreedBy: ['Ann Able'] });
    expect(taskWord(ended, now).word).toBe(word);
    expect(taskLines(ended, now)).toEqual([line, 'Agreed by Ann Able']);
  });

  it('law 2: that was late when it was left out says so for ever after', () => {
    const lateSince = '2026-11-16T16:40:00Z';
    const ended = task({
      state: 'waived',
      lateSince,
      whyEnded: 'The child has moved',
      agreedBy: ['Ann Able'],
    });
    expect(taskWord(ended, now)).toEqual({ word: 'Left out, as agreed', tone: 'late' });
    expect(taskLines(ended, now)).toEqual([
      'It was late since Mon 16 Nov, 16:40',
      'Left out because: The child has moved',
      'Agreed by Ann Able',
    ]);
  });

  it('says who asks for what, and who may answer', () => {
    expect(taskLines(task({ asked: asked({}) }), now)).toEqual([
      'Ben Best asks that it need not be done: The child has moved. It waits for the headteacher or the chief executive.',
      'With Ann Able',
    ]);
    expect(taskLines(task({ asked: asked({ for: 'handOver', mayAnswer: true }) }), now)[0]).toBe(
      'Ben Best asks you to take this. Until you accept, it stays where it is. You can answer.',
    );
  });

  it('says who has it, and whether they said that they have it in hand', () => {
    const at = '2026-11-17T13:00:00Z';
    expect(taskLines(task({ acknowledgedAt: at }), now)).toEqual(['With Ann Able, who has it in hand']);
    expect(taskLines(task({ owner: null }), now)).toEqual(['Nobody can take it']);
  });
});
