import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, CERI, DANA, EVERYBODY, HANA, TOM } from '../../test/small-world.ts';

const REASONS = { 'not-needed': 'No longer needed' };
const CHAIN = aChain(
  [
    aStep('share', {
      approval: {
        by: ['headteacher', 'trustSafeguardingLead', 'ceo'],
        count: 2,
        emergency: { reasons: { danger: 'The child is at risk' }, countersign: 'countersign' },
      },
    }),
    aStep('countersign', {
      after: { done: 'share' },
      when: { bypassed: 'share' },
      owner: ['headteacher', 'trustSafeguardingLead'],
      otherThanDoerOf: ['share'],
      clock: { within: { hours: 24 }, from: 'after' },
    }),
  ],
  {
    waiver: { reasons: REASONS, agreedBy: ['headteacher', 'ceo'] },
    mistake: { agreedBy: ['headteacher', 'ceo'] },
    holds: {
      silence: {
        title: 'Say nothing',
        sentence: 'Say nothing yet.',
        when: { fact: 'danger', is: ['no'] },
        until: { done: 'share' },
        forbids: ['share'],
        release: { by: ['dsl'], grantedBy: ['headteacher'] },
      },
    },
  },
);

const alike = (one: string, other: string) =>
  EVERYBODY.map((each) => (each.person === one ? { ...each, alike: [other] } : each));
const twice = (): Run => aCase(CHAIN, alike(HANA, DANA));
const on = (run: Run) => ({ step: 'share', version: run.duty('share').version });
const agreed = (run: Run, by: string, to: 'done' | 'waiver' | 'handOver'): CaseEvent => ({
  ...{ type: 'agreed', by, to },
  ...on(run),
});
const waive = (run: Run): CaseEvent => ({ type: 'waiverAsked', by: DANA, reason: 'not-needed', ...on(run) });

describe('law 6: whoever may be the same person under another name', () => {
  it('agrees neither to what they asked nor twice, and is not asked; somebody else is', () => {
    const run = twice().done('share', MONDAY);
    expect(run.tells().at(-1)).toMatchObject({ because: 'agreementAsked', to: { except: [DANA, HANA] } });
    expect(run.refusal(agreed(run, HANA, 'done'), MONDAY)).toBe('ownAct');
    run.take(agreed(run, TOM, 'done'), MONDAY);
    run.with(alike(CERI, TOM));
    expect(run.refusal(agreed(run, CERI, 'done'), MONDAY)).toBe('ownAct');
    run.with(EVERYBODY).take(agreed(run, CERI, 'done'), MONDAY);
    expect(run.duty('share').agreedBy).toEqual([TOM, CERI]);
  });

  it('waives nothing alone by two accounts, and the leaders hear where nobody else could', () => {
    const run = twice().with(alike(HANA, DANA).filter(({ person }) => person !== CERI));
    const told = run.take(waive(run), MONDAY).map((each) => each.kind === 'tell' && each.because);
    expect(told).toEqual(['agreementAsked', 'agreementUnanswered']);
    expect(run.refusal(agreed(run, HANA, 'waiver'), MONDAY)).toBe('ownAct');
    run.with(EVERYBODY).take(agreed(run, CERI, 'waiver'), MONDAY);
    expect(run.duty('share').state).toBe('waived');
  });

  it('ends no report as a mistake alone, and another may ask where nobody else could agree', () => {
    const run = twice();
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA }, MONDAY)).toBe('ownAct');
    run.with(alike(HANA, DANA).filter(({ person }) => person !== CERI));
    run.take({ type: 'mistakeAsked', by: TOM }, MONDAY);
    run.take({ type: 'mistakeAgreed', by: HANA }, MONDAY);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('ends no hold before its time alone', () => {
    const run = twice();
    run.take({ type: 'learned', by: TOM, facts: { danger: 'no' } }, MONDAY);
    run.take({ type: 'releaseAsked', by: DANA, hold: 'silence' }, MONDAY);
    expect(run.refusal({ type: 'releaseGranted', by: HANA, hold: 'silence' }, MONDAY)).toBe('ownAct');
    run.with(EVERYBODY).take({ type: 'releaseGranted', by: HANA, hold: 'silence' }, MONDAY);
    expect(run.state.holds['silence']?.endedAt).toBe(MONDAY);
  });

  it('is not the other who must look at what they did', () => {
    const run = twice().done('share', MONDAY, { emergency: 'danger' });
    expect(run.duty('countersign').owner?.person).toBe(TOM);
    expect(run.refusal(run.doneEvent('countersign', { by: HANA }), MONDAY)).toBe('ownAct');
  });

  it('has stood down where the other has: owns nothing of the case, and hears nothing', () => {
    const run = twice();
    const people = alike(HANA, DANA).filter(({ person }) => person === DANA || person === HANA);
    run.take({ type: 'recused', by: DANA }, MONDAY);
    expect(run.with(people).pass(MONDAY + 1)).not.toContainEqual(
      expect.objectContaining({ to: { person: HANA } }),
    );
    expect(run.duty('share').owner).toBeNull();
    expect(run.refusal(run.doneEvent('share', { by: HANA }), MONDAY + 2)).toBe('excluded');
  });

  it('answers to the subject as the other does', () => {
    const run = aCase({ ...CHAIN, about: 'adult' }, alike(TOM, DANA));
    run.world = { ...run.world, subject: ['headteacher'] };
    expect(run.refusal({ type: 'mistakeAsked', by: TOM }, MONDAY)).toBe('notYours');
    run.with(EVERYBODY).take({ type: 'mistakeAsked', by: TOM }, MONDAY);
  });

  it('takes over what the other hands them: it moves a duty, and takes nobody’s agreement', () => {
    const run = twice();
    run.take({ type: 'handOverAsked', by: DANA, to: HANA, as: 'headteacher', ...on(run) }, MONDAY);
    run.take(agreed(run, HANA, 'handOver'), MONDAY);
    expect(run.duty('share').owner?.person).toBe(HANA);
  });
});
