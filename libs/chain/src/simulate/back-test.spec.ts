import { describe, expect, it } from 'vitest';
import { backTest, backTestLines } from './back-test.ts';
import type { BackTest, PastCase } from './back-test.ts';
import { aChain, aStep, DANA, DEV, EVERYBODY, HANA } from '../../test/small-world.ts';
import { ENGLAND } from '../clock/england/england.ts';
import { HOUR } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';
import type { Past } from './replay.ts';

const MONDAY = Date.parse('2026-11-16T10:00:00Z');

const decide = (over: object = {}): object =>
  aStep('decide', { outcomes: { refer: { label: 'Refer' } }, ...over });
const write = (over: object = {}): object =>
  aStep('write', {
    after: { outcome: 'decide', is: 'refer' },
    clock: { within: { hours: 48 }, from: { done: 'decide' } },
    late: [{ tell: ['headteacher'] }],
    ...over,
  });
const close = (over: object = {}): object =>
  aStep('close', {
    after: { done: 'write' },
    owner: ['headteacher', 'trustSafeguardingLead'],
    closes: true,
    ...over,
  });

const WAS = aChain([decide(), write(), close()]);

const act = (hours: number, step: string, by: string, over: object = {}): Past => ({
  at: MONDAY + hours * HOUR,
  event: { type: 'done', by, step, version: 1, supplied: [], ...over },
});

/** Decided in an hour, written thirty hours after that, closed the next day. */
const EVENTS: readonly Past[] = [
  { at: MONDAY, event: { type: 'opened', by: 'reporter', awareAt: MONDAY, facts: {}, drill: false } },
  act(1, 'decide', DANA, { outcome: 'refer' }),
  act(31, 'write', DANA),
  act(50, 'close', HANA),
];

const tried = (draft: Chain, past: PastCase = { chain: WAS, events: EVENTS }): BackTest =>
  backTest(past, draft, ENGLAND, EVERYBODY);
const found = (draft: Chain, past?: PastCase): string[] =>
  tried(draft, past).differences.map(
    ({ kind, local, sentence, why }) => `${kind} ${local}: ${sentence} (${why})`,
  );

describe('a back-test', () => {
  it('against the chain a case ran under finds nothing', () => {
    expect(tried(WAS)).toEqual({
      headline: 'Under the draft nothing would have been otherwise.',
      differences: [],
      stopped: null,
    });
  });

  it('says what would have been late where 48 hours become 24, by how much, why, and who would have heard', () => {
    const draft = aChain([
      decide(),
      write({ clock: { within: { hours: 24 }, from: { done: 'decide' } } }),
      close(),
    ]);
    expect(found(draft)).toEqual([
      'late Tue 17 Nov 2026, 11:00: “Step write” would have been late: it was done Tue 17 Nov 2026, 17:00, 6 hours after it would have been due. (24 hours from Mon 16 Nov 2026, 11:00: before 11:00 on Tue 17 Nov 2026)',
      'told Tue 17 Nov 2026, 11:00: hana-head, headteacher would have been told of the lateness of “Step write”. (it was due before 11:00 on Tue 17 Nov 2026)',
    ]);
    expect(tried(draft).headline).toBe(
      'Under the draft 1 duty would have been late and 1 more message would have been sent.',
    );
  });

  it('says the reverse where the draft gives more time', () => {
    const tight = aChain([
      decide(),
      write({ clock: { within: { hours: 24 }, from: { done: 'decide' } } }),
      close(),
    ]);
    expect(found(WAS, { chain: tight, events: EVENTS }).map((line) => line.split(' ')[0])).toEqual([
      'notTold',
      'inTime',
    ]);
  });

  it('says what would have been due otherwise though it would have been in time', () => {
    const draft = aChain([
      decide(),
      write({ clock: { within: { hours: 40 }, from: { done: 'decide' } } }),
      close(),
    ]);
    expect(found(draft)).toEqual([
      'due Wed 18 Nov 2026, 03:00: “Step write” would have been due before 03:00 on Wed 18 Nov 2026, rather than before 11:00 on Wed 18 Nov 2026. (40 hours from Mon 16 Nov 2026, 11:00: before 03:00 on Wed 18 Nov 2026)',
    ]);
  });

  it('says who else a rung that is added would have told', () => {
    const late = [...EVENTS.slice(0, 2), act(80, 'write', DANA), act(90, 'close', HANA)];
    const draft = aChain([
      decide(),
      write({ late: [{ tell: ['headteacher'] }, { after: { hours: 12 }, tell: ['ceo'] }] }),
      close(),
    ]);
    expect(found(draft, { chain: WAS, events: late })).toEqual([
      'told Wed 18 Nov 2026, 23:00: ceri-ceo, chief executive would have been told of the lateness of “Step write”. (it was due before 11:00 on Wed 18 Nov 2026, 12 hours ago, and is not done)',
    ]);
  });

  it('says whose a duty would have been where its ladder has changed, and goes on', () => {
    const draft = aChain([decide(), write({ owner: ['deputyDsl', 'headteacher'] }), close()]);
    expect(found(draft)).toEqual([
      `owner Mon 16 Nov 2026, 11:00: “Step write” would have come to ${DEV}, deputy safeguarding lead, rather than ${DANA}, designated safeguarding lead. (its ladder is the deputy safeguarding lead and the headteacher)`,
      `owner Tue 17 Nov 2026, 17:00: ${DANA} did “Step write”; under the draft it is for ${DEV}, deputy safeguarding lead. (“Step write” belongs to someone in another role)`,
    ]);
  });

  it('says that a step is new and nobody did it, and that the case could not have closed', () => {
    const draft = aChain([
      decide(),
      write(),
      aStep('tell-family', { after: { done: 'decide' }, clock: { within: { hours: 4 }, from: 'after' } }),
      close(),
    ]);
    expect(found(draft)).toEqual([
      `comesUp Mon 16 Nov 2026, 11:00: “Step tell-family” would have come up, for ${DANA}, designated safeguarding lead, due before 15:00 on Mon 16 Nov 2026. Nobody was asked to, so it is still to be done and 1 day and 21 hours late. (the draft asks for it)`,
      'doesNotFit Wed 18 Nov 2026, 12:00: What hana-head did on “Step close” does not fit the draft here. (The case cannot close while this is still to be done: “Step tell-family”)',
      'ending Wed 18 Nov 2026, 12:00: The case would not have ended by then. (still to be done: “Step tell-family”, “Step close”)',
    ]);
  });

  it('says in words what no longer fits, and counts it where the draft first allows it', () => {
    const draft = aChain([
      decide({ clock: { within: { hours: 9 }, from: 'awareness' } }),
      aStep('check', { owner: ['headteacher'], gates: [{ step: 'write' }] }),
      write(),
      close(),
    ]);
    const events = [...EVENTS.slice(0, 3), act(40, 'check', HANA), act(50, 'close', HANA)];
    const was = aChain([decide(), aStep('check', { owner: ['headteacher'] }), write(), close()]);
    const lines = found(draft, { chain: was, events });
    expect(lines).toContain(
      'doesNotFit Tue 17 Nov 2026, 17:00: What dana-dsl did on “Step write” does not fit the draft here. (“Step check” must be done first)',
    );
    expect(lines).toContain(
      'doesNotFit Wed 18 Nov 2026, 02:00: “Step write” is counted as done here, where the draft first allows it. ()',
    );
  });

  it('takes evidence and agreements that the draft asks for as given, and says so', () => {
    const draft = aChain([
      decide(),
      write({
        evidence: [{ id: 'how', kind: 'note', label: 'How it was sent' }],
        approval: { by: ['headteacher'] },
      }),
      close(),
    ]);
    expect(found(draft)).toEqual([
      'asksMore Tue 17 Nov 2026, 17:00: “Step write” would have asked for more than was written down; taken as given. (Still to fill in: “How it was sent”)',
      'asksMore Tue 17 Nov 2026, 17:00: hana-head would have been asked to agree to “Step write”; taken as agreed at once. (somebody else must agree)',
      'told Tue 17 Nov 2026, 17:00: hana-head, headteacher would have been asked to agree about “Step write”. (somebody else must agree)',
      'told Tue 17 Nov 2026, 17:00: dana-dsl would have been told of the agreement to “Step write”. (it was agreed to)',
    ]);
  });

  it('says that a step is gone, and what was answered there', () => {
    const draft = aChain([decide(), close({ after: { done: 'decide' } })]);
    const lines = found(draft);
    expect(lines).toContain(
      'doesNotComeUp Mon 16 Nov 2026, 11:00: “Step write” would not have come up. (the draft has no such step)',
    );
    expect(lines).toContain(
      'doesNotFit Tue 17 Nov 2026, 17:00: What dana-dsl did on “write” does not fit the draft here. (This procedure has no such step)',
    );
  });

  it('gives what fell due before people or the calendar changed to whoever was there then', () => {
    const draft = aChain([
      decide(),
      write({ late: [{ tell: ['headteacher'] }, { after: { hours: 2 }, handUp: true }] }),
      close(),
    ]);
    const late = [...EVENTS.slice(0, 2), act(80, 'write', DANA), act(90, 'close', HANA)];
    const left: Past = {
      at: MONDAY + 60 * HOUR,
      event: { type: 'peopleChanged' },
      people: EVERYBODY.filter(({ person }) => person !== DEV),
    };
    const told = found(draft, { chain: WAS, events: [...late, left] }).filter((line) =>
      line.startsWith('told'),
    );
    expect(told).toEqual([
      `told Wed 18 Nov 2026, 13:00: ${DEV} would have been told who has now “Step write”. (it is not done, and it goes up to ${DEV})`,
      `told Wed 18 Nov 2026, 13:00: ${DANA} would have been told who has now “Step write”. (it is not done, and it goes up to ${DEV})`,
    ]);
  });

  describe('of a chain that opens a case', () => {
    const opening = (over: object = {}): Chain =>
      aChain([
        decide(),
        write({
          opens: { chain: 'another', at: 'done', facts: { danger: 'unsure' }, awaited: false, ...over },
        }),
        close(),
      ]);
    const past = { chain: opening(), events: EVENTS };

    it('says that the draft opens one where none was opened, and what waits for it', () => {
      expect(tried(opening()).headline).toBe('Under the draft 1 more case would have been opened.');
      expect(found(opening())).toEqual([
        'opensCase Tue 17 Nov 2026, 17:00: “Step write” would have opened a case of “another”. (the draft opens one here)',
      ]);
      expect(found(opening({ awaited: true })).at(-1)).toBe(
        'ending Wed 18 Nov 2026, 12:00: The case would not have ended by then. (still to be done: “Step close”; “Step write” waits for the case of “another”)',
      );
    });

    it('says that the draft opens none, and asks nothing of its end', () => {
      const ended: Past = { at: MONDAY + 40 * HOUR, event: { type: 'childEnded', duty: 'write' } };
      expect(tried(WAS, past).headline).toBe('Under the draft 1 case would not have been opened.');
      expect(found(WAS, { ...past, events: [...EVENTS, ended] })).toEqual([
        'opensNoCase Tue 17 Nov 2026, 17:00: “Step write” would have opened no case of “another”. (the draft opens none here)',
      ]);
    });

    it('says that the draft opens one of another chain, with other answers or at another time', () => {
      expect(tried(opening({ chain: 'third' }), past).headline).toBe(
        'Under the draft 1 case would have been opened otherwise.',
      );
      const others = [
        { chain: 'third' },
        { facts: { danger: 'yes', alone: { fact: 'danger' } } },
        { at: 'opening', facts: {} },
      ];
      expect(others.flatMap((over) => found(opening(over), past))).toEqual([
        'opensOtherwise Tue 17 Nov 2026, 17:00: “Step write” would have opened a case of “third” rather than of “another”. ()',
        'opensOtherwise Tue 17 Nov 2026, 17:00: “Step write” would have opened a case of “another” with “danger” answered “yes”, rather than answered “unsure”. ()',
        'opensOtherwise Mon 16 Nov 2026, 11:00: “Step write” would have opened a case of “another” with “danger” not answered, rather than answered “unsure”, Mon 16 Nov 2026, 11:00 rather than Tue 17 Nov 2026, 17:00. ()',
      ]);
    });
  });

  it('says which holds would have stood, and from when', () => {
    const hold = { title: 'Keep it', sentence: 'Keep it.', until: { done: 'write' }, forbids: ['share'] };
    const draft = aChain([decide(), write(), close()], { holds: { keep: hold } });
    expect(found(draft)).toEqual([
      'hold Mon 16 Nov 2026, 10:00: “Keep it” would have stood from Mon 16 Nov 2026, 10:00 until Tue 17 Nov 2026, 17:00, rather than not at all. ()',
    ]);
    expect(found(WAS, { chain: draft, events: EVENTS })).toEqual([
      'hold Mon 16 Nov 2026, 10:00: “Keep it” would have stood not at all, rather than from Mon 16 Nov 2026, 10:00 until Tue 17 Nov 2026, 17:00. ()',
    ]);
  });

  it('never throws, whatever the events', () => {
    const odd = [
      { at: 1, event: { type: 'timePassed' } },
      ...EVENTS,
      ...EVENTS,
      act(60, '__proto__', DANA),
      act(61, 'constructor', DANA),
    ] as const;
    expect(tried(WAS, { chain: WAS, events: odd }).differences).toEqual([]);
    expect(tried(aChain([aStep('other')]), { chain: WAS, events: odd }).differences.length).toBeGreaterThan(
      3,
    );
    expect(tried(WAS, { chain: WAS, events: [] }).differences).toEqual([]);
  });

  describe('of a chain that tells somebody each minute, over years', () => {
    const each = write({ late: [{ tell: ['headteacher'], every: { minutes: 1 } }] });
    const [reported, decided, written, closed] = EVENTS as [Past, Past, Past, Past];
    const years = [
      reported,
      decided,
      { ...written, at: MONDAY + 30_000 * HOUR },
      { ...closed, at: MONDAY + 30_001 * HOUR },
    ];

    it('stops after so many events, says when, and compares both at that instant', () => {
      const tested = tried(aChain([decide(), each, close()]), { chain: WAS, events: years });
      const sentence =
        'It stops Wed 25 Nov 2026, 09:37, after 10000 events, which is as many as it allows; nothing later was compared.';
      expect(tested).toMatchObject({
        headline:
          'Until Wed 25 Nov 2026, 09:37 and no further, under the draft 1 more message would have been sent.',
        stopped: { sentence },
      });
      expect(backTestLines(tested)).toContain(sentence);
    });

    it('stops the same whichever of the two it is, and as soon as whoever asks allows', () => {
      const past = { chain: aChain([decide(), each, close()]), events: years };
      const tested = backTest(past, WAS, ENGLAND, EVERYBODY, 100);
      expect(tested.stopped?.at).toBeLessThan(MONDAY + 52 * HOUR);
      expect(tested.differences.map(({ kind }) => kind)).toEqual(['notTold']);
    });
  });

  it('prints as text', () => {
    const draft = aChain([
      decide(),
      write({ clock: { within: { hours: 24 }, from: { done: 'decide' } } }),
      close(),
    ]);
    expect(backTestLines(tried(draft)).slice(0, 3)).toEqual([
      'Under the draft 1 duty would have been late and 1 more message would have been sent.',
      '',
      'Tue 17 Nov 2026, 11:00  “Step write” would have been late: it was done Tue 17 Nov 2026, 17:00, 6 hours after it would have been due.',
    ]);
  });
});
