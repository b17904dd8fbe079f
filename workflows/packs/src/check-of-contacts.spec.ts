import { prove } from '@trustward/chain/prove';
import { describe, expect, it } from 'vitest';
import { POSTS, Walk } from '../test/walk.ts';

const aTerm = (): Walk => new Walk('check-of-contacts', { source: 'source-001', facts: {} });

describe('the termly check of the numbers that a school rings', () => {
  it('leaves nobody without help, as far as a proof looks', () => {
    expect(prove(aTerm().world.chain)).toMatchObject({ ok: true, undecided: [] });
  });

  it('001.07 000.09 is the safeguarding lead’s, within ten school days, and must name each agency', () => {
    const term = aTerm();
    expect(term.duty('check')?.owner?.person).toBe(POSTS.dsl);
    expect(Object.keys(term.refusals('check', 1, { outcome: 'right' }))).toEqual([
      'socialCare',
      'outOfHours',
      'designatedOfficer',
      'police',
    ]);
    expect(term.done('check', 24, { outcome: 'right' }).state.endedAs).toBe('closed');
  });

  it('001.07 asks the head and the trust for the term dates where they are not known', () => {
    const asked = aTerm().effects.filter((it) => it.kind === 'tell' && it.because === 'termsRunOut');
    expect(asked).toMatchObject([{ to: { roles: ['headteacher', 'trustSafeguardingLead'] } }]);
  });

  it('001.07 is told to leaders where it is late, and again until it is done', () => {
    const late = aTerm();
    late.pass(24 * 40);
    const told = late.effects.flatMap((it) => (it.kind === 'tell' && it.because !== 'reminder' ? [it] : []));
    expect(told.map(({ because }) => because)).toEqual(
      expect.arrayContaining(['newDuty', 'breach', 'stillLate']),
    );
    expect(late.duty('check')).toMatchObject({ state: 'late' });
  });

  it('001.07 has what is wrong put right by the same person within a working day, before it is over', () => {
    const wrong = aTerm().done('check', 24, { outcome: 'wrong' });
    expect(wrong.duty('put-right')?.owner?.person).toBe(POSTS.dsl);
    expect(wrong.state.endedAs).toBeNull();
    expect(wrong.done('put-right', 26).state.endedAs).toBe('closed');
  });
});
