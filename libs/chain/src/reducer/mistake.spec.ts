import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { advance } from './advance.ts';
import { Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  aWorld,
  CERI,
  DANA,
  DEV,
  HANA,
  holder,
  peopleWith,
  TOM,
} from '../../test/small-world.ts';
import type { AsRead } from './event.ts';
import type { Post } from '../language/role.ts';

const MONDAY = Date.parse('2026-11-09T10:00:00Z');

describe('a report made by mistake', () => {
  const chain = aChain([aStep('decide')], { mistake: { agreedBy: ['headteacher'] } });

  it('ends only when a second person agrees, and the trust lead hears', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA }, MONDAY)).toBe('nothingAsked');
    run.take({ type: 'mistakeAsked', by: HANA }, MONDAY);
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA }, MONDAY)).toBe('ownAct');
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY + 1);
    expect(run.take({ type: 'mistakeAgreed', by: HANA }, MONDAY + 1)).toMatchObject([
      { because: 'endedAsMistake', to: { roles: ['trustSafeguardingLead', 'ceo'] } },
    ]);
    expect(run.state).toMatchObject({ endedAs: 'mistake' });
    expect(run.duty('decide').state).toBe('notApplicable');
  });

  it('is said once: neither the same person nor another asks again while somebody can agree', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    for (const [by, at] of [
      [DANA, MONDAY],
      [HANA, MONDAY],
      [DEV, MONDAY + HOUR],
    ] as const) {
      expect(run.refusal({ type: 'mistakeAsked', by }, at)).toBe('notAllowed');
    }
    expect(run.state.mistakeAskedBy).toBe(DANA);
  });

  it('is asked of others than whoever asks, though they hold the role that agrees', () => {
    const run = new Run(aWorld(aChain([aStep('decide')], { mistake: { agreedBy: ['headteacher', 'ceo'] } })));
    const asked = run.open(MONDAY).take({ type: 'mistakeAsked', by: HANA }, MONDAY);
    expect(asked).toMatchObject([{ because: 'mistakeAsked', to: { except: [HANA] } }]);
  });

  it('goes on when somebody who might agree says no, who asked hears it; and when it is taken back', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    expect(run.refusal({ type: 'mistakeDeclined', by: HANA }, MONDAY)).toBe('nothingAsked');
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    expect(run.refusal({ type: 'mistakeDeclined', by: DEV }, MONDAY)).toBe('notYours');
    expect(run.take({ type: 'mistakeDeclined', by: HANA }, MONDAY + 1)).toMatchObject([
      { because: 'declined', step: null, to: { person: DANA } },
    ]);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY + 2);
    expect(run.take({ type: 'mistakeDeclined', by: DANA }, MONDAY + 3)).toEqual([]);
    expect(run.state).toMatchObject({ mistakeAskedBy: null, endedAt: null });
  });

  const danger = aChain(
    [
      aStep('decide', { clock: { within: { workingDays: 1 }, from: 'opening' } }),
      aStep('make-safe', {
        path: 'danger',
        when: { fact: 'danger', is: ['yes'] },
        clock: { within: { minutes: 30 }, from: 'opening' },
      }),
    ],
    { mistake: { agreedBy: ['headteacher', 'trustSafeguardingLead'] } },
  );
  const inDanger = { type: 'learned', by: DEV, facts: { danger: 'yes' } } as const;

  it('is agreed to by nobody who read what is still to be done before it changed, and says what did', () => {
    const run = new Run(aWorld(danger)).open(MONDAY);
    const seen = run.owed();
    expect(run.refusal({ type: 'mistakeAsked', by: DANA, owed: {} }, MONDAY)).toBe('stale');
    run.take({ type: 'mistakeAsked', by: DANA, owed: seen }, MONDAY);
    run.take({ type: 'takenOver', by: HANA, as: 'headteacher', step: 'decide', version: 1 }, MONDAY);
    const agree = (owed: Record<string, number>) =>
      advance(run.world, run.state, { type: 'mistakeAgreed', by: TOM, owed }, MONDAY);
    expect(agree(seen)).toMatchObject({
      refusal: { code: 'stale', sentence: '“Step decide” has changed since you opened this page.' },
    });
    expect(agree({})).toMatchObject({
      refusal: { code: 'stale', sentence: '“Step decide” has come up since you opened this page.' },
    });
    expect(agree({ ...run.owed(), look: 1 })).toMatchObject({ refusal: { code: 'stale' } });
    run.take({ type: 'mistakeAgreed', by: TOM, owed: run.owed() }, MONDAY);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('ends no danger that came up since it was said, whatever was read; it is then said anew', () => {
    const run = new Run(aWorld(danger)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA, owed: run.owed() }, MONDAY);
    run.take(inDanger, MONDAY);
    for (const event of [
      { type: 'mistakeAgreed', by: TOM },
      { type: 'mistakeAgreed', by: TOM, owed: run.owed() },
    ] as const) {
      expect(advance(run.world, run.state, event, MONDAY)).toMatchObject({
        refusal: {
          code: 'notAllowed',
          sentence:
            '“Step make-safe” has come up since this was said to be a mistake. Do it, or say anew that all of it was a mistake.',
        },
      });
    }
    run.take({ type: 'mistakeAsked', by: DANA, owed: run.owed() }, MONDAY + 1);
    run.take({ type: 'mistakeAgreed', by: TOM, owed: run.owed() }, MONDAY + 1);
    expect(run.duty('make-safe').state).toBe('notApplicable');
  });

  it('is agreed to once the danger that came up was seen to; and what was said before it was declined counts no more', () => {
    const run = new Run(aWorld(danger)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA, owed: run.owed() }, MONDAY);
    run.take({ type: 'mistakeDeclined', by: HANA }, MONDAY);
    expect(run.state).not.toHaveProperty('mistakeAskedOver');
    run.take({ type: 'mistakeAsked', by: DANA, owed: run.owed() }, MONDAY);
    run.take(inDanger, MONDAY);
    run.done('make-safe', MONDAY + 1);
    run.take({ type: 'mistakeAgreed', by: TOM, owed: run.owed() }, MONDAY + 1);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('is agreed to by nobody who read what is known before an answer or an event was recorded', () => {
    const knows = aChain([aStep('decide')], {
      events: { moved: { title: 'The child moved', dated: false } },
      mistake: { agreedBy: ['headteacher'] },
    });
    const run = new Run(aWorld(knows)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA, ...run.read() }, MONDAY);
    const agreed = (read: AsRead) =>
      advance(run.world, run.state, { type: 'mistakeAgreed', by: HANA, ...read }, MONDAY + 5);
    const refusedFor = (read: AsRead, sentence: string) =>
      expect(agreed(read)).toMatchObject({ refusal: { code: 'stale', sentence } });
    const first = run.read();
    run.take({ type: 'learned', by: DANA, facts: { danger: 'yes' } }, MONDAY + 1);
    refusedFor(first, '“Is there danger?” has been answered since you opened this page.');
    const second = run.read();
    run.take({ type: 'learned', by: DANA, facts: { danger: 'no' } }, MONDAY + 2);
    refusedFor(second, '“Is there danger?” has been answered since you opened this page.');
    const third = run.read();
    run.take({ type: 'eventRecorded', by: DANA, event: 'moved' }, MONDAY + 3);
    refusedFor(third, '“The child moved” has been recorded since you opened this page.');
    const fourth = run.read();
    run.take({ type: 'eventRecorded', by: DANA, event: 'moved' }, MONDAY + 4);
    refusedFor(fourth, '“The child moved” has been recorded since you opened this page.');
    refusedFor(
      { ...run.read(), known: {} },
      '“Is there danger?” has been answered since you opened this page.',
    );
    expect(agreed(run.read())).toMatchObject({ ok: true, state: { endedAs: 'mistake' } });
  });

  it('is answered as it was asked: neither declined nor agreed to by a page that read an asking before', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    run.take({ type: 'mistakeDeclined', by: DANA, asked: MONDAY }, MONDAY + 1);
    expect(run.state).not.toHaveProperty('mistakeAskedAt');
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY + 2);
    for (const by of [HANA, DANA]) {
      expect(run.refusal({ type: 'mistakeDeclined', by, asked: MONDAY }, MONDAY + 3)).toBe('stale');
    }
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA, asked: MONDAY }, MONDAY + 3)).toBe('stale');
    run.take({ type: 'mistakeDeclined', by: HANA, asked: MONDAY + 2 }, MONDAY + 3);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY + 4);
    run.take({ type: 'mistakeAgreed', by: HANA, asked: MONDAY + 4 }, MONDAY + 5);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('that was said and agreed to before anybody said what they had read is played as it was', () => {
    const run = new Run(aWorld(danger)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    expect(run.state).not.toHaveProperty('mistakeAskedOver');
    run.take(inDanger, MONDAY);
    run.take({ type: 'mistakeAgreed', by: TOM }, MONDAY + 1);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('is judged also by whoever no ladder names, where the procedure asks them', () => {
    const asks = aChain([aStep('decide')], { mistake: { agreedBy: ['ceo'] } });
    for (const type of ['mistakeDeclined', 'mistakeAgreed'] as const) {
      const run = new Run(aWorld(asks)).open(MONDAY);
      run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
      expect(run.refusal({ type: 'mistakeAsked', by: CERI }, MONDAY)).toBe('notYours');
      run.take({ type, by: CERI }, MONDAY);
    }
  });

  it.each([
    ['away', { away: true }],
    ['suspended', { away: true, suspended: true }],
  ])('is not agreed to by whoever is marked as %s, until they say that they are back', (_, over) => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    run.with(peopleWith(HANA, over));
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA }, MONDAY)).toBe('notYours');
    run.with(peopleWith(HANA, {})).take({ type: 'mistakeAgreed', by: HANA }, MONDAY);
    expect(run.state).toMatchObject({ endedAs: 'mistake' });
  });

  it('is neither said nor agreed to by whoever answers to whom the case is about, though a ladder names them', () => {
    const named = { owner: ['trustSafeguardingLead', 'headteacher', 'trustChair'] };
    const agreedBy = ['trustSafeguardingLead', 'trustChair'];
    const adult = aChain([aStep('decide', named)], { about: 'adult', mistake: { agreedBy } });
    const people = [
      holder('trustSafeguardingLead', TOM),
      holder('headteacher', HANA),
      holder('trustChair', CERI),
    ];
    const about = (subject: readonly Post[]) => new Run(aWorld(adult, { people, subject })).open(MONDAY);
    for (const by of [TOM, HANA]) {
      expect(about(['ceo']).refusal({ type: 'mistakeAsked', by }, MONDAY)).toBe('notYours');
    }
    const run = about(['staff']);
    run.take({ type: 'mistakeAsked', by: HANA }, MONDAY);
    run.world = { ...run.world, subject: ['ceo'] };
    expect(run.refusal({ type: 'mistakeAgreed', by: TOM }, MONDAY)).toBe('notYours');
    // Whoever said it answers to them too, once they are named.
    expect(run.refusal({ type: 'mistakeAgreed', by: CERI }, MONDAY)).toBe('notAllowed');
    run.world = { ...run.world, subject: ['staff'] };
    run.take({ type: 'mistakeAgreed', by: TOM }, MONDAY);
    expect(run.state.endedAs).toBe('mistake');
  });

  it('is agreed to by nobody once whoever said it is kept out of the case, and another says it anew', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.take({ type: 'mistakeAsked', by: DANA }, MONDAY);
    run.take({ type: 'recused', by: DANA }, MONDAY);
    expect(run.refusal({ type: 'mistakeAgreed', by: HANA }, MONDAY)).toBe('notAllowed');
    run.take({ type: 'mistakeAsked', by: DEV }, MONDAY);
    run.take({ type: 'mistakeAgreed', by: HANA }, MONDAY);
    expect(run.state).toMatchObject({ endedAs: 'mistake' });
  });
});
