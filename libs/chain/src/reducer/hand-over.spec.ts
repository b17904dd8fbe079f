import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, CERI, DANA, DEV, EVERYBODY, HANA, peopleWith, TOM } from '../../test/small-world.ts';

const CHAIN = aChain(
  [
    aStep('look', {
      owner: ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'],
      until: { event: 'over' },
    }),
  ],
  {
    events: { over: { title: 'It is over' } },
    waiver: { reasons: { left: 'They have left' }, agreedBy: ['headteacher', 'ceo'] },
  },
);

const on = (run: Run, by: string) => ({ by, step: 'look', version: run.duty('look').version });
const asksDev = (run: Run, by = DANA): CaseEvent => ({
  type: 'handOverAsked',
  ...on(run, by),
  to: DEV,
  as: 'deputyDsl',
});
const takesOver = (run: Run, by = HANA, as: 'headteacher' | 'deputyDsl' = 'headteacher'): CaseEvent => ({
  type: 'takenOver',
  ...on(run, by),
  as,
});
const accepts = (run: Run): CaseEvent => ({ type: 'agreed', ...on(run, DEV), to: 'handOver' });
const said = (run: Run, event: CaseEvent): unknown[] =>
  run.take(event, MONDAY + HOUR).map((effect) => (effect.kind === 'tell' ? [effect.because, effect.to] : []));

describe('003.07 a hand-over that waits for its answer', () => {
  it('is over once another takes the duty over: nobody accepts it any more, and its owner may ask anew', () => {
    const run = aCase(CHAIN);
    run.take(asksDev(run), MONDAY);
    expect(said(run, takesOver(run))).toEqual([
      ['takenOver', { person: DANA }],
      ['askedNoMore', { person: DEV }],
    ]);
    expect(run.duty('look')).toMatchObject({ owner: { person: HANA }, asked: null });
    expect(run.refusal(accepts(run), MONDAY + HOUR)).toBe('nothingAsked');
    run.take(asksDev(run, HANA), MONDAY + HOUR);
    expect(run.duty('look').asked).toMatchObject({ by: HANA });
  });

  it('is over without a word to whoever was asked and takes the duty over instead', () => {
    const run = aCase(CHAIN);
    run.take(asksDev(run), MONDAY);
    expect(said(run, takesOver(run, DEV, 'deputyDsl'))).toEqual([['takenOver', { person: DANA }]]);
    expect(run.duty('look').asked).toBeNull();
  });

  it('was asked by a third person: they hear that nothing comes of it', () => {
    const run = aCase(CHAIN);
    run.take(asksDev(run, TOM), MONDAY);
    expect(said(run, takesOver(run))).toEqual([
      ['takenOver', { person: DANA }],
      ['declined', { person: TOM }],
      ['askedNoMore', { person: DEV }],
    ]);
  });

  it('is over without whoever was asked: they hear of it, whatever ended it', () => {
    const declines = (run: Run, by: string): CaseEvent => ({
      type: 'declined',
      ...on(run, by),
      to: 'handOver',
    });
    const ends: ((run: Run) => CaseEvent)[] = [
      (run) => declines(run, DANA),
      (run) => run.doneEvent('look'),
      () => ({ type: 'eventRecorded', by: DANA, event: 'over' }),
    ];
    for (const end of ends) {
      const run = aCase(CHAIN);
      run.take(asksDev(run), MONDAY);
      expect(said(run, end(run))).toEqual([['askedNoMore', { person: DEV }]]);
    }
    const run = aCase(CHAIN);
    run.take(asksDev(run), MONDAY);
    expect(said(run, declines(run, DEV))).toEqual([['declined', { person: DANA }]]);
  });

  it('is over as the duty goes to a third person, for both are away', () => {
    const run = aCase(CHAIN);
    run.take(asksDev(run), MONDAY);
    run.with(EVERYBODY.map((each) => ({ ...each, away: [DANA, DEV].includes(each.person) })));
    expect(said(run, { type: 'peopleChanged' })).toEqual([
      ['newDuty', { person: HANA }],
      ['askedNoMore', { person: DEV }],
    ]);
  });

  it('was asked by a third person: it is told to whoever loses the duty when it is accepted, and to whoever asked', () => {
    const run = aCase(CHAIN);
    run.take(asksDev(run, TOM), MONDAY);
    expect(said(run, accepts(run))).toEqual([
      ['agreed', { person: TOM }],
      ['takenOver', { person: DANA }],
    ]);
  });
});

describe('003.07 a hand-over that nobody answers', () => {
  const owner = ['dsl', 'trustSafeguardingLead', 'ceo'];
  const passedOn = (over: object, giver: string, to: string, as: 'trustSafeguardingLead' | 'ceo') => {
    const run = aCase(aChain([aStep('look', { owner })], over));
    run.take({ type: 'handOverAsked', ...on(run, giver), to, as }, MONDAY);
    return run.pass(MONDAY + 4 * HOUR).flatMap((each) => (each.kind === 'tell' ? [each] : []));
  };
  const handOver = { answerWithin: { hours: 2 }, tell: ['trustSafeguardingLead'] };
  const told = (...roles: string[]) => [{ because: 'agreementUnanswered', to: { roles } }];

  it.each([
    ['gave it', { handOver }, DANA, TOM, ['trustSafeguardingLead', 'ceo']],
    ['asked for it for another', { handOver }, TOM, CERI, ['trustSafeguardingLead', 'trustChair']],
    ['gave it, by the ladder of every chain', {}, TOM, CERI, ['trustSafeguardingLead', 'ceo', 'trustChair']],
  ])('is told to somebody who neither gave nor was asked to take it: %s', (_, over, giver, to, roles) => {
    const as = to === TOM ? 'trustSafeguardingLead' : 'ceo';
    const [first] = passedOn(over, giver, to, as);
    expect(first).toMatchObject({ because: 'agreementUnanswered' });
    expect(first?.to).toMatchObject({ roles: expect.arrayContaining(roles) as unknown });
  });

  it('is told to whom the procedure names alone, where that is somebody else', () => {
    expect(passedOn({ handOver }, DANA, CERI, 'ceo')).toMatchObject(told('trustSafeguardingLead'));
  });
});

it('003.07 a hand-over is not accepted by whoever has left the role they were asked in since', () => {
  const run = aCase(CHAIN);
  run.take(asksDev(run), MONDAY);
  run.with(EVERYBODY.filter(({ person }) => person !== DEV));
  expect(run.refusal(accepts(run), MONDAY + HOUR)).toBe('notYours');
  expect(run.duty('look').owner).toMatchObject({ person: DANA });
});

describe('what was asked about a duty and nobody can answer', () => {
  const waives = (run: Run, by = DANA): CaseEvent => ({
    type: 'waiverAsked',
    ...on(run, by),
    reason: 'left',
  });
  const asksHana = (run: Run, by: string): CaseEvent => ({
    type: 'handOverAsked',
    ...on(run, by),
    to: HANA,
    as: 'headteacher',
  });

  it('is in nobody’s way: whoever asked has left, and whoever was asked is kept out', () => {
    for (const isPlayed of [false, true]) {
      const run = aCase(CHAIN);
      run.take(asksHana(run, DEV), MONDAY);
      run.with(peopleWith(HANA, { excluded: true }).filter(({ person }) => person !== DEV));
      if (isPlayed) run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
      run.take(waives(run), MONDAY + HOUR);
      run.take({ type: 'agreed', ...on(run, CERI), to: 'waiver' }, MONDAY + HOUR);
      expect(run.duty('look').state).toBe('waived');
    }
  });

  it.each([
    ['is away', peopleWith(HANA, { away: true })],
    ['is suspended', peopleWith(HANA, { away: true, suspended: true })],
    ['has left the post', EVERYBODY.filter(({ person }) => person !== HANA)],
  ])('is in nobody’s way where whoever was asked to take it %s', (_, people) => {
    const run = aCase(CHAIN);
    run.take(asksHana(run, DANA), MONDAY);
    expect(run.refusal(waives(run, DEV), MONDAY)).toBe('notAllowed');
    run.with(people).take(waives(run, DEV), MONDAY + HOUR);
    expect(run.duty('look').asked).toMatchObject({ for: 'waiver', by: DEV });
  });

  it('is in nobody’s way where all are gone who could agree that it is waived', () => {
    const run = aCase(CHAIN);
    run.take(waives(run, DEV), MONDAY);
    expect(run.refusal(asksDev(run, TOM), MONDAY)).toBe('notAllowed');
    run.with(EVERYBODY.map((each) => ({ ...each, away: [HANA, CERI].includes(each.person) })));
    run.take(asksDev(run, TOM), MONDAY + HOUR);
    expect(run.duty('look').asked).toMatchObject({ for: 'handOver', by: TOM });
  });
});
