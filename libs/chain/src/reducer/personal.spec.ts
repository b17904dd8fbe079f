import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import type { PostHolder } from './world.ts';
import { HOUR } from '../clock/civil.ts';
import { MONDAY, Run } from '../../test/run.ts';
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

describe('whoever is kept from a case', () => {
  const chain = aChain(
    [
      aStep('report', {
        personal: true,
        clock: { within: { hours: 24 }, from: 'opening' },
        remind: [{ before: { hours: 2 } }],
      }),
      aStep('answer', {
        personal: true,
        clock: { within: { hours: 12 }, from: 'opening', whose: 'police' },
        late: [{ tell: ['headteacher'] }],
      }),
      aStep('visit', { personal: true, clock: { before: { hours: 2 }, event: 'meeting' } }),
    ],
    { events: { meeting: { title: 'The meeting', dated: true } } },
  );

  it.each([
    ['their exclusion', (run: Run) => run.with(peopleWith(DANA, { excluded: true }))],
    ['their standing down', (run: Run) => (run.take({ type: 'recused', by: DANA }, MONDAY), run)],
    ['their suspension', (run: Run) => run.with(peopleWith(DANA, { away: true, suspended: true }))],
    ['their leaving', (run: Run) => run.with(EVERYBODY.filter(({ person }) => person !== DANA))],
  ])(
    'is told nothing more of what the law laid on them after %s, and the leaders of what nobody else would hear',
    (_, kept) => {
      const meeting = (hours: number): CaseEvent => ({
        type: 'eventRecorded',
        by: HANA,
        event: 'meeting',
        date: MONDAY + hours * HOUR,
      });
      const run = new Run(aWorld(chain)).open(MONDAY);
      run.take(meeting(48), MONDAY);
      const before = run.effects.length;
      kept(run).take(meeting(72), MONDAY + HOUR);
      run.pass(MONDAY + 24 * HOUR);
      const tells = run.effects.slice(before).filter((effect) => effect.kind === 'tell');
      expect(tells.filter(({ to }) => 'person' in to && to.person === DANA)).toEqual([]);
      expect(tells).toContainEqual(
        expect.objectContaining({
          key: 'answer/nothing-heard',
          to: { roles: ['trustSafeguardingLead', 'ceo'] },
        }),
      );
    },
  );
});

describe('what the leaders hear of a personal duty', () => {
  const ABOUT_ADULT = { about: 'adult', waiver: { reasons: { left: 'They have left' }, agreedBy: ['ceo'] } };
  const chain = aChain(
    [aStep('ring-police', { owner: ['dsl', 'trustSafeguardingLead', 'ceo'], personal: true })],
    ABOUT_ADULT,
  );
  const learns = (run: Run, hours: number): unknown[] =>
    run
      .take({ type: 'peopleChanged' }, MONDAY + hours * HOUR)
      .map((effect) => (effect.kind === 'tell' ? effect.because : effect.kind));

  it('2.38 says at once that its owner has come to answer to the subject, and can do it no more', () => {
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.world = { ...run.world, subject: ['headteacher'], people: peopleWith(HANA, { excluded: true }) };
    expect(learns(run, 1)).toEqual(['personalAway']);
    const { version } = run.duty('ring-police');
    expect(run.refusal(run.doneEvent('ring-police', { version }), MONDAY + HOUR)).toBe('notYours');
    const asked = { type: 'waiverAsked', by: TOM, step: 'ring-police', version, reason: 'left' } as const;
    expect(run.take(asked, MONDAY + HOUR)).toMatchObject([{ because: 'agreementAsked' }]);
  });

  it('2.38 says once more that its owner, who was away, is gone: from now on others may ask that it is waived', () => {
    const run = new Run(aWorld(chain)).open(MONDAY).with(peopleWith(DANA, { away: true }));
    expect(learns(run, 1)).toEqual(['personalAway']);
    run.with(peopleWith(DANA, { away: true, suspended: true }));
    expect(learns(run, 2)).toEqual(['personalAway']);
    expect(learns(run, 3)).toEqual([]);
    run.with(peopleWith(DANA, { away: true }));
    expect(learns(run, 4)).toEqual([]);
    run.with(peopleWith(DANA, {}));
    expect(learns(run, 5)).toEqual([]);
    expect(run.duty('ring-police').absence).toBeNull();
  });

  it('2.38 says nothing while its owner can do it by another role of its ladder', () => {
    const others = EVERYBODY.filter(({ person }) => person !== DANA && person !== TOM);
    const run = new Run(aWorld(chain)).open(MONDAY).with([...others, holder('trustSafeguardingLead', DANA)]);
    expect(learns(run, 1)).toEqual([]);
  });
});

describe('a personal duty whose owner is gone', () => {
  const PERSONAL = aChain(
    [
      aStep('ring-police', {
        owner: ['reporter', 'dsl', 'headteacher'],
        personal: true,
        clock: { within: { hours: 24 }, from: 'awareness' },
      }),
      aStep('close', { owner: ['dsl', 'headteacher'], closes: true }),
    ],
    { waiver: { reasons: { left: 'They have left' }, agreedBy: ['headteacher', 'ceo'] } },
  );
  const reporter = (over: Partial<PostHolder>): PostHolder => ({
    ...holder('staff', 'reporter', over),
    role: null,
  });
  const GONE = [...EVERYBODY, reporter({ away: true, suspended: true })];

  const opened = (people: readonly PostHolder[]): Run => {
    const run = new Run(aWorld(PERSONAL)).open(MONDAY).with(people);
    run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
    return run;
  };
  const version = (run: Run): number => run.duty('ring-police').version;
  const asks = (run: Run, by: string): CaseEvent => ({
    type: 'waiverAsked',
    by,
    step: 'ring-police',
    version: version(run),
    reason: 'left',
  });
  const agrees = (run: Run, by: string): CaseEvent => ({
    type: 'agreed',
    by,
    step: 'ring-police',
    version: version(run),
    to: 'waiver',
  });

  it('2.38 is done by nobody else, and waived where one of its ladder asks and another agrees; then the case closes', () => {
    const run = opened(GONE);
    expect(run.refusal(run.doneEvent('ring-police', { version: version(run) }), MONDAY + HOUR)).toBe(
      'personal',
    );
    const to = { type: 'handOverAsked', by: DANA, step: 'ring-police', to: HANA, as: 'headteacher' } as const;
    expect(run.refusal({ ...to, version: version(run) }, MONDAY + HOUR)).toBe('personal');
    expect(run.refusal(run.doneEvent('close'), MONDAY + HOUR)).toBe('stillOwed');
    expect(run.take(asks(run, DANA), MONDAY + 2 * HOUR)).toMatchObject([
      { because: 'agreementAsked', to: { roles: ['headteacher', 'ceo'] } },
    ]);
    run.take(agrees(run, CERI), MONDAY + 3 * HOUR);
    expect(run.duty('ring-police')).toMatchObject({
      state: 'waived',
      reason: 'left',
      agreedBy: [CERI],
      owner: { person: 'reporter' },
    });
    run.done('close', MONDAY + 4 * HOUR);
    expect(run.state.endedAs).toBe('closed');
  });

  it('is waived only by two people who may have to do with it', () => {
    const run = opened(GONE);
    expect(run.refusal(asks(run, TOM), MONDAY + HOUR)).toBe('notYours');
    run.with(GONE.map((each) => (each.person === HANA ? { ...each, excluded: true } : each)));
    expect(run.refusal(asks(run, HANA), MONDAY + HOUR)).toBe('excluded');
    run.take(asks(run, DANA), MONDAY + HOUR);
    expect(run.refusal(agrees(run, DANA), MONDAY + HOUR)).toBe('ownAct');
    expect(run.refusal(agrees(run, HANA), MONDAY + HOUR)).toBe('excluded');
    expect(run.refusal(agrees(run, DEV), MONDAY + HOUR)).toBe('notYours');
  });

  it.each([
    ['is there', reporter({})],
    ['is merely away', reporter({ away: true })],
  ])('is waived by nobody while its owner %s', (_, owner) => {
    const run = opened([...EVERYBODY, owner]);
    for (const by of [DANA, HANA, 'reporter']) {
      expect(run.refusal(asks(run, by), MONDAY + HOUR)).toBe('personal');
    }
  });

  it('is waived by nobody while its owner can do it by another role of its ladder', () => {
    const chain = aChain([aStep('ring-police', { owner: ['dsl', 'headteacher', 'ceo'], personal: true })], {
      waiver: { reasons: { left: 'They have left' }, agreedBy: ['ceo', 'trustSafeguardingLead'] },
    });
    const others = EVERYBODY.filter(({ person }) => person !== DANA && person !== HANA);
    const run = new Run(aWorld(chain)).open(MONDAY).with([...others, holder('headteacher', DANA)]);
    run.take({ type: 'peopleChanged' }, MONDAY + HOUR);
    expect(run.refusal(asks(run, DANA), MONDAY + HOUR)).toBe('personal');
    expect(run.refusal(asks(run, CERI), MONDAY + HOUR)).toBe('personal');
    run.done('ring-police', MONDAY + HOUR, { version: version(run) });
    expect(run.duty('ring-police').state).toBe('met');
  });

  it('is not waived because its owner, who is gone, asks for it', () => {
    const run = opened(GONE);
    expect(run.refusal(asks(run, 'reporter'), MONDAY + HOUR)).toBe('ownAct');
  });

  it('is theirs again when they come back before anybody agreed', () => {
    const run = opened(GONE);
    run.take(asks(run, DANA), MONDAY + HOUR);
    run.with([...EVERYBODY, reporter({ away: true })]);
    expect(run.refusal(agrees(run, HANA), MONDAY + HOUR)).toBe('personal');
    run.with([...EVERYBODY, reporter({})]);
    const done = run.doneEvent('ring-police', { by: 'reporter', version: version(run) });
    run.take(done, MONDAY + HOUR);
    expect(run.duty('ring-police').state).toBe('met');
  });

  it.each([
    ['is kept out of the case', peopleWith(DANA, { excluded: true })],
    ['has left their post', EVERYBODY.filter(({ person }) => person !== DANA)],
    ['is suspended', peopleWith(DANA, { away: true, suspended: true })],
  ])('may be waived also where its owner, by their post, %s', (_, people) => {
    const chain = aChain(
      [aStep('ring-police', { owner: ['dsl', 'headteacher', 'trustSafeguardingLead'], personal: true })],
      { waiver: { reasons: { left: 'They have left' }, agreedBy: ['headteacher', 'ceo'] } },
    );
    const run = new Run(aWorld(chain)).open(MONDAY).with(people);
    run.take(asks(run, HANA), MONDAY + HOUR);
    run.take(agrees(run, CERI), MONDAY + HOUR);
    expect(run.state.endedAs).toBe('closed');
  });
});

describe('the personal duty of whoever reports', () => {
  const REPORTER = { person: 'reporter', role: 'reporter' };
  const ring = (over: object = {}): object =>
    aStep('ring-police', { owner: ['reporter', 'dsl'], personal: true, ...over });
  const people = (over: Partial<PostHolder>): PostHolder[] => [
    ...EVERYBODY,
    { ...holder('staff', 'reporter', over), role: null },
  ];
  const opened = (over: Partial<PostHolder>, step = ring()): Run =>
    new Run(aWorld(aChain([step, aStep('look')]), { people: people(over) })).open(MONDAY);
  const heard = (run: Run): string[] =>
    run.tells().flatMap(({ because, step }) => (step === 'look' ? [] : [because]));

  it('2.38 is theirs though they are marked as away, and the leaders hear at once: whoever reports is there', () => {
    const run = opened({ away: true });
    expect(run.duty('ring-police').owner).toEqual(REPORTER);
    expect(heard(run)).toEqual(['newDuty', 'personalAway']);
    expect(run.pass(MONDAY + HOUR)).toEqual([]);
  });

  it('2.38 is theirs also where it comes up later, while they are away', () => {
    const run = opened({}, ring({ after: { done: 'look' } })).with(people({ away: true }));
    run.done('look', MONDAY + HOUR);
    expect(run.duty('ring-police').owner).toEqual(REPORTER);
    expect(heard(run)).toEqual(['newDuty', 'personalAway']);
    run.with(people({})).take({ type: 'peopleChanged' }, MONDAY + 2 * HOUR);
    const { version } = run.duty('ring-police');
    run.done('ring-police', MONDAY + 3 * HOUR, { by: 'reporter', version });
    expect(run.duty('ring-police').state).toBe('met');
  });

  it('2.38 is theirs in every round', () => {
    const run = opened({}, ring({ repeat: { every: { hours: 4 }, until: { done: 'look' } } }));
    run.with(people({ away: true })).done('ring-police', MONDAY + HOUR, { by: 'reporter' });
    expect(run.duty('ring-police.2').owner).toEqual(REPORTER);
    expect(heard(run)).toEqual(['newDuty', 'newDuty', 'personalAway']);
  });

  it.each([
    ['kept out of the case', { away: true, excluded: true }],
    ['suspended, or gone', { away: true, suspended: true }],
  ])('goes on along the ladder where they are %s', (_, over) => {
    expect(opened(over).duty('ring-police').owner).toEqual({ person: DANA, role: 'dsl' });
    const later = opened({}, ring({ after: { done: 'look' } })).with(people(over));
    later.done('look', MONDAY + HOUR);
    expect(later.duty('ring-police').owner).toEqual({ person: DANA, role: 'dsl' });
  });
});
