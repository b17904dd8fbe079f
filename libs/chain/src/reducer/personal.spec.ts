import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, DEV, EVERYBODY, holder, peopleWith } from '../../test/small-world.ts';

describe('a personal duty', () => {
  const PERSONAL = aChain([
    aStep('ring-police', {
      owner: ['reporter'],
      personal: true,
      clock: { within: { hours: 24 }, from: 'awareness' },
    }),
  ]);

  it('2.38 never changes owner; each time that they are away is told to the leaders once', () => {
    const run = new Run(aWorld(PERSONAL)).open(MONDAY, { by: DANA });
    run.with(peopleWith(DANA, { away: true }));
    expect(run.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toMatchObject([
      { because: 'personalAway', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
    expect(run.take({ type: 'peopleChanged' }, MONDAY + 2 * HOUR)).toEqual([]);
    expect(run.duty('ring-police').owner).toEqual({ person: DANA, role: 'reporter' });
    expect(run.refusal(run.doneEvent('ring-police', { by: DEV }), MONDAY + HOUR * 3)).toBe('personal');
    run.with(peopleWith(DANA, { away: false }));
    expect(run.take({ type: 'peopleChanged' }, MONDAY + 4 * HOUR)).toEqual([]);
    run.with(peopleWith(DANA, { away: true }));
    expect(run.take({ type: 'peopleChanged' }, MONDAY + 5 * HOUR)).toMatchObject([
      { because: 'personalAway', key: 'ring-police/personal-away/3' },
    ]);
  });
});

describe('a personal duty of somebody who holds no post that owns duties', () => {
  const PERSONAL = aChain([
    aStep('ring-police', {
      owner: ['reporter', 'dsl'],
      personal: true,
      clock: { within: { hours: 24 }, from: 'awareness' },
    }),
  ]);

  it.each([
    ['is away', { away: true }],
    ['is suspended, or gone', { away: true, suspended: true }],
  ])('2.38 stays theirs, and the leaders hear once, where their owner %s', (_, over) => {
    const run = new Run(aWorld(PERSONAL)).open(MONDAY);
    run.with([...EVERYBODY, { ...holder('staff', 'reporter', over), role: null }]);
    expect(run.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toMatchObject([
      { because: 'personalAway', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
    expect(run.pass(MONDAY + 2 * HOUR)).toEqual([]);
    expect(run.duty('ring-police').owner).toEqual({ person: 'reporter', role: 'reporter' });
  });
});
