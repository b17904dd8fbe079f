import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, CERI, HANA } from '../../test/small-world.ts';

const outcomes = (...codes: string[]): object => ({
  outcomes: Object.fromEntries(codes.map((code) => [code, { label: code }])),
});

/** Ring, and hear; somebody else agrees to close, or it is decided again and rung again. */
const AGAIN = aChain([
  aStep('decide', outcomes('refer')),
  aStep('ring', {
    after: {
      any: [
        { outcome: 'decide', is: 'refer' },
        { outcome: 'decide-again', is: 'refer' },
      ],
    },
    eachTime: true,
    clock: { within: { hours: 1 }, from: 'after' },
  }),
  aStep('answer', {
    after: { done: 'ring' },
    eachTime: true,
    clock: { within: { calendarDays: 3 }, from: 'after' },
    repeat: { every: { calendarDays: 1 }, until: { outcome: 'answer', is: 'final' } },
    ...outcomes('not-yet', 'final'),
  }),
  aStep('agree', {
    after: { any: [{ ended: 'decide' }, { ended: 'decide-again' }] },
    eachTime: true,
    when: {
      all: [
        { step: 'ring', is: 'done' },
        { step: 'answer', is: 'done' },
      ],
    },
    owner: ['headteacher', 'ceo'],
    closes: { outcome: ['yes'] },
    ...outcomes('yes', 'no'),
  }),
  aStep('decide-again', {
    after: { outcome: 'agree', is: 'no' },
    eachTime: true,
    repeat: { every: { calendarDays: 10 }, until: { outcome: 'decide-again', is: ['refer', 'nothing'] } },
    ...outcomes('refer', 'watch', 'nothing'),
  }),
]);

const disagreed = (): Run =>
  aCase(AGAIN)
    .done('decide', MONDAY, { outcome: 'refer' })
    .done('ring', MONDAY)
    .done('answer', MONDAY, { outcome: 'final' })
    .done('agree', MONDAY, { outcome: 'no', by: HANA });

const round = (run: Run, key: string, now: number, outcome?: string, by?: string): Run => {
  const event = run.doneEvent(key, {
    ...(outcome === undefined ? {} : { outcome }),
    ...(by === undefined ? {} : { by }),
  });
  run.take({ ...event, version: run.duty(key).version }, now);
  return run;
};

describe('a step that comes up each time', () => {
  it('comes up again for what happens anew, from then, and bars the close until it is done', () => {
    const run = disagreed();
    expect(run.state.duties['agree.2']).toBeUndefined();
    round(run, 'decide-again', MONDAY + 2 * DAY, 'refer');
    expect(run.duty('ring.2')).toMatchObject({ state: 'open', dueAt: MONDAY + 2 * DAY + HOUR });
    expect(run.state.duties['agree.2']).toBeUndefined();
    expect(run.state.duties['decide-again.2']).toBeUndefined();
    round(run, 'ring.2', MONDAY + 3 * DAY);
    expect(run.state.duties['agree.2']).toBeUndefined();
    round(run, 'answer.2', MONDAY + 3 * DAY, 'final');
    expect(run.duty('agree.2').state).toBe('open');
    round(run, 'agree.2', MONDAY + 3 * DAY, 'no', CERI);
    round(run, 'decide-again.2', MONDAY + 3 * DAY, 'nothing');
    expect(run.duty('agree.3').state).toBe('open');
  });

  it('rests between rounds that only repeat, and begins anew with its own clock', () => {
    const run = disagreed();
    round(run, 'decide-again', MONDAY, 'watch');
    expect(run.duty('decide-again.2')).toMatchObject({ state: 'open', openedAt: MONDAY });
    expect(run.state.duties['agree.2']).toBeUndefined();
    round(run, 'decide-again.2', MONDAY + 9 * DAY, 'refer');
    round(run, 'ring.2', MONDAY + 9 * DAY);
    round(run, 'answer.2', MONDAY + 9 * DAY, 'not-yet');
    const [second, third] = [run.duty('answer.2'), run.duty('answer.3')];
    expect((second.dueAt ?? 0) - (third.dueAt ?? 0)).toBe(2 * DAY);
    round(run, 'answer.3', MONDAY + 9 * DAY, 'final');
    expect(run.state.duties['answer.4']).toBeUndefined();
    expect(run.duty('agree.2').state).toBe('open');
  });

  it('comes up once for what happens while it waits for its turn, and not for what was before', () => {
    const run = aCase(
      aChain([
        aStep('see', { repeat: { every: { calendarDays: 1 }, until: { done: 'close' } } }),
        aStep('write', { after: { done: 'see' }, eachTime: true }),
        aStep('close', { closes: true }),
      ]),
    );
    run.done('see', MONDAY);
    round(run, 'see.2', MONDAY);
    round(run, 'see.3', MONDAY);
    expect(run.state.duties['write.2']).toBeUndefined();
    round(run, 'write', MONDAY);
    expect(run.refusal(run.doneEvent('close'), MONDAY)).toBe('stillOwed');
    round(run, 'write.2', MONDAY);
    expect(run.state.duties['write.3']).toBeUndefined();
    run.done('close', MONDAY);
    expect(run.state.endedAt).toBe(MONDAY);
  });
});

describe('what comes up each time that an event happens', () => {
  const MEETINGS = aChain(
    [
      aStep('first'),
      aStep('report', { after: { event: 'meeting' }, eachTime: true }),
      aStep('attend', { after: { reached: 'meeting' }, eachTime: true }),
      aStep('note', { after: { event: 'call' }, eachTime: true }),
    ],
    { events: { meeting: { title: 'The meeting', dated: true }, call: { title: 'They rang' } } },
  );
  const recorded = (run: Run, at: number, event: string, date?: number): Run => {
    run.take({ type: 'eventRecorded', by: HANA, event, ...(date === undefined ? {} : { date }) }, at);
    return run;
  };

  it('comes up for the next one once the date of the last has come', () => {
    const run = recorded(aCase(MEETINGS), MONDAY, 'meeting', MONDAY + 3 * DAY).done('report', MONDAY + HOUR);
    run.done('attend', MONDAY + 4 * DAY);
    recorded(run, MONDAY + 5 * DAY, 'meeting', MONDAY + 9 * DAY);
    expect(run.duty('report.2').state).toBe('open');
    expect(run.state.duties['attend.2']).toBeUndefined();
    run.done('report.2', MONDAY + 6 * DAY).pass(MONDAY + 9 * DAY);
    expect(run.duty('attend.2').openedAt).toBe(MONDAY + 9 * DAY);
    run.done('attend.2', MONDAY + 9 * DAY);
    expect(run.state.duties['attend.3']).toBeUndefined();
  });

  it('does not come up again where only the date has moved', () => {
    const run = recorded(aCase(MEETINGS), MONDAY, 'meeting', MONDAY + 3 * DAY).done('report', MONDAY + HOUR);
    recorded(run, MONDAY + DAY, 'meeting', MONDAY + 5 * DAY).pass(MONDAY + 4 * DAY);
    expect(Object.keys(run.state.duties)).toEqual(['first', 'report']);
    run.pass(MONDAY + 5 * DAY);
    expect(run.duty('attend').openedAt).toBe(MONDAY + 5 * DAY);
  });

  it('comes up whenever one without a date is recorded', () => {
    const run = recorded(aCase(MEETINGS), MONDAY, 'call').done('note', MONDAY + HOUR);
    expect(recorded(run, MONDAY + DAY, 'call').duty('note.2').state).toBe('open');
  });
});

describe('an event that comes twice', () => {
  it.each([
    ['at one instant', {}, 0],
    ['with one date, whenever', { date: MONDAY }, HOUR],
  ])('%s happened once', (_, date, later) => {
    const of = 'date' in date ? { reached: 'call' } : { event: 'call' };
    const chain = aChain([aStep('look'), aStep('read', { after: of, eachTime: true })], {
      events: { call: { title: 'They rang', dated: 'date' in date } },
    });
    const rang = { type: 'eventRecorded', by: HANA, event: 'call', ...date } as const;
    const run = aCase(chain);
    run.take(rang, MONDAY);
    run.take(rang, MONDAY + later);
    run.done('read', MONDAY + later);
    expect(run.state.duties).not.toHaveProperty(['read.2']);
  });

  it('with one date, on a form besides, happened once', () => {
    const form = { evidence: [{ id: 'on', kind: 'date', event: 'call', label: 'When they ring' }] };
    const chain = aChain(
      [
        aStep('look', form),
        aStep('look-again', form),
        aStep('read', { after: { reached: 'call' }, eachTime: true }),
      ],
      { events: { call: { title: 'They rang', dated: true } } },
    );
    const dated = { supplied: ['on'], learned: { dates: { call: MONDAY } } };
    const run = aCase(chain).done('look', MONDAY, dated).done('read', MONDAY);
    run.done('look-again', MONDAY + HOUR, dated);
    expect(run.state.duties).not.toHaveProperty(['read.2']);
    expect(run.state.events).toEqual({ call: { recordedAt: MONDAY, date: MONDAY } });
  });
});
