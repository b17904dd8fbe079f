import { describe, expect, it } from 'vitest';
import { scenarioJson, simulated, told } from '../../test/scenarios.ts';
import type { Json } from '../../test/scenarios.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const ONE = aChain([
  aStep('look', {
    clock: { within: { hours: 4 }, from: 'awareness' },
    late: [{ tell: ['trustSafeguardingLead'] }],
  }),
]);

const linesOf = (chain: typeof ONE, over: Json, changes: Readonly<Record<string, Json>> = {}): string[] =>
  told(simulated(chain, scenarioJson(over, changes)));

describe('people in a scenario', () => {
  it('act in the time in which they work, and not while they are away', () => {
    const at = (over: Json, changes: Readonly<Record<string, Json>> = {}): string | undefined =>
      linesOf(ONE, { acts: [{ who: 'Dana', waits: { hours: 2 } }], ...over }, changes).find((line) =>
        line.includes('Dana does'),
      );
    expect(at({ opens: { at: '2026-11-13 16:00', by: 'Mia' } })).toContain('Mon 16 Nov 09:30');
    expect(at({ opens: { at: '2026-11-13 16:00', by: 'Mia' } }, { Dana: { hours: 'always' } })).toContain(
      'Fri 13 Nov 18:00',
    );
    expect(
      at(
        { opens: { at: '2026-11-13 16:00', by: 'Mia' } },
        { Dana: { hours: { from: '10:00', until: '12:00', on: 'everyDay' } } },
      ),
    ).toContain('Sun 15 Nov 10:00');
    expect(at({}, { Dana: { away: [{ from: '2026-11-10 11:00' }] } })).toBeUndefined();
  });

  it('who are away leave what they had to the next on the ladder, with the reason', () => {
    const simulation = simulated(
      ONE,
      scenarioJson({ acts: [{ who: 'Dev' }] }, { Dana: { away: [{ from: '2026-11-10 11:00' }] } }),
    );
    expect(told(simulation).slice(2)).toEqual([
      'Tue 10 Nov 11:00 Dana goes away',
      'Tue 10 Nov 11:00 “Step look” goes to somebody else > Dev, deputy safeguarding lead',
      'Tue 10 Nov 11:30 Dev does “Step look”, in time',
      'Tue 10 Nov 11:30 The case is closed',
    ]);
    expect(simulation.timeline[3]?.why).toBe('Dana is away');
  });

  it('who leave owe nothing any more and do nothing; what the law lays on them personally stays, and the leaders hear', () => {
    const late = [{ tell: ['trustSafeguardingLead'] }];
    const clock = { within: { workingDays: 2 }, from: 'awareness' };
    const owed = { owner: ['reporter', 'dsl'], clock, late };
    const chain = aChain([aStep('say-why', owed), aStep('ring', { ...owed, personal: true })]);
    const happens = [{ at: '2026-11-10 11:00', what: 'leavesPost', person: 'Mia', post: 'staff' }];
    const acts = [{ who: 'Mia', waits: { hours: 2 } }];
    const simulation = simulated(chain, scenarioJson({ happens, acts }));
    expect(told(simulation).filter((line) => line.startsWith('Tue 10 Nov 11:00'))).toEqual([
      'Tue 10 Nov 11:00 Mia is no longer a member of staff',
      'Tue 10 Nov 11:00 “Step say-why” goes to somebody else > Dana, designated safeguarding lead',
      'Tue 10 Nov 11:00 Told who is away and alone may do “Step ring” > Tom, trust safeguarding lead; Ceri, chief executive',
    ]);
    expect(simulation.timeline.map(({ why }) => why)).toEqual(
      expect.arrayContaining(['Mia has left', 'only Mia may do it, who is away or can do it no more']),
    );
    expect(told(simulation).filter((line) => line.includes('Mia does'))).toEqual([]);
  });

  it('who report about their head have what the law asks of them, as in a case that runs', () => {
    const owed = { owner: ['reporter', 'trustSafeguardingLead'], personal: true };
    const about = { Hana: { part: 'subject' } };
    const chain = aChain([aStep('ring', owed)], { about: 'adult' });
    expect(simulated(chain, scenarioJson({}, about)).timeline[1]?.whom).toEqual(['Mia, whoever reported it']);
  });

  it('close a case that their closing it brought something up in once that is done', () => {
    const chain = aChain([
      aStep('close', { closes: true, owner: ['dsl'] }),
      aStep('tell', { after: { done: 'close' } }),
    ]);
    const simulation = simulated(chain, scenarioJson({ acts: [{ who: 'Dana', waits: { minutes: 5 } }] }));
    const why = simulation.timeline.flatMap((line) => (line.what.includes('comes up') ? [line.why] : []));
    expect(why).toContainEqual(
      expect.stringMatching(/^closing the case brought up something to be done first;/),
    );
    expect(told(simulation).at(-1)).toMatch(/The case is closed$/);
  });

  it('who have a part in it are passed over, and an empty post is named', () => {
    const { timeline } = simulated(ONE, scenarioJson({}, { Dana: { part: 'partner' }, Dev: { posts: [] } }));
    expect(timeline[1]).toMatchObject({
      whom: ['Hana, headteacher'],
      why: 'it comes up with the case; Dana is close to whom it is about; nobody is the deputy safeguarding lead',
    });
  });

  it('leave a duty with nobody where nobody can act, and the leaders hear', () => {
    const part = { part: 'involved' };
    const { headline, timeline } = simulated(ONE, scenarioJson({}, { Dana: part, Dev: part, Hana: part }));
    expect(timeline[1]).toMatchObject({
      kind: 'unheard',
      whom: ['Tom, trust safeguarding lead', 'Ceri, chief executive'],
    });
    expect(headline).toMatch(
      /^Nobody can take “Step look”; “Step look” is 14 days and 3 hours late and still not done/,
    );
    const nobody = simulated(
      ONE,
      scenarioJson({}, { Dana: part, Dev: part, Hana: part, Tom: part, Ceri: part }),
    );
    expect(nobody.timeline[1]?.whom).toEqual([]);
    expect(nobody.timeline.at(-1)).toMatchObject({
      kind: 'unheard',
      what: 'Nobody can be told about “Step look”',
    });
  });

  it('hand over what they have, and keep it where it is declined', () => {
    const hand = {
      acts: [
        { who: 'Dana', waits: { minutes: 5 }, handsOver: { to: 'Dev', as: 'deputyDsl' } },
        { who: 'Dev', waits: { minutes: 20 } },
      ],
    };
    expect(linesOf(ONE, { ...hand, agrees: [{ says: 'yes', waits: { minutes: 10 } }] }).slice(2)).toEqual([
      'Tue 10 Nov 10:05 Dana asks to hand over “Step look” to Dev',
      'Tue 10 Nov 10:05 Asked to agree about “Step look” > Dev, deputy safeguarding lead',
      'Tue 10 Nov 10:15 Dev agrees to take over “Step look”',
      'Tue 10 Nov 10:15 Told of the agreement to “Step look” > Dana, designated safeguarding lead',
      'Tue 10 Nov 10:35 Dev does “Step look”, in time',
      'Tue 10 Nov 10:35 The case is closed',
    ]);
    const declined = linesOf(ONE, { ...hand, agrees: [{ says: 'no', waits: { minutes: 10 } }] });
    expect(declined).toContain('Tue 10 Nov 10:15 Dev does not agree to take over “Step look”');
    expect(declined).toContain('Tue 10 Nov 10:15 Dana does “Step look”, in time');
  });

  it('agree to what others ask, and never to their own', () => {
    const chain = aChain([aStep('share', { approval: { by: ['dsl', 'headteacher'] } })]);
    const lines = linesOf(chain, { acts: [{ waits: { minutes: 5 } }], agrees: [{ says: 'yes' }] });
    expect(lines.slice(2, 5)).toEqual([
      'Tue 10 Nov 10:05 Dana asks for agreement to “Step share”',
      'Tue 10 Nov 10:05 Asked to agree about “Step share” > Hana, headteacher',
      'Tue 10 Nov 10:35 Hana agrees to “Step share”',
    ]);
  });

  it('who did it in time and record it late are not counted as in time, nor as late', () => {
    const late = { acts: [{ waits: { workingDays: 1 }, happened: { hours: 1 } }] };
    const simulation = simulated(ONE, scenarioJson(late));
    expect(told(simulation).at(-2)).toBe(
      'Wed 11 Nov 08:30 Dana does “Step look”, which was in time (Tue 10 Nov 2026, 11:00), and records it 18 hours and 30 minutes late',
    );
    expect(simulation.headline).toContain('nothing is late, but “Step look” is recorded late');
  });

  it('who cannot do a thing yet say why, once, and do it when they can', () => {
    const chain = aChain([
      aStep('first', { owner: ['headteacher', 'trustSafeguardingLead'], gates: [{ step: 'second' }] }),
      aStep('second'),
    ]);
    const lines = linesOf(chain, {
      acts: [
        { step: 'first', waits: { hours: 2 } },
        { step: 'second', waits: { minutes: 5 } },
      ],
    });
    expect(lines.filter((line) => line.includes('cannot'))).toEqual([
      'Tue 10 Nov 10:05 Dana means to do “Step second”, and cannot',
    ]);
    expect(lines).toContain('Tue 10 Nov 12:00 Dana does “Step second”');
  });

  it('answer each round of what repeats in its turn, as they are reminded', () => {
    const chain = aChain([
      aStep('review', {
        clock: { within: { calendarDays: 7 }, from: 'opening' },
        remind: [{ before: { workingDays: 1 } }],
        outcomes: { again: { label: 'Again' }, end: { label: 'End' } },
        repeat: { every: { calendarDays: 7 }, until: { outcome: 'review', is: 'end' } },
      }),
    ]);
    const lines = linesOf(chain, {
      until: '2027-01-20 17:00',
      acts: [{ from: 'reminded', outcome: ['again', 'again', 'end'] }],
    });
    expect(lines.filter((line) => line.includes('Dana does'))).toHaveLength(3);
    expect(lines.at(-1)).toContain('The case is closed');
  });

  it('who turn out to be the subject lose what they had, and hear no more', () => {
    const adult = aChain([aStep('look', { owner: ['headteacher', 'trustSafeguardingLead'] })], {
      about: 'adult',
    });
    const happens = [{ at: '2026-11-11 09:00', what: 'becomesSubject', person: 'Hana' }];
    const { timeline } = simulated(adult, scenarioJson({ happens }));
    expect(timeline.slice(2).map(({ what, whom, why }) => [what, whom, why])).toEqual([
      ['It turns out that Hana is whom it is about', [], ''],
      ['“Step look” goes to somebody else', ['Tom, trust safeguarding lead'], 'Hana is whom it is about'],
    ]);
  });

  it('are told while away; while suspended somebody else is', () => {
    const told = (suspended: object): readonly string[] | undefined =>
      simulated(
        ONE,
        scenarioJson(
          {},
          { Tom: { away: [{ from: '2026-11-10 09:00', until: '2026-11-12 09:00', ...suspended }] } },
        ),
      ).timeline.find(({ what }) => what.includes('lateness'))?.whom;
    expect(told({})).toEqual(['Tom, trust safeguarding lead (at work again Thu 12 Nov 2026, 09:00)']);
    expect(told({ suspended: true })).toEqual(['Ceri, chief executive']);
  });

  it('ask again for what was refused them only when something else has changed', () => {
    const clock = { within: { hours: 1 }, from: 'awareness' } as const;
    const asking = (id: string) => aStep(id, { clock, approval: { by: ['headteacher'], count: 1 } });
    const chain = aChain([asking('share'), asking('send')], {
      events: { word: { title: 'There is word', dated: false } },
    });
    const happens = [{ at: '2026-11-11 09:00', what: 'records', by: 'Dana', event: 'word' }];
    const acts = [{ who: 'Dana', waits: { minutes: 5 } }];
    const says = (over: Json): number =>
      linesOf(chain, { acts, agrees: [{ who: 'Hana', says: 'no', waits: { minutes: 1 } }], ...over }).filter(
        (line) => line.includes('Hana') && /does not agree|declines|refuses|says no/.test(line),
      ).length;
    expect(says({})).toBe(2);
    expect(says({ happens })).toBe(4);
  });

  it('say no to what is asked of the whole case, and of a hold, and it goes on', () => {
    const chain = aChain([aStep('look'), aStep('tell', { does: ['informFamily'] })], {
      mistake: { agreedBy: ['headteacher'] },
      holds: {
        quiet: {
          title: 'Nobody tells',
          sentence: 'Not yet.',
          until: { done: 'look' },
          forbids: ['informFamily'],
          release: { by: ['dsl'], grantedBy: ['headteacher'] },
        },
      },
    });
    const at = (minute: number) => `2026-11-10 11:0${minute}`;
    const happens = [
      { at: at(1), what: 'saysMistake', by: 'Dana' },
      { at: at(2), what: 'declinesMistake', by: 'Hana' },
      { at: at(3), what: 'asksRelease', by: 'Dana', hold: 'quiet' },
      { at: at(4), what: 'declinesRelease', by: 'Hana', hold: 'quiet' },
    ];
    const lines = linesOf(chain, { happens }).join('\n');
    expect(lines).toContain('Hana says that it was no mistake');
    expect(lines).toContain('Hana does not agree to the end of “Nobody tells”');
    expect(lines).not.toContain('cannot');
    // Asked anew, each is taken: nothing waits any more.
    const again = happens.map((it) => ({ ...it, at: it.at.replace('11:', '12:') }));
    expect(linesOf(chain, { happens: [...happens, ...again] }).join('\n')).not.toContain('cannot');
  });

  it('are told that a duty ended as soon as it came up, and why', () => {
    const chain = aChain([aStep('ask', { until: { step: 'look', is: 'open' } }), aStep('look')]);
    const { timeline, headline } = simulated(chain, scenarioJson({}));
    expect(headline).toContain('“Step ask” is no longer needed as soon as the case opens');
    const lines = timeline.filter(({ step }) => step === 'ask');
    expect(lines.map(({ what, why }) => [what, why])).toEqual([
      [expect.stringMatching(/^“Step ask” comes up/), expect.any(String)],
      ['“Step ask” is no longer needed', '“Step look” is still to be done'],
    ]);
  });

  it('read the year in a headline where it is not the one in which the case was opened', () => {
    const until = (day: string): string => simulated(ONE, scenarioJson({ until: `${day} 17:00` })).headline;
    expect(until('2026-11-12')).toMatch(/at Thu 12 Nov, 17:00\.$/);
    expect(until('2028-11-10')).toMatch(/at Fri 10 Nov 2028, 17:00\.$/);
  });
});
