import { describe, expect, it } from 'vitest';
import type { CounterExample } from './answer.ts';
import { prove } from './prove.ts';
import { silence, untouched } from './silence.ts';
import { PROOF_CALENDAR, STARTS } from './starts.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import { advance } from '../reducer/advance.ts';
import type { CaseState } from '../reducer/state.ts';

const FOUR = ['headteacher', 'trustChair', 'viceChair', 'safeguardingTrustee'];

const officer = (over: object = {}): object =>
  aStep('contact', {
    title: 'Contact the Designated Officer',
    path: 'designatedOfficer',
    owner: [...FOUR, 'ceo'],
    clock: { within: { workingDays: 1 }, from: 'awareness' },
    late: [{ tell: [...FOUR, 'trustSafeguardingLead', 'ceo'] }],
    ...over,
  });

const about = (steps: readonly object[], over: object = {}) => aChain(steps, { about: 'adult', ...over });

function refuted(chain: ReturnType<typeof aChain>): CounterExample {
  const proof = prove(chain);
  if (proof.ok) throw new Error('It was proved.');
  return proof.counterExample;
}

describe('what is proved', () => {
  it('comes with bounds, and with what was not looked at', () => {
    const proof = prove(about([officer()]));
    expect(proof).toMatchObject({ ok: true, bounds: { officerDutyOwned: { hours: 0 } } });
    expect(proof.notExplored.length).toBeGreaterThan(0);
  });

  it('says how long it takes at worst until a leader hears, in real and in working hours', () => {
    const chain = aChain([
      aStep('decide', {
        clock: { within: { hours: 4 }, from: 'awareness' },
        late: [{ tell: ['headteacher', 'trustSafeguardingLead', 'ceo'] }],
      }),
    ]);
    const { bounds } = prove(chain) as { bounds: { leaderTold: object } };
    expect(bounds.leaderTold).toMatchObject({ hours: 4 });
  });

  it('says nothing of a duty that nobody must do', () => {
    const advice = officer({ optional: true, clock: undefined, late: [] });
    const other = officer({ id: 'other', path: undefined });
    expect(prove(about([advice, other]))).toMatchObject({ ok: true, bounds: { officerDutyOwned: null } });
  });

  it('counts nobody as told who has the duty themselves', () => {
    const { bounds } = prove(about([officer({ clock: { within: { hours: 3 }, from: 'awareness' } })])) as {
      bounds: { leaderTold: object };
    };
    expect(bounds.leaderTold).toMatchObject({ hours: 3 });
  });
});

describe('what is refuted', () => {
  it('names the empty chair and the duty that nobody owns', () => {
    const found = refuted(about([officer({ owner: ['trustChair', 'viceChair'] })]));
    expect(found).toMatchObject({ claim: 'owner', step: 'contact' });
    expect(found.story.at(-1)).toBe('Nobody owns "Contact the Designated Officer".');
    expect([...found.cast.subject, ...found.cast.vacant].sort()).toEqual(['trustChair', 'viceChair']);
  });

  it('is a ladder that counts on whoever reported, who may have left', () => {
    const step = aStep('say-why', {
      owner: ['reporter', 'dsl'],
      clock: { within: { hours: 4 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead', 'ceo'] }],
    });
    const found = refuted(aChain([step]));
    expect(found).toMatchObject({ claim: 'owner', step: 'say-why', cast: { subject: [], vacant: ['dsl'] } });
    expect(found.story.at(-1)).toBe('Miss A leaves. Nobody owns "Step say-why".');
    expect(prove(aChain([{ ...step, owner: ['reporter', 'dsl', 'deputyDsl'] }]))).toMatchObject({ ok: true });
  });

  it('is a ladder on which only those stand who answer to the subject', () => {
    const chain = about([officer({ owner: ['headteacher', 'deputyHead', 'dsl', 'deputyDsl'] })]);
    expect(refuted(chain)).toMatchObject({ claim: 'owner', step: 'contact' });
    expect(refuted(chain).story.at(-1)).toMatch(/^Only people who answer to the subject/);
  });

  it.each([
    ['a gate', { gates: [{ step: 'contact' }] }],
    ['a gate on its kind of act', { gates: [{ act: 'makeSafe' }] }],
  ])('is %s before a protected path', (_, over) => {
    const other = officer({ path: undefined, ...over, id: 'other' });
    expect(refuted(about([officer({ does: ['makeSafe'] }), other])).claim).toBe('protectedPath');
  });

  it('is an approval of what is protected', () => {
    expect(refuted(about([officer({ approval: { by: ['ceo'] } })])).claim).toBe('protectedPath');
  });

  it('is a call that another act makes needless, or that is kept from whoever did another', () => {
    const then = officer({ id: 'then', title: 'Then', path: undefined });
    const ended = refuted(about([officer({ until: { done: 'then' } }), then]));
    expect(ended).toMatchObject({ claim: 'protectedPath', step: 'contact' });
    expect(ended.story.at(-1)).toBe(
      '"Contact the Designated Officer" is no longer needed because of “Then”; only a call ends it, never what one person records.',
    );
    expect(refuted(about([officer({ otherThanDoerOf: ['then'] }), then])).claim).toBe('protectedPath');
  });

  it('is a call to the Designated Officer that waits for another act', () => {
    const first = officer({ path: undefined, id: 'first' });
    expect(refuted(about([first, officer({ after: { done: 'first' } })])).claim).toBe('opensAtOnce');
  });

  it('is a child in danger for whom nothing comes up', () => {
    const facts = { now: { kind: 'yesNo', question: 'Is a child in danger now?', danger: ['yes'] } };
    const late = [{ tell: ['headteacher', 'trustSafeguardingLead', 'ceo'] }];
    const clock = { within: { hours: 1 }, from: 'awareness' };
    const safe = (is: string) => aStep('safe', { path: 'danger', when: { fact: 'now', is }, clock, late });
    const rest = aStep('decide', { clock, late });
    expect(prove(aChain([safe('yes'), rest], { facts })).ok).toBe(true);
    expect(refuted(aChain([safe('no'), rest], { facts }))).toMatchObject({
      claim: 'opensAtOnce',
      facts: { now: 'yes' },
    });
    const asked = aStep('safe', { path: 'danger', when: { fact: 'now', is: 'yes' }, optional: true });
    expect(refuted(aChain([asked, rest], { facts })).claim).toBe('opensAtOnce');
  });

  it('is a deadline of which only whoever missed it would hear, and one that is not there', () => {
    expect(refuted(about([officer({ late: [] })])).claim).toBe('escalation');
    expect(refuted(about([officer({ late: [{ tell: ['headteacher'] }] })])).claim).toBe('escalation');
    expect(refuted(about([officer({ clock: undefined, late: [] })])).claim).toBe('escalation');
  });

  it.each([
    ['starts only with an event', { within: { workingDays: 1 }, from: { event: 'left' } }],
    ['starts only once another step is done', { within: { workingDays: 1 }, from: { done: 'then' } }],
    ['leads up to a date that nobody has set', { before: { workingDays: 1 }, event: 'left' }],
    ["is another party's", { whose: 'police', within: { workingDays: 1 }, from: 'awareness' }],
  ])('is a call whose time %s', (_how, clock) => {
    const events = { left: { title: 'They left', dated: true } };
    const then = officer({ id: 'then', path: undefined });
    const found = refuted(about([officer({ clock }), then], { events }));
    expect(found).toMatchObject({ claim: 'escalation', step: 'contact' });
    expect(found.story.at(-1)).toBe(
      'Nobody acts, and the time for "Contact the Designated Officer" never runs out.',
    );
  });

  it('is a call of which nobody else hears for more than twelve hours', () => {
    const late = (after: object) =>
      about([officer({ late: [{ after, tell: [...FOUR, 'trustSafeguardingLead', 'ceo'] }] })]);
    expect(refuted(late({ hours: 13 }))).toMatchObject({ claim: 'escalation', step: 'contact' });
    expect(prove(late({ hours: 12 })).ok).toBe(true);
  });

  it('is a deadline of which nobody else hears for more than thirty days', () => {
    const then = (after: object): object =>
      officer({
        id: 'then',
        title: 'Then',
        path: undefined,
        late: [
          { after, tell: FOUR },
          { after, handUp: true },
        ],
      });
    for (const after of [
      { months: 60 },
      { months: 2 },
      { calendarDays: 31 },
      { workingDays: 22 },
      { hours: 721 },
    ]) {
      const found = refuted(about([officer(), then(after)]));
      expect(found).toMatchObject({ claim: 'escalation', step: 'then' });
      expect(found.story.at(-1)).toBe('Nobody else hears when "Then" is late, for 30 days.');
    }
    for (const after of [{ months: 1 }, { schoolDays: 21 }, { minutes: 43_200 }]) {
      expect(prove(about([officer(), then(after)])).ok).toBe(true);
    }
  });

  it('is an approval that nobody but the one who asks could give', () => {
    const asked = officer({ id: 'asked', path: undefined, approval: { by: ['headteacher'] } });
    expect(refuted(about([officer(), asked])).claim).toBe('agreement');
  });

  it('is told in words, and only of the duty that it is about', () => {
    const late = [{ tell: FOUR }];
    const other = aStep('other', { clock: { within: { hours: 1 }, from: 'awareness' }, late });
    const alone = aStep('alone', { owner: ['dsl', 'headteacher', 'ceo'], late: [{ tell: ['dsl'] }] });
    const { story } = refuted(
      aChain([other, { ...alone, clock: { within: { hours: 1 }, from: 'awareness' } }]),
    );
    expect(story.join('\n')).not.toMatch(/newDuty|breach|handedUp|Step other|\bdsl\b/);
    expect(story).toContain('Fri 13 16:40 Told of "Step alone": designated safeguarding lead.');
  });

  it('can be played again by the reducer', () => {
    const chain = about([officer({ owner: ['trustChair', 'viceChair'] })]);
    const { events, people, cast } = refuted(chain);
    let state: CaseState | null = null;
    for (const { event, at } of events) {
      const result = advance(
        { chain, calendar: PROOF_CALENDAR, people, subject: cast.subject },
        state,
        event,
        at,
      );
      if (!result.ok) throw new Error(result.refusal.sentence);
      ({ state } = result);
    }
    expect(state?.duties['contact']?.owner).toBeNull();
  });
});

it('finds in silence what the whole chain would find', () => {
  const chain = about([officer(), officer({ id: 'then', path: undefined, after: { done: 'contact' } })]);
  for (const { at } of STARTS) {
    const cast = { subject: ['headteacher' as const], vacant: [] };
    const whole = silence(chain, cast, {}, at, PROOF_CALENDAR);
    expect(silence(untouched(chain), cast, {}, at, PROOF_CALENDAR).toldAt).toBe(whole.toldAt);
  }
});
