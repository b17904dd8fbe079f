import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  aWorld,
  CERI,
  DANA,
  DEV,
  EVERYBODY,
  HANA,
  holder,
  peopleWith,
  TOM,
} from '../../test/small-world.ts';

const WAIVER = { waiver: { reasons: { left: 'They have left' }, agreedBy: ['headteacher', 'ceo'] } };

function asks(run: Run, by: string): CaseEvent {
  return { type: 'waiverAsked', by, step: 'look', version: run.duty('look').version, reason: 'left' };
}

function agrees(run: Run, by: string, to: 'done' | 'waiver' = 'waiver'): CaseEvent {
  return { type: 'agreed', by, step: 'look', version: run.duty('look').version, to };
}

describe('what was asked for by somebody who may have to do with the case no more', () => {
  const LADDER = ['dsl', 'trustSafeguardingLead', 'deputyDsl'];
  const ADULT = { ...WAIVER, about: 'adult' };
  const opened = (over: object = {}): Run =>
    new Run(aWorld(aChain([aStep('look', over)], ADULT))).open(MONDAY);

  const keptOut: readonly (readonly [string, (run: Run) => Run])[] = [
    [
      'is excluded',
      (run) =>
        run.with(
          run.world.people.map((each) => ({ ...each, excluded: each.excluded || each.person === DANA })),
        ),
    ],
    [
      'answers to the subject',
      (run) => {
        run.world = { ...run.world, subject: ['headteacher'] };
        return run;
      },
    ],
    [
      'stood down',
      (run) => {
        run.take({ type: 'recused', by: DANA }, MONDAY + HOUR);
        return run;
      },
    ],
  ];

  it.each(keptOut)('is not agreed to where they are one who %s; another may ask anew', (_, keepOut) => {
    const run = opened({ owner: LADDER });
    run.take(asks(run, DANA), MONDAY + HOUR);
    keepOut(run);
    expect(run.refusal(agrees(run, CERI), MONDAY + HOUR)).toBe('notAllowed');
    run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
    expect(run.refusal(agrees(run, CERI), MONDAY + HOUR)).toBe('notAllowed');
    run.take(asks(run, TOM), MONDAY + 2 * HOUR);
    run.take(agrees(run, CERI), MONDAY + 2 * HOUR);
    expect(run.duty('look')).toMatchObject({ state: 'waived', agreedBy: [CERI] });
  });

  it.each(keptOut)('is not agreed to for a personal duty either where they are one who %s', (_, keepOut) => {
    const run = opened({ owner: ['reporter', ...LADDER], personal: true });
    run.with([...EVERYBODY, { ...holder('staff', 'reporter', { away: true, suspended: true }), role: null }]);
    run.take({ type: 'peopleChanged' }, MONDAY);
    run.take(asks(run, DANA), MONDAY + HOUR);
    keepOut(run);
    expect(run.refusal(agrees(run, CERI), MONDAY + HOUR)).toBe('notAllowed');
    run.take(asks(run, TOM), MONDAY + 2 * HOUR);
    run.take(agrees(run, CERI), MONDAY + 2 * HOUR);
    expect(run.duty('look').state).toBe('waived');
  });

  it('is done anew by another where it was that a step is done', () => {
    const run = opened({ owner: LADDER, approval: { by: ['ceo'] } }).done('look', MONDAY + HOUR);
    run.with(peopleWith(DANA, { excluded: true }));
    expect(run.refusal(agrees(run, CERI, 'done'), MONDAY + HOUR)).toBe('notAllowed');
    run.done('look', MONDAY + 2 * HOUR, { by: TOM, version: run.duty('look').version });
    run.take(agrees(run, CERI, 'done'), MONDAY + 2 * HOUR);
    expect(run.duty('look')).toMatchObject({ state: 'met', doneBy: TOM });
  });

  it('may still be refused', () => {
    const run = aCase(aChain([aStep('look')], WAIVER));
    run.take(asks(run, DANA), MONDAY + HOUR);
    run.with(peopleWith(DANA, { excluded: true }));
    run.take({ ...agrees(run, CERI), type: 'declined' } as CaseEvent, MONDAY + HOUR);
    expect(run.duty('look').asked).toBeNull();
  });
});

describe('that a personal duty is waived', () => {
  const CHAIN = aChain([aStep('look', { owner: ['reporter', 'dsl', 'deputyDsl'], personal: true })], WAIVER);
  const GONE = { away: true, suspended: true };
  const become = (run: Run, over: object, hours: number): unknown[] =>
    run
      .with([...EVERYBODY, { ...holder('staff', 'reporter', over), role: null }])
      .take({ type: 'peopleChanged' }, MONDAY + hours * HOUR)
      .map((effect) => (effect.kind === 'tell' ? [effect.because, effect.to] : effect.kind));

  it.each([
    ['is there again', {}],
    ['is merely away', { away: true }],
  ])(
    'is asked no more once its owner %s: whoever asked hears, and it is asked anew when they go again',
    (_, over) => {
      const run = new Run(aWorld(CHAIN)).open(MONDAY);
      become(run, GONE, 1);
      run.take(asks(run, DANA), MONDAY + HOUR);
      const old = agrees(run, HANA);
      expect(become(run, over, 2)).toEqual([['declined', { person: DANA }]]);
      expect(run.duty('look').asked).toBeNull();
      become(run, GONE, 3);
      expect(run.refusal(old, MONDAY + 3 * HOUR)).toBe('stale');
      expect(run.refusal(agrees(run, HANA), MONDAY + 3 * HOUR)).toBe('nothingAsked');
      run.take(asks(run, DEV), MONDAY + 3 * HOUR);
      run.take(agrees(run, HANA), MONDAY + 3 * HOUR);
      expect(run.duty('look').state).toBe('waived');
    },
  );
});
