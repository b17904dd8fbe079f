import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../clock/civil.ts';
import type { Effect } from './event.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, DEV, HANA } from '../../test/small-world.ts';

const CALL = aChain([
  aStep('call', {
    clock: { within: { hours: 4 }, from: 'awareness' },
    late: [
      { tell: ['headteacher', 'trustSafeguardingLead'] },
      { after: { hours: 8 }, handUp: true },
      { after: { hours: 9 }, tell: ['ceo', 'trustSafeguardingLead'], every: { hours: 24 } },
    ],
  }),
]);
const enteredLate = (by: number): Run =>
  new Run(aWorld(CALL)).open(MONDAY, { awareAt: MONDAY - 4 * HOUR - by });
const told = (effects: readonly Effect[]): unknown[][] =>
  effects.map((effect) => [
    effect.key,
    (effect.at - MONDAY) / HOUR,
    ...(effect.kind === 'tell' && 'roles' in effect.to ? effect.to.roles : []),
  ]);

describe('what became known long before it was entered', () => {
  it('is said once to each, however many turns of it were missed', () => {
    const run = enteredLate(9 * HOUR + 5 * DAY + HOUR);
    expect(told(run.effects)).toEqual([
      ['call/new-duty/1', 0],
      ['call/breach', 0],
      ['call/late/0', 0, 'headteacher', 'trustSafeguardingLead'],
      ['call/late/2', 0, 'ceo'],
    ]);
  });

  it('goes on from there as was planned', () => {
    const run = enteredLate(9 * HOUR + 5 * DAY + HOUR);
    expect(told(run.pass(MONDAY + 3 * DAY)).filter(([key]) => String(key).includes('late/2'))).toEqual([
      ['call/late/2.6', 23, 'ceo', 'trustSafeguardingLead'],
      ['call/late/2.7', 47, 'ceo', 'trustSafeguardingLead'],
      ['call/late/2.8', 71, 'ceo', 'trustSafeguardingLead'],
    ]);
  });

  it('goes up from its first owner only when they have had the time that it may take', () => {
    const run = enteredLate(5 * DAY);
    run.pass(MONDAY + 8 * HOUR - 1);
    expect(run.duty('call').owner?.person).toBe(DANA);
    run.pass(MONDAY + 8 * HOUR);
    expect(run.duty('call').owner?.person).toBe(DEV);
  });

  it('is in nobody’s hand when it has gone up, whoever had it in hand before', () => {
    const run = enteredLate(HOUR);
    run.take({ type: 'acknowledged', by: DANA, step: 'call', version: 1 }, MONDAY + 1);
    run.pass(MONDAY + 7 * HOUR);
    expect(run.duty('call')).toMatchObject({ owner: { person: DEV }, acknowledgedAt: null });
  });

  it('costs no more where a rung by the minute has been missed for thirty years', () => {
    const chain = aChain([
      aStep('call', {
        clock: { within: { hours: 4 }, from: 'awareness' },
        late: [{ tell: ['headteacher'], every: { minutes: 1 } }],
      }),
    ]);
    const run = new Run(aWorld(chain)).open(MONDAY, { awareAt: MONDAY - 10_000 * DAY });
    expect(run.keys()).toEqual(['call/new-duty/1', 'call/breach', 'call/late/0']);
    expect(run.pass(MONDAY + MINUTE)).toHaveLength(1);
  });
});

describe('a rung that repeats every working day', () => {
  it('comes at the end of each of them, and of no other day', () => {
    const late = [{ tell: ['headteacher'], every: { workingDays: 1 } }];
    const clock = { within: { workingDays: 1 }, from: 'awareness' };
    const run = aCase(aChain([aStep('call', { clock, late })]));
    const days = run
      .pass(MONDAY + 9 * DAY)
      .filter(({ key }) => key.startsWith('call/late'))
      .map(({ at }) => new Date(at - 1).toISOString().slice(8, 10));
    expect(days).toEqual(['17', '18', '19', '20', '23', '24']);
  });
});

describe('a reminder', () => {
  it('that comes as the duty goes up is for whoever has it then', () => {
    const chain = aChain([
      aStep('read', {
        clock: { within: { hours: 4 }, from: 'awareness' },
        remind: [{ atShare: 0.5 }],
        unacknowledged: [{ after: { hours: 2 }, handUp: true }],
      }),
    ]);
    const run = aCase(chain);
    expect(run.pass(MONDAY + 2 * HOUR)).toMatchObject([
      { because: 'handedUp', to: { person: DEV } },
      { because: 'handedUp', to: { person: DANA } },
      { because: 'reminder', to: { person: DEV } },
    ]);
  });
});

describe('a hand-over that nobody has answered', () => {
  it('is asked no longer once the duty has gone up by itself, be it to whoever was asked', () => {
    const chain = aChain([
      aStep('read', {
        clock: { within: { hours: 4 }, from: 'awareness' },
        unacknowledged: [{ after: { hours: 2 }, handUp: true }],
      }),
    ]);
    const run = aCase(chain);
    run.take(
      { type: 'handOverAsked', by: DANA, step: 'read', version: 1, to: DEV, as: 'deputyDsl' },
      MONDAY + HOUR,
    );
    run.pass(MONDAY + 2 * HOUR);
    expect(run.duty('read')).toMatchObject({ owner: { person: DEV }, asked: null });
    run.pass(MONDAY + 3 * HOUR);
    expect(run.tells().map(({ because }) => because)).not.toContain('agreementUnanswered');
  });
});

describe('time that nobody played', () => {
  it('comes to the same when weeks of an hourly rung are played at once', () => {
    const chain = aChain([
      aStep('call', {
        clock: { within: { hours: 4 }, from: 'awareness' },
        late: [{ tell: ['headteacher'], every: { hours: 1 } }],
      }),
    ]);
    const atOnce = aCase(chain);
    atOnce.pass(MONDAY + 28 * DAY);
    const byTheDay = aCase(chain);
    for (let day = 1; day <= 28; day += 1) byTheDay.pass(MONDAY + day * DAY);
    expect(byTheDay.effects).toEqual(atOnce.effects);
    expect(atOnce.tells()).toHaveLength(28 * 24 - 4 + 2);
    expect(atOnce.duty('call').owner?.person).not.toBe(HANA);
  });
});
