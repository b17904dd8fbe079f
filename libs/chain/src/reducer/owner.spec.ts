import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { resolveOwner } from './owner.ts';
import type { PostHolder } from './world.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import {
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

const LADDER = ['dsl', 'deputyDsl', 'headteacher'] as const;
const NOBODY_YET = { appointed: {}, recused: [] };
const owner = (people: readonly PostHolder[], forbidden: readonly string[] = []): string | null =>
  resolveOwner(LADDER, { people }, NOBODY_YET, forbidden)?.person ?? null;

describe('the owner of a duty', () => {
  it('is the first on the ladder', () => {
    expect(resolveOwner(LADDER, { people: EVERYBODY }, NOBODY_YET)).toEqual({ person: DANA, role: 'dsl' });
  });

  it('is the first of several in one role who can act', () => {
    expect(owner([holder('dsl', 'one', { away: true }), holder('dsl', 'two')])).toBe('two');
  });

  it('is never somebody excluded, even by another post they hold', () => {
    expect(owner(peopleWith(DANA, { excluded: true }))).toBe(DEV);
    expect(
      owner([holder('dsl', DANA), holder('governor', DANA, { excluded: true }), holder('headteacher', HANA)]),
    ).toBe(HANA);
  });

  it('is not somebody away or suspended, nor one whose act it looks at', () => {
    expect(owner(peopleWith(DANA, { away: true }))).toBe(DEV);
    expect(owner(EVERYBODY, [DANA, DEV])).toBe(HANA);
  });

  it('is nobody when the ladder is exhausted', () => {
    expect(owner([holder('governor', 'g')])).toBeNull();
    expect(owner(EVERYBODY, [DANA, DEV, HANA])).toBeNull();
  });
});

describe('a duty whose owner can no longer act', () => {
  it.each<[string, readonly PostHolder[]]>([
    ['has become the subject', peopleWith(DANA, { excluded: true })],
    ['has been suspended or is away', peopleWith(DANA, { away: true })],
    ['has left the post', EVERYBODY.filter((each) => each.person !== DANA)],
  ])('because they have %s goes to the next, who is told', (_, people) => {
    const run = aCase().with(people);
    const effects = run.pass(MONDAY + HOUR);
    expect(run.duty('decide')).toMatchObject({ owner: { person: DEV, role: 'deputyDsl' }, version: 2 });
    expect(effects).toMatchObject([{ key: 'decide/new-duty/2', because: 'newDuty', to: { person: DEV } }]);
  });

  it('is never reminded of a case from which they have been excluded since', () => {
    const run = aCase().with(peopleWith(DANA, { excluded: true }));
    const tells = run.pass(MONDAY + 3 * HOUR);
    expect(tells.map((tell) => [tell.key, 'to' in tell ? tell.to : null])).toEqual([
      ['decide/new-duty/2', { person: DEV }],
      [expect.stringMatching(/^decide\/reminder\/\d+$/) as string, { person: DEV }],
    ]);
  });

  it('is told to the leaders when nobody else can act, and again with each reminder', () => {
    const run = aCase().with([holder('trustSafeguardingLead', TOM), holder('ceo', CERI)]);
    const leaders = { roles: ['trustSafeguardingLead', 'ceo'] };
    expect(run.pass(MONDAY + 2 * HOUR)).toMatchObject([
      { key: 'decide/nobody-can-act/2', because: 'nobodyCanAct', to: leaders },
      {
        key: expect.stringMatching(/^decide\/reminder\/\d+$/) as string,
        because: 'nobodyCanAct',
        to: leaders,
      },
    ]);
    expect(run.duty('decide').owner).toBeNull();
  });

  it('goes to the first who can act again after nobody could', () => {
    const run = aCase(REFERRAL, []);
    expect(run.keys()).toEqual(['decide/nobody-can-act/1']);
    run.with([holder('headteacher', HANA)]);
    expect(run.pass(MONDAY + 1)).toMatchObject([{ key: 'decide/new-duty/2', to: { person: HANA } }]);
  });
});

describe('a duty that an act opened', () => {
  const refer = (by: string) => aCase().done('decide', MONDAY, { by, outcome: 'refer' });

  it('stays with whoever acted, if they stand on its ladder', () => {
    expect(refer(HANA).duty('write').owner).toEqual({ person: HANA, role: 'headteacher' });
    expect(refer(DANA).duty('write').owner).toEqual({ person: DANA, role: 'dsl' });
  });

  it('goes by the ladder when whoever acted is away or does not stand on it', () => {
    const run = aCase().with(peopleWith(HANA, { away: true }));
    expect(run.done('decide', MONDAY, { by: HANA, outcome: 'refer' }).duty('write').owner?.person).toBe(DANA);
  });

  it('goes by the ladder when it looks at what others did', () => {
    const run = refer(DANA).done('write', MONDAY + HOUR, { by: DEV });
    expect(run.duty('agree').owner?.person).toBe(HANA);
  });
});

describe('taking a duty over', () => {
  const take = (by: string, as: 'dsl' | 'deputyDsl' | 'headteacher' | 'trustSafeguardingLead', version = 1) =>
    ({ type: 'takenOver', by, as, step: 'decide', version }) as const;

  it('gives it to somebody else on the ladder and tells who had it', () => {
    const run = aCase();
    expect(run.take(take(HANA, 'headteacher'), MONDAY + 1)).toEqual([
      {
        kind: 'tell',
        key: 'decide/takenOver/2/dana-dsl',
        at: MONDAY + 1,
        because: 'takenOver',
        step: 'decide',
        to: { person: DANA },
      },
    ]);
    expect(run.duty('decide')).toMatchObject({ owner: { person: HANA, role: 'headteacher' }, version: 2 });
  });

  it('is refused to those not on the ladder, not in that post, or away', () => {
    const run = aCase();
    expect(run.refusal(take(TOM, 'trustSafeguardingLead'), MONDAY)).toBe('notYours');
    expect(run.refusal(take(DEV, 'headteacher'), MONDAY)).toBe('notYours');
    run.with(peopleWith(DEV, { away: true }));
    expect(run.refusal(take(DEV, 'deputyDsl'), MONDAY)).toBe('notYours');
  });

  it('is refused from an older page, and to whoever has it already', () => {
    expect(aCase().refusal(take(DEV, 'deputyDsl', 7), MONDAY)).toBe('stale');
    expect(aCase().refusal(take(DANA, 'dsl'), MONDAY)).toBe('stale');
  });
});
