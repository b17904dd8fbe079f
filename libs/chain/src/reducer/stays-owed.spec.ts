import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { HOUR } from '../clock/civil.ts';
import { Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, DEV, HANA } from '../../test/small-world.ts';

const MONDAY = Date.parse('2026-11-16T09:00:00Z');
const DAY = 24 * HOUR;

/** What the linter leaves alone since it cannot strand a child: what somebody asks never stands in for the duty. */
const CALL = aStep('call', {
  path: 'designatedOfficer',
  clock: { within: { hours: 4 }, from: 'awareness' },
  unacknowledged: [{ after: { hours: 1 }, tell: ['ceo'] }],
  late: [{ tell: ['trustSafeguardingLead'] }],
});
const told = (effects: readonly { readonly kind: string }[]): readonly unknown[] =>
  effects.filter(({ kind }) => kind === 'tell');

describe('a call that somebody asks another to take, who may take a month to answer', () => {
  const asked = (): Run => {
    const handOver = { answerWithin: { months: 1 }, tell: ['headteacher'] };
    const run = new Run(aWorld(aChain([CALL], { handOver }))).open(MONDAY);
    run.take({ type: 'handOverAsked', by: DANA, step: 'call', version: 1, to: DEV, as: 'deputyDsl' }, MONDAY);
    return run;
  };

  it('stays owed by whoever has it, and its clock and its alerts run on', () => {
    const run = asked();
    expect(told(run.pass(MONDAY + HOUR))).toMatchObject([{ because: 'unacknowledged' }]);
    expect(told(run.pass(MONDAY + 4 * HOUR))).toMatchObject([{ because: 'breach' }]);
    expect(run.duty('call')).toMatchObject({ state: 'late', owner: { person: DANA } });
  });

  it('is made meanwhile by whoever has it, or by another on its ladder who takes it over', () => {
    expect(
      asked()
        .done('call', MONDAY + 2 * HOUR)
        .duty('call').state,
    ).toBe('met');
    const run = asked();
    const { version } = run.duty('call');
    run.take({ type: 'takenOver', by: HANA, step: 'call', version, as: 'headteacher' }, MONDAY + HOUR);
    expect(run.done('call', MONDAY + 2 * HOUR, { by: HANA, version: version + 1 }).duty('call').state).toBe(
      'met',
    );
  });
});

describe('a duty of which only whoever asks might agree that it is waived', () => {
  const WAIVER = { reasons: { moved: 'They have moved' }, agreedBy: ['headteacher'] };
  const { path: _path, ...plain } = CALL as { path: string };

  it('stays owed: the leaders hear, its alerts go out and it can be done', () => {
    const run = new Run(aWorld(aChain([plain], { waiver: WAIVER }))).open(MONDAY);
    const ask: CaseEvent = { type: 'waiverAsked', by: HANA, step: 'call', version: 1, reason: 'moved' };
    expect(told(run.take(ask, MONDAY))).toMatchObject([
      { because: 'agreementAsked' },
      { because: 'agreementUnanswered', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
    const { version } = run.duty('call');
    const agreed: CaseEvent = { type: 'agreed', by: HANA, step: 'call', version, to: 'waiver' };
    expect(run.refusal(agreed, MONDAY)).toBe('ownAct');
    expect(told(run.pass(MONDAY + DAY))).toMatchObject([
      { because: 'unacknowledged' },
      { because: 'breach' },
    ]);
    expect(run.done('call', MONDAY + DAY).duty('call').state).toBe('metLate');
  });

  it('is no way for a call to end, whoever agrees', () => {
    const run = new Run(aWorld(aChain([CALL], { waiver: WAIVER }))).open(MONDAY);
    const ask: CaseEvent = { type: 'waiverAsked', by: DANA, step: 'call', version: 1, reason: 'moved' };
    expect(run.refusal(ask, MONDAY)).toBe('notAllowed');
  });
});
