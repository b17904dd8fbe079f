import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { DAY, HOUR } from '../clock/civil.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  aWorld,
  CERI,
  DANA,
  DEV,
  EVERYBODY,
  HANA,
  peopleWith,
  TOM,
} from '../../test/small-world.ts';

const SHARE = aChain(
  [
    aStep('share', {
      clock: { within: { hours: 4 }, from: 'awareness' },
      approval: {
        by: ['headteacher', 'trustSafeguardingLead', 'ceo'],
        count: 2,
        emergency: { reasons: { danger: 'Waiting would put the child at risk' }, countersign: 'countersign' },
      },
      outcomes: { sent: { label: 'Sent' }, kept: { label: 'Not sent' } },
    }),
    aStep('countersign', {
      after: { done: 'share' },
      when: { bypassed: 'share' },
      owner: ['headteacher', 'trustSafeguardingLead'],
      otherThanDoerOf: ['share'],
      clock: { within: { hours: 24 }, from: 'after' },
    }),
    aStep('tell', { after: { done: 'share' } }),
  ],
  { waiver: { reasons: { 'not-needed': 'No longer needed' }, agreedBy: ['headteacher', 'ceo'] } },
);

const opened = (): Run => aCase(SHARE);

function answer(
  run: Run,
  type: 'agreed' | 'declined',
  by: string,
  to: 'done' | 'waiver' | 'handOver' | 'pause' = 'done',
): CaseEvent {
  return { type, by, step: 'share', version: run.duty('share').version, to };
}

describe('a step that others must agree to', () => {
  it('is asked for, and stays owed until as many as it needs have agreed', () => {
    const run = opened().done('share', MONDAY + HOUR, { outcome: 'sent' });
    expect(run.duty('share')).toMatchObject({ state: 'open', asked: { for: 'done', by: DANA } });
    expect(run.tells().at(-1)).toMatchObject({
      because: 'agreementAsked',
      to: { roles: ['headteacher', 'trustSafeguardingLead', 'ceo'] },
    });
    run.take(answer(run, 'agreed', HANA), MONDAY + 2 * HOUR);
    expect(run.duty('share').state).toBe('open');
    run.take(answer(run, 'agreed', TOM), MONDAY + 3 * HOUR);
    expect(run.duty('share')).toMatchObject({
      state: 'met',
      outcome: 'sent',
      doneBy: DANA,
      agreedBy: [HANA, TOM],
    });
    expect(run.duty('tell').state).toBe('open');
  });

  it('is never agreed to by whoever asks, twice by the same, or by somebody in another role', () => {
    const run = aCase(SHARE).done('share', MONDAY, { by: HANA, outcome: 'sent' });
    expect(run.refusal(answer(run, 'agreed', HANA), MONDAY)).toBe('ownAct');
    expect(run.refusal(answer(run, 'agreed', DEV), MONDAY)).toBe('notYours');
    run.take(answer(run, 'agreed', TOM), MONDAY);
    expect(run.refusal(answer(run, 'agreed', TOM), MONDAY)).toBe('ownAct');
  });

  it('goes back to whoever asked when somebody says no', () => {
    const run = opened().done('share', MONDAY, { outcome: 'sent' });
    expect(run.take(answer(run, 'declined', CERI), MONDAY)).toMatchObject([
      { because: 'declined', to: { person: DANA } },
    ]);
    expect(run.duty('share')).toMatchObject({ state: 'open', asked: null });
  });

  it('is answered without a word to whoever asked, where they have been cut off from the case since', () => {
    const run = opened().done('share', MONDAY, { outcome: 'sent' });
    run.with(peopleWith(DANA, { excluded: true }));
    const told = run.take(answer(run, 'declined', CERI), MONDAY + HOUR);
    expect(told).not.toContainEqual(expect.objectContaining({ to: { person: DANA } }));
    expect(run.duty('share').asked).toBeNull();
  });

  it('that is agreed to after it was due, though asked for before, is recorded late and never met', () => {
    const run = opened().done('share', MONDAY + HOUR, { outcome: 'sent' });
    run.take(answer(run, 'agreed', HANA), MONDAY + HOUR);
    run.take(answer(run, 'agreed', TOM), MONDAY + 5 * HOUR);
    expect(run.duty('share')).toMatchObject({ state: 'recordedLate', breachedAt: MONDAY + 4 * HOUR });
  });

  it('001.05 is done at once in an emergency, and somebody else is asked to countersign in time', () => {
    const run = opened().done('share', MONDAY, { outcome: 'sent', emergency: 'danger' });
    expect(run.duty('share')).toMatchObject({ state: 'met', bypassed: true, reason: 'danger' });
    expect(run.duty('countersign')).toMatchObject({
      owner: { person: HANA },
      dueAt: MONDAY + 24 * HOUR,
    });
    expect(run.refusal(run.doneEvent('share', { emergency: 'haste' }), MONDAY)).toBe('notOpen');
  });

  it('takes no reason for an emergency that the chain does not list', () => {
    const run = opened();
    const event = run.doneEvent('share', { outcome: 'sent', emergency: 'haste' });
    expect(run.refusal(event, MONDAY)).toBe('unknownReason');
  });
});

describe('a waiver', () => {
  const ask = (run: Run, reason = 'not-needed', by = DANA): CaseEvent => ({
    type: 'waiverAsked',
    by,
    step: 'share',
    version: run.duty('share').version,
    reason,
  });

  it('ends a duty with its reason when somebody else agrees, and nothing that waits for its being done opens', () => {
    const run = opened();
    run.take(ask(run), MONDAY);
    expect(run.duty('share').state).toBe('open');
    run.take(answer(run, 'agreed', HANA, 'waiver'), MONDAY);
    expect(run.duty('share')).toMatchObject({ state: 'waived', reason: 'not-needed', agreedBy: [HANA] });
    expect(run.state.duties['tell']).toBeUndefined();
  });

  it('is not granted by whoever asks for it, for a reason that is not listed, or by another role', () => {
    const run = opened();
    expect(run.refusal(ask(run, 'busy'), MONDAY)).toBe('unknownReason');
    run.take(ask(run, 'not-needed', HANA), MONDAY);
    expect(run.refusal(answer(run, 'agreed', HANA, 'waiver'), MONDAY)).toBe('ownAct');
    expect(run.refusal(answer(run, 'agreed', DEV, 'waiver'), MONDAY)).toBe('notYours');
  });

  it('does not exist where the chain does not say so, nor on the way of danger or of the Designated Officer', () => {
    const plain = aCase(aChain([aStep('share')]));
    expect(plain.refusal(ask(plain), MONDAY)).toBe('notAllowed');
    const waiver = { reasons: { 'not-needed': 'Not needed' }, agreedBy: ['headteacher'] };
    const chain = aChain([aStep('share', { path: 'designatedOfficer' })], { waiver });
    const guarded = aCase(chain);
    expect(guarded.refusal(ask(guarded), MONDAY)).toBe('notAllowed');
  });

  const WAIVER = { waiver: { reasons: { 'not-needed': 'Not needed' }, agreedBy: ['headteacher'] } };
  const clock = { within: { hours: 4 }, from: 'awareness' };
  const timed = (over: object) => aChain([aStep('share', { clock, ...over })], WAIVER);

  it('law 5: does not exist where the time of a step is marked as a floor, also where it was asked before', () => {
    const floored = aCase(timed({ floors: ['clock'] }));
    expect(floored.refusal(ask(floored), MONDAY)).toBe('notAllowed');
    const run = aCase(timed({}));
    run.take(ask(run), MONDAY);
    run.world = { ...run.world, chain: floored.world.chain };
    expect(run.refusal(answer(run, 'agreed', HANA, 'waiver'), MONDAY)).toBe('notAllowed');
    expect(run.duty('share').state).toBe('open');
  });

  it('ends what the law lays on one person who is gone, whatever stands under its time: nobody else can do it', () => {
    const run = aCase(timed({ personal: true, floors: ['clock'] }));
    run.with(EVERYBODY.filter(({ person }) => person !== DANA)).take({ type: 'peopleChanged' }, MONDAY);
    run.take(ask(run, 'not-needed', DEV), MONDAY);
    run.take(answer(run, 'agreed', HANA, 'waiver'), MONDAY);
    expect(run.duty('share').state).toBe('waived');
  });
});

describe('003.07 a hand-over', () => {
  const ask = (run: Run, to = DEV, as: 'deputyDsl' | 'headteacher' = 'deputyDsl'): CaseEvent => ({
    type: 'handOverAsked',
    by: DANA,
    step: 'share',
    version: run.duty('share').version,
    to,
    as,
  });

  it('is asked for, and the duty stays with whoever has it until the other accepts', () => {
    const run = opened();
    run.take(ask(run), MONDAY);
    expect(run.duty('share').owner).toEqual({ person: DANA, role: 'dsl' });
    expect(run.refusal(answer(run, 'agreed', HANA, 'handOver'), MONDAY)).toBe('notYours');
    run.take(answer(run, 'agreed', DEV, 'handOver'), MONDAY);
    expect(run.duty('share').owner).toEqual({ person: DEV, role: 'deputyDsl' });
  });

  const unanswered = (run: Run, until: number): number[] =>
    run.pass(until).flatMap((each) => (each.key.includes('agreementUnanswered') ? [each.at] : []));

  it('that nobody answers stays with the giver, and is told to the leaders when its time is over and every day from then on', () => {
    const run = opened();
    run.take(ask(run), MONDAY);
    expect(run.pass(MONDAY + 4 * HOUR).filter(({ kind }) => kind === 'tell')).toMatchObject([
      { because: 'agreementUnanswered', at: MONDAY + 4 * HOUR },
    ]);
    const late = MONDAY + 4 * HOUR;
    expect(unanswered(run, late + 2.5 * DAY)).toEqual([late + DAY, late + 2 * DAY]);
    expect(new Set(run.tells().map(({ key }) => key)).size).toBe(run.tells().length);
    expect(run.duty('share').owner?.person).toBe(DANA);
  });

  it.each<[string, (run: Run) => CaseEvent]>([
    ['accepted', (run) => answer(run, 'agreed', DEV, 'handOver')],
    ['declined', (run) => answer(run, 'declined', DEV, 'handOver')],
    ['withdrawn', (run) => answer(run, 'declined', DANA, 'handOver')],
    [
      'taken over',
      (run) => {
        const { version } = run.duty('share');
        return { type: 'takenOver', by: HANA, step: 'share', version, as: 'headteacher' };
      },
    ],
  ])('is told to the leaders no more once it is %s', (_, ends) => {
    const run = opened();
    run.take(ask(run), MONDAY);
    expect(unanswered(run, MONDAY + 2 * DAY)).toHaveLength(2);
    run.take(ends(run), MONDAY + 2 * DAY);
    expect(unanswered(run, MONDAY + 9 * DAY)).toEqual([]);
  });

  it('goes only to somebody on the ladder who can act', () => {
    const run = aCase(SHARE, peopleWith(DEV, { away: true }));
    expect(run.refusal(ask(run), MONDAY)).toBe('notAllowed');
    expect(run.refusal(ask(run, TOM, 'headteacher'), MONDAY)).toBe('notAllowed');
  });
});

describe('law 6: nobody agrees about a duty of their own', () => {
  const by = (person: string, what: object, run: Run): CaseEvent =>
    ({ by: person, step: 'share', version: run.duty('share').version, ...what }) as CaseEvent;
  const waiver = { type: 'waiverAsked', reason: 'not-needed' };
  const hanas = (over = {}): Run => {
    const run = new Run(aWorld(SHARE, over)).open(MONDAY);
    run.take(by(HANA, { type: 'takenOver', as: 'headteacher' }, run), MONDAY);
    return run;
  };

  it('whoever took it over does not agree to leave it out, though another asks; somebody else does', () => {
    const run = hanas();
    run.take(by(DANA, waiver, run), MONDAY);
    expect(run.refusal(answer(run, 'agreed', HANA, 'waiver'), MONDAY)).toBe('ownAct');
    run.take(answer(run, 'agreed', CERI, 'waiver'), MONDAY);
    expect(run.duty('share')).toMatchObject({ state: 'waived', agreedBy: [CERI] });
  });

  it('nor to its being done, though another did it', () => {
    const run = hanas();
    run.done('share', MONDAY, { outcome: 'sent' });
    expect(run.refusal(answer(run, 'agreed', HANA), MONDAY)).toBe('ownAct');
  });

  it('nor to stopping its clock, though another asked', () => {
    const pausable = aStep('share', {
      clock: {
        within: { hours: 4 },
        from: 'awareness',
        mayPause: { reasons: { away: 'The family is away' }, by: ['dsl'], agreedBy: ['headteacher', 'ceo'] },
      },
    });
    const run = hanas({ chain: aChain([pausable]) });
    run.take(by(DANA, { type: 'pauseAsked', reason: 'away' }, run), MONDAY);
    expect(run.refusal(answer(run, 'agreed', HANA, 'pause'), MONDAY)).toBe('ownAct');
    run.take(answer(run, 'agreed', CERI, 'pause'), MONDAY);
    expect(run.duty('share').pauses).toHaveLength(1);
  });

  it.each(['danger', 'designatedOfficer'] as const)(
    'and the clock of a call on the %s path is stopped for no reason and by nobody',
    (path) => {
      const mayPause = { reasons: { busy: 'We are busy' }, by: ['dsl'], agreedBy: ['ceo'] } as const;
      const call = aStep('share', { path, clock: { within: { hours: 1 }, from: 'awareness', mayPause } });
      const run = hanas({ chain: aChain([call]) });
      const asked = by(DANA, { type: 'pauseAsked', reason: 'busy' }, run);
      expect(run.refusal(asked, MONDAY)).toBe('notAllowed');
    },
  );

  it('and they are not asked to; where nobody else is there who may, the leaders hear', () => {
    const run = hanas();
    expect(run.take(by(DANA, waiver, run), MONDAY)).toMatchObject([
      { because: 'agreementAsked', to: { roles: ['headteacher', 'ceo'], except: [DANA, HANA] } },
    ]);
    const alone = hanas({ people: peopleWith(CERI, { away: true }) });
    expect(alone.take(by(DANA, waiver, alone), MONDAY)).toMatchObject([
      { because: 'agreementAsked' },
      { because: 'agreementUnanswered', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
  });

  it('nor does whoever takes it over after they were asked; the leaders hear where nobody else is left', () => {
    const run = aCase(SHARE, peopleWith(CERI, { away: true }));
    run.take(by(DANA, waiver, run), MONDAY);
    expect(run.take(by(HANA, { type: 'takenOver', as: 'headteacher' }, run), MONDAY)).toMatchObject([
      { because: 'takenOver', to: { person: DANA } },
      { because: 'agreementUnanswered' },
    ]);
    expect(run.refusal(answer(run, 'agreed', HANA, 'waiver'), MONDAY)).toBe('ownAct');
  });
});

it('what closes a case is never waived, for the case would stay open for ever', () => {
  const closing = aChain([aStep('agree', { closes: true })], {
    waiver: { reasons: { 'not-needed': 'No longer needed' }, agreedBy: ['headteacher', 'ceo'] },
  });
  const run = aCase(closing);
  const asked = { type: 'waiverAsked', by: DANA, step: 'agree', version: 1, reason: 'not-needed' } as const;
  expect(run.refusal(asked, MONDAY)).toBe('notAllowed');
});

it('a duty that somebody asks to hand to themselves is taken over instead, for nobody could answer', () => {
  const run = opened();
  const asked = {
    type: 'handOverAsked',
    by: DEV,
    step: 'share',
    version: 1,
    to: DEV,
    as: 'deputyDsl',
  } as const;
  expect(run.refusal(asked, MONDAY)).toBe('ownAct');
});

it('what was asked is taken back by whoever asked, so that one of whom nobody can hear blocks nothing', () => {
  const run = opened();
  const ask = (by: string): CaseEvent => {
    const { version } = run.duty('share');
    return { type: 'waiverAsked', by, step: 'share', version, reason: 'not-needed' };
  };
  run.take(ask(HANA), MONDAY);
  expect(run.refusal(ask(DANA), MONDAY)).toBe('notAllowed');
  expect(run.take(answer(run, 'declined', HANA, 'waiver'), MONDAY)).toEqual([]);
  run.take(ask(DANA), MONDAY);
  expect(run.refusal(answer(run, 'agreed', DANA, 'waiver'), MONDAY)).toBe('ownAct');
});
