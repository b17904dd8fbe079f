import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../clock/civil.ts';
import type { CaseEvent, Reason } from './event.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  CERI,
  DANA,
  DEV,
  EVERYBODY,
  HANA,
  holder,
  peopleWith,
  REFERRAL,
  TOM,
} from '../../test/small-world.ts';

const missed = (person: string, because: Reason = 'newDuty', about: string | null = 'decide'): CaseEvent => ({
  type: 'unreached',
  person,
  of: `${about ?? 'case'}/${because}`,
  because,
  about,
  why: 'refused',
});
const tell = (run: Run, event: CaseEvent, after = MINUTE): unknown[] =>
  run.take(event, run.state.playedTo + after).map((effect) => ('to' in effect ? effect.to : effect.kind));

describe('somebody who could not be reached', () => {
  it('is stood in for by the next below them on the ladder, who is told so by a key of its own', () => {
    const run = aCase();
    expect(run.take(missed(DANA), MONDAY + MINUTE)).toEqual([
      {
        kind: 'tell',
        key: `decide/newDuty/unreached/${DANA}/${MONDAY + MINUTE}`,
        at: MONDAY + MINUTE,
        because: 'couldNotReach',
        step: 'decide',
        to: { person: DEV },
      },
    ]);
    expect(run.duty('decide').owner?.person).toBe(DANA);
    expect(run.state.unreached).toMatchObject([{ person: DANA, step: 'decide' }]);
  });

  it('is told of once for each reason, however often it is heard', () => {
    const run = aCase();
    expect(tell(run, missed(DANA))).toHaveLength(1);
    expect(tell(run, missed(DANA))).toEqual([]);
    expect(tell(run, missed(DANA, 'breach'))).toEqual([{ person: DEV }]);
  });

  it('is told of by another key where they are missed anew of what somebody had in hand', () => {
    const run = aCase();
    tell(run, missed(DANA));
    run.take({ type: 'acknowledged', by: DANA, step: 'decide', version: 1 }, MONDAY + HOUR);
    tell(run, missed(DANA));
    expect(new Set(run.keys()).size).toBe(run.effects.length);
  });

  it('is never stood in for by another who could not be reached either', () => {
    const run = aCase();
    tell(run, missed(DANA));
    expect(tell(run, missed(DEV, 'couldNotReach'))).toEqual([{ person: HANA }]);
    expect(tell(run, missed(DANA, 'breach'))).toEqual([{ person: HANA }]);
  });

  it('is never stood in for by somebody who is away or kept from the case', () => {
    for (const kept of [{ away: true }, { excluded: true }]) {
      expect(tell(aCase(REFERRAL, peopleWith(DEV, kept)), missed(DANA))).toEqual([{ person: HANA }]);
    }
  });

  it('is brought before the leaders where nobody is below them, and those above where no leader is left', () => {
    const run = aCase(REFERRAL, [...EVERYBODY, holder('trustChair', 'chair')]);
    const leaders = ['trustSafeguardingLead', 'ceo'];
    expect(tell(run, missed(HANA))).toEqual([{ roles: leaders, except: [HANA] }]);
    expect(tell(run, missed(TOM, 'couldNotReach'))).toEqual([{ roles: leaders, except: [HANA, TOM] }]);
    expect(tell(run, missed(CERI, 'couldNotReach'))).toEqual([
      { roles: ['trustChair', 'viceChair', 'safeguardingTrustee'], except: [HANA, TOM, CERI] },
    ]);
  });

  it('is brought before the leaders where the law lays the duty on them alone', () => {
    const run = aCase(aChain([aStep('alone', { personal: true })]));
    expect(tell(run, missed(DANA, 'newDuty', 'alone'))).toMatchObject([{ except: [DANA] }]);
  });

  it('of what is about the whole case is brought before the leaders, each of them once', () => {
    const run = aCase();
    expect(tell(run, missed(TOM, 'mistakeAsked', null))).toMatchObject([{ except: [TOM] }]);
    expect(tell(run, missed(TOM, 'mistakeAsked', null))).toEqual([]);
  });

  it('matters no more once somebody has it in hand, and again when the next thing does not reach them', () => {
    const run = aCase();
    tell(run, missed(DANA));
    run.take({ type: 'takenOver', by: DEV, as: 'deputyDsl', step: 'decide', version: 1 }, MONDAY + HOUR);
    expect(run.state.unreached).toBeUndefined();
    expect(tell(run, missed(DEV, 'reminder'))).toEqual([{ person: HANA }]);
  });

  it('matters no more once it is done, and then nobody is told of what is heard too late', () => {
    const run = aCase();
    tell(run, missed(DANA));
    run.done('decide', MONDAY + HOUR, { outcome: 'refer' });
    expect(run.state.unreached).toBeUndefined();
    expect(tell(run, missed(DANA, 'reminder'))).toEqual([]);
  });

  it('is heard of quietly where the case has ended, about a duty or about all of it', () => {
    const run = aCase(aChain([aStep('only', { path: 'danger' })])).done('only', MONDAY + HOUR);
    expect(run.state.endedAt).toBe(MONDAY + HOUR);
    for (const about of ['only', null]) expect(tell(run, missed(DANA, 'reminder', about))).toEqual([]);
    expect(run.state.unreached).toBeUndefined();
  });
});
