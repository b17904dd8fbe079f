import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import type { PostHolder } from './world.ts';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  DANA,
  DEV,
  EVERYBODY,
  HANA,
  holder,
  peopleWith,
  REFERRAL,
  TOM,
} from '../../test/small-world.ts';

const away = peopleWith(DANA, { away: true });
const suspended = peopleWith(DANA, { away: true, suspended: true });

describe('somebody who was away', () => {
  const left = (people = away): Run => {
    const run = aCase().with(people);
    run.take({ type: 'peopleChanged' }, MONDAY + 1);
    return run;
  };
  const back = (run: Run): Run => {
    run.with(EVERYBODY);
    run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
    return run;
  };

  it('has their duty again when they are back, and whoever stood in for them hears of it', () => {
    const run = left();
    expect(run.duty('decide').owner?.person).toBe(DEV);
    run.with(EVERYBODY);
    expect(run.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toMatchObject([
      { key: 'decide/new-duty/3', because: 'newDuty', to: { person: DANA } },
      { because: 'cameBack', to: { person: DEV } },
    ]);
    expect(run.duty('decide')).toMatchObject({ owner: { person: DANA, role: 'dsl' }, inPlaceOf: null });
  });

  it('does not have it again once another has said that they have it in hand', () => {
    const run = left();
    run.take({ type: 'acknowledged', by: DEV, step: 'decide', version: 2 }, MONDAY + 2);
    expect(back(run).duty('decide').owner?.person).toBe(DEV);
  });

  it('has what came up while they were away, unless another’s act brought it up', () => {
    const chain = aChain([
      aStep('first', { owner: ['headteacher'] }),
      aStep('theirs', { after: { done: 'first' } }),
    ]);
    const run = aCase(chain, away).done('first', MONDAY + 1, { by: HANA });
    expect(run.duty('theirs').owner?.person).toBe(HANA);
    const late = aCase(REFERRAL, away);
    expect(late.duty('decide').owner?.person).toBe(DEV);
    expect(back(late).duty('decide').owner?.person).toBe(DANA);
  });

  it('has it again when they are back after a second person stood in and went away too', () => {
    const run = left();
    const both = away.map((each) => (each.person === DEV ? { ...each, away: true } : each));
    run.with(both);
    run.take({ type: 'peopleChanged' }, MONDAY + 2);
    expect(run.duty('decide').owner?.person).toBe(HANA);
    expect(back(run).duty('decide').owner?.person).toBe(DANA);
  });

  it('has it again, and nothing more, when they are back as whoever stood in goes away', () => {
    const run = left();
    run.with(peopleWith(DEV, { away: true }));
    run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
    expect(run.duty('decide')).toMatchObject({ owner: { person: DANA }, inPlaceOf: null, version: 3 });
    expect(run.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toEqual([]);
    expect(run.duty('decide').version).toBe(3);
  });

  it('has it again at once, and once, when they are back together with another who could not act', () => {
    const run = left();
    run.with(EVERYBODY.map((each) => ({ ...each, away: true })));
    run.take({ type: 'peopleChanged' }, MONDAY + 2);
    const above = [holder('dsl', 'new-dsl'), ...EVERYBODY];
    expect(run.with(above).take({ type: 'peopleChanged' }, MONDAY + HOUR)).toMatchObject([
      { because: 'newDuty', to: { person: DANA } },
    ]);
    expect(run.pass(MONDAY + 1.5 * HOUR)).toEqual([]);
  });

  it('§3.19 has nothing again who was suspended, excluded or gone from the post', () => {
    for (const people of [
      suspended,
      peopleWith(DANA, { excluded: true }),
      EVERYBODY.filter(({ person }) => person !== DANA),
    ]) {
      expect(back(left(people)).duty('decide').owner?.person).toBe(DEV);
    }
  });
});

const APPOINTED = { id: 'manager', kind: 'appoint', role: 'caseManager', label: 'Who manages it' };

describe('those named for one case', () => {
  it('one after the other at one instant are each told of as gone by a key of their own', () => {
    const chain = aChain([aStep('name', { evidence: [APPOINTED] }), aStep('close', { closes: true })]);
    const run = aCase(chain);
    for (const [step, person] of [
      ['name', DEV],
      ['name.2', HANA],
    ] as const) {
      run.take(
        run.doneEvent(step, { supplied: ['manager'], learned: { appointed: { caseManager: person } } }),
        MONDAY,
      );
      run.take({ type: 'recused', by: person }, MONDAY);
    }
    const keys = run.keys().filter((key) => key.startsWith('named/'));
    expect(new Set(keys).size).toBe(2);
  });
});

describe('somebody named for one case', () => {
  const CASE = aChain([
    aStep('name', {
      owner: ['headteacher', 'trustSafeguardingLead'],
      clock: { within: { hours: 4 }, from: 'awareness' },
      evidence: [APPOINTED],
    }),
    aStep('look', {
      after: { done: 'name' },
      owner: ['caseManager', 'headteacher', 'trustSafeguardingLead'],
    }),
  ]);
  const named = (): Run =>
    aCase(CASE).done('name', MONDAY + HOUR, { by: HANA, learned: { appointed: { caseManager: DEV } } });

  it('§3.12 who becomes its subject is named no longer: leaders hear, and naming comes up again', () => {
    const run = named();
    expect(run.duty('look').owner).toEqual({ person: DEV, role: 'caseManager' });
    run.with(peopleWith(DEV, { excluded: true }));
    const effects = run.take({ type: 'peopleChanged' }, MONDAY + 30 * HOUR);
    expect(effects).toMatchObject([
      { key: 'name.2/new-duty/1', to: { person: HANA } },
      { because: 'namedGone', step: 'name.2', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
      { key: 'look/new-duty/2', to: { person: HANA } },
    ]);
    expect(run.state.appointed).not.toHaveProperty('caseManager');
    expect(run.duty('name.2')).toMatchObject({ state: 'open', dueAt: MONDAY + 34 * HOUR });
    run.done('name.2', MONDAY + 31 * HOUR, {
      by: HANA,
      supplied: ['manager'],
      learned: { appointed: { caseManager: TOM } },
    });
    expect(run.state.appointed['caseManager']).toBe(TOM);
  });

  it('§3.6 is not told to those who run the trust where it is about a school or the trust', () => {
    const chain = { ...CASE, about: 'institution' } as const;
    const run = aCase(chain).done('name', MONDAY + HOUR, {
      by: HANA,
      learned: { appointed: { caseManager: DEV } },
    });
    run.with(peopleWith(DEV, { excluded: true }));
    expect(run.take({ type: 'peopleChanged' }, MONDAY + 30 * HOUR)[1]).toMatchObject({
      because: 'namedGone',
      to: { roles: ['trustChair', 'viceChair', 'safeguardingTrustee'] },
    });
  });

  it('§3.9 who stands down is named no longer', () => {
    const run = named();
    const effects = run.take({ type: 'recused', by: DEV }, MONDAY + 2 * HOUR);
    expect(effects.map((effect) => effect.key)).toEqual([
      'name.2/new-duty/1',
      `named/caseManager/gone/${MONDAY + 2 * HOUR}/name.2`,
      'look/new-duty/2',
    ]);
  });

  it('is named still where they are only away, and has their duties again when they are back', () => {
    const run = named();
    run.with(peopleWith(DEV, { away: true }));
    run.pass(MONDAY + 2 * HOUR);
    expect(run.duty('look').owner?.person).toBe(HANA);
    run.with([...EVERYBODY, holder('governor', 'g')]);
    run.pass(MONDAY + 3 * HOUR);
    expect(run.duty('look').owner).toEqual({ person: DEV, role: 'caseManager' });
    expect(Object.keys(run.state.duties)).toEqual(['name', 'look']);
  });
});

describe('somebody with a part in one case and no post that owns duties', () => {
  const part = (person: string, over: object): PostHolder[] => [
    ...EVERYBODY,
    { ...holder('staff', person, over), role: null },
  ];
  const away = part('reporter', { away: true });
  const gone = part('reporter', { away: true, suspended: true });
  const OWED = aStep('say-why', {
    owner: ['reporter', 'dsl'],
    late: [{ tell: ['caseManager'] }],
    clock: { within: { hours: 4 }, from: 'awareness' },
  });

  it('has a duty still where they are there, and leaves it to the next on the ladder where they are not', () => {
    expect(aCase(aChain([OWED]), part('reporter', {})).duty('say-why').owner?.person).toBe('reporter');
    for (const people of [away, gone]) {
      const run = aCase(aChain([OWED])).with(people);
      expect(run.pass(MONDAY + HOUR)).toMatchObject([{ because: 'newDuty', to: { person: DANA } }]);
      expect(aCase(aChain([OWED]), people).duty('say-why').owner?.person).toBe(DANA);
    }
  });

  it('leaves it to nobody where nobody follows on the ladder, and the leaders hear', () => {
    const alone = aCase(aChain([aStep('say-why', { owner: ['reporter'] })])).with(gone);
    expect(alone.pass(MONDAY + HOUR)).toMatchObject([
      { because: 'nobodyCanAct', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
    expect(alone.with(EVERYBODY).pass(MONDAY + 2 * HOUR)).toMatchObject([{ to: { person: 'reporter' } }]);
  });

  it('has it again when they are back from an absence, and not when they come back after they left', () => {
    for (const [people, owner] of [
      [away, 'reporter'],
      [gone, DANA],
    ] as const) {
      const run = aCase(aChain([OWED])).with(people);
      run.pass(MONDAY + HOUR);
      run.with(part('reporter', {})).pass(MONDAY + 2 * HOUR);
      expect(run.duty('say-why').owner?.person).toBe(owner);
    }
  });

  it('is told nothing once they are gone: where only they would be, the leaders are', () => {
    const managed = [aStep('name', { evidence: [APPOINTED] }), OWED];
    const run = aCase(aChain(managed)).done('name', MONDAY, { learned: { appointed: { caseManager: 'm' } } });
    const toldLate = (people: readonly PostHolder[]): unknown => {
      const { world, state } = run;
      const result = advance({ ...world, people }, state, { type: 'timePassed' }, MONDAY + 4 * HOUR);
      return result.ok && result.effects.find((each) => each.kind === 'tell' && each.because === 'breach');
    };
    expect(toldLate(part('m', { away: true }))).toMatchObject({ to: { roles: ['caseManager'] } });
    expect(toldLate(part('m', { away: true, suspended: true }))).toMatchObject({
      to: { roles: ['trustSafeguardingLead', 'ceo'] },
    });
  });
});
