import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, CERI, DANA, EVERYBODY, HANA, peopleWith, TOM } from '../../test/small-world.ts';

const LATE = [{ tell: ['ceo'] }, { after: { hours: 1 }, handUp: true }];
const share = (over: object = {}): object =>
  aStep('share', {
    owner: ['dsl', 'headteacher'],
    approval: { by: ['headteacher', 'trustSafeguardingLead', 'ceo'], count: 2 },
    clock: { within: { hours: 4 }, from: 'awareness' },
    late: LATE,
    ...over,
  });
const TOLD = { because: 'agreementUnanswered', to: { roles: ['trustSafeguardingLead', 'ceo'] } };

const agrees = (run: Run, by: string): CaseEvent => ({
  type: 'agreed',
  by,
  step: 'share',
  version: run.duty('share').version,
  to: 'done',
});

/** Dana has done it, and Hana has agreed. */
function agreedByHana(people = EVERYBODY): Run {
  const run = aCase(aChain([share()]), people).done('share', MONDAY);
  run.take(agrees(run, HANA), MONDAY);
  return run;
}
const without = (...gone: string[]) =>
  EVERYBODY.map((each) => ({ ...each, excluded: gone.includes(each.person) }));

describe('law 6: somebody who agreed to a step and is kept out of it since', () => {
  const keptOut: readonly (readonly [string, (run: Run) => unknown])[] = [
    ['is excluded', (run) => run.with(without(HANA))],
    ['stood down', (run) => run.take({ type: 'recused', by: HANA }, MONDAY + HOUR)],
  ];

  it.each(keptOut)(
    'does not count where they are one who %s: as many others must agree as it takes',
    (_, go) => {
      for (const isPlayed of [false, true]) {
        const run = agreedByHana();
        go(run);
        if (isPlayed) run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
        run.take(agrees(run, TOM), MONDAY + HOUR);
        expect(run.duty('share')).toMatchObject({ state: 'open', asked: { agreedBy: [TOM] } });
        run.take(agrees(run, CERI), MONDAY + HOUR);
        expect(run.duty('share')).toMatchObject({ state: 'met', agreedBy: [TOM, CERI] });
      }
    },
  );

  it('is missed by the leaders once where too few are left, when people change or when the next agrees', () => {
    const played = agreedByHana().with(without(HANA, CERI));
    expect(played.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toMatchObject([TOLD]);
    expect(played.duty('share').asked?.agreedBy).toEqual([]);
    expect(played.take(agrees(played, TOM), MONDAY + HOUR)).toEqual([]);
    const atOnce = agreedByHana().with(without(HANA, CERI));
    expect(atOnce.take(agrees(atOnce, TOM), MONDAY + HOUR)).toMatchObject([TOLD]);
  });
});

describe('law 6: somebody who agreed to a step that is theirs since', () => {
  const takesOver = (run: Run): CaseEvent => ({
    type: 'takenOver',
    by: HANA,
    step: 'share',
    version: run.duty('share').version,
    as: 'headteacher',
  });

  it('does not count once they took it over, nor when it is no longer theirs', () => {
    const run = agreedByHana();
    run.take(takesOver(run), MONDAY);
    run.take(agrees(run, TOM), MONDAY);
    expect(run.duty('share')).toMatchObject({ state: 'open', owner: { person: HANA } });
    run.with(peopleWith(HANA, { away: true })).take({ type: 'peopleChanged' }, MONDAY + HOUR);
    expect(run.duty('share')).toMatchObject({ owner: { person: DANA }, asked: { agreedBy: [TOM] } });
    run.take(agrees(run, CERI), MONDAY + HOUR);
    expect(run.duty('share').agreedBy).toEqual([TOM, CERI]);
  });

  it('does not count once it was handed up to them, or came to them from somebody gone: the leaders hear of too few', () => {
    const away = peopleWith(CERI, { away: true });
    const up = agreedByHana(away);
    expect(up.pass(MONDAY + 5 * HOUR)).toContainEqual(expect.objectContaining(TOLD));
    expect(up.duty('share')).toMatchObject({ owner: { person: HANA }, asked: { agreedBy: [] } });
    const gone = agreedByHana(away).with(away.filter(({ person }) => person !== DANA));
    expect(gone.take({ type: 'peopleChanged' }, MONDAY + HOUR)).toContainEqual(expect.objectContaining(TOLD));
    expect(gone.duty('share')).toMatchObject({ owner: { person: HANA }, asked: { agreedBy: [] } });
  });

  it('is missed by the leaders where too few are left once they took it over', () => {
    const run = agreedByHana(peopleWith(CERI, { away: true }));
    expect(run.take(takesOver(run), MONDAY)).toMatchObject([{ because: 'takenOver' }, TOLD]);
  });
});
