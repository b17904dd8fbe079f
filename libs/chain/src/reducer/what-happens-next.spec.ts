import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { whatHappensNext } from './what-happens-next.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { DANA, HANA, REFERRAL, underAuthority } from '../../test/small-world.ts';

const steps = (run: Run): string[] =>
  whatHappensNext(run.world, run.state).map(({ step, state }) => `${step} ${state}`);

describe('what happens next', () => {
  it('is what is owed, by whom and until when, and who hears of it if it is late', () => {
    const run = aCase();
    expect(whatHappensNext(run.world, run.state)[0]).toEqual({
      step: 'decide',
      title: 'Step decide',
      sentence: 'Do decide.',
      state: 'open',
      owner: { person: DANA, role: 'dsl' },
      ownerRole: 'dsl',
      onlyIf: null,
      dueAt: MONDAY + 4 * HOUR,
      within: { hours: 4 },
      remindAt: [MONDAY + 2 * HOUR],
      toldIfLate: [{ at: MONDAY + 4 * HOUR, after: null, roles: ['headteacher', 'trustSafeguardingLead'] }],
    });
  });

  it('is then what may follow, as long as the local authority sets', () => {
    const run = aCase(underAuthority(REFERRAL, { writtenReferral: { hours: 48 } }));
    expect(steps(run)).toEqual(['decide open', 'write mayFollow', 'agree mayFollow']);
    expect(whatHappensNext(run.world, run.state)[1]).toMatchObject({
      ownerRole: 'dsl',
      owner: null,
      dueAt: null,
      within: { hours: 48 },
      toldIfLate: [
        { at: null, after: null, roles: ['headteacher'] },
        { at: null, after: { hours: 24 }, roles: ['ceo'] },
      ],
    });
  });

  it('leaves out what a decision has ruled out', () => {
    expect(steps(aCase().done('decide', MONDAY, { outcome: 'close' }))).toEqual(['agree open']);
  });

  it('names only those who have not heard of it yet', () => {
    const run = aCase().done('decide', MONDAY, { outcome: 'refer' });
    run.pass(MONDAY + 30 * HOUR);
    const [write] = whatHappensNext(run.world, run.state);
    expect(write).toMatchObject({
      state: 'late',
      toldIfLate: [{ at: MONDAY + 48 * HOUR, after: { hours: 24 }, roles: ['ceo'] }],
    });
  });

  it('says on which decision it hangs, as far as it hangs on one', () => {
    const conditions = (run: Run) =>
      whatHappensNext(run.world, run.state).map(({ step, onlyIf }) => [step, onlyIf]);
    expect(conditions(aCase())).toEqual([
      ['decide', null],
      ['write', 'If they decide “Refer”'],
      ['agree', 'If they decide “Refer” or “Close”'],
    ]);
    expect(conditions(aCase().done('decide', MONDAY, { outcome: 'refer' }))).toEqual([
      ['write', null],
      ['agree', null],
    ]);
  });

  it('is nothing when the case has ended', () => {
    expect(
      steps(aCase().done('decide', MONDAY, { outcome: 'close' }).done('agree', MONDAY, { by: HANA })),
    ).toEqual([]);
  });
});
