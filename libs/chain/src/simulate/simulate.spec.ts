import { describe, expect, it } from 'vitest';
import { scenarioJson, simulated, told } from '../../test/scenarios.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import { advance } from '../reducer/advance.ts';
import { parseScenario } from './parse-scenario.ts';
import { play } from './play.ts';
import { simulate } from './simulate.ts';
import { simulationLines } from './simulation-lines.ts';
import { ENGLAND } from '../clock/england/england.ts';

const CHAIN = aChain([
  aStep('decide', {
    clock: { within: { hours: 4 }, from: 'awareness' },
    late: [{ tell: ['headteacher', 'trustSafeguardingLead'] }],
    outcomes: { refer: { label: 'Refer' }, leave: { label: 'Leave it' } },
  }),
  aStep('write', {
    after: { outcome: 'decide', is: 'refer' },
    clock: { within: { hours: 24 }, from: { done: 'decide' } },
    late: [{ tell: ['headteacher'] }, { after: { hours: 24 }, tell: ['ceo'] }],
  }),
  aStep('close', {
    after: { any: [{ done: 'write' }, { outcome: 'decide', is: 'leave' }] },
    owner: ['headteacher', 'trustSafeguardingLead'],
    closes: true,
  }),
]);

const EVERYBODY_IN_AN_HOUR = { acts: [{ waits: { hours: 1 } }] };

describe('simulate', () => {
  it('tells who has what and why, what they do, and that the case closes', () => {
    const simulation = simulated(CHAIN, scenarioJson(EVERYBODY_IN_AN_HOUR));
    expect(told(simulation)).toEqual([
      'Tue 10 Nov 10:00 Mia reports it',
      'Tue 10 Nov 10:00 “Step decide” comes up, due before 14:00 on Tue 10 Nov 2026 > Dana, designated safeguarding lead',
      'Tue 10 Nov 11:00 Dana does “Step decide”: “Refer”, in time',
      'Tue 10 Nov 11:00 “Step write” comes up, due before 11:00 on Wed 11 Nov 2026 > Dana, designated safeguarding lead',
      'Tue 10 Nov 12:00 Dana does “Step write”, in time',
      'Tue 10 Nov 12:00 “Step close” comes up > Hana, headteacher',
      'Tue 10 Nov 13:00 Hana does “Step close”',
      'Tue 10 Nov 13:00 The case is closed',
    ]);
    expect(simulation.timeline[3]?.why).toBe('“Step decide” ends with “Refer”; first on its ladder');
    expect(simulation.ending).toMatchObject({
      how: 'closed',
      sentence: 'It ends because the case closed, Tue 10 Nov 2026, 13:00, after 4 events.',
    });
  });

  it('says in one sentence what is late, by how much, and when somebody hears of it at work', () => {
    const json = scenarioJson({
      opens: { at: '2026-11-13 16:40', by: 'Mia' },
      acts: [
        { step: 'decide', waits: { minutes: 10 } },
        { step: 'write', waits: { hours: 9 } },
        { waits: { hours: 1 } },
      ],
    });
    expect(simulated(CHAIN, json).headline).toBe(
      '“Step decide” is done at Fri 13 Nov, 16:50; “Step write” is 2 days and 16 hours late and Hana, headteacher hears of it at Mon 16 Nov, 08:30; the case closes at Tue 17 Nov, 09:50.',
    );
  });

  it('plays nothing but what the reducer takes: its events alone lead to the same state', () => {
    const parsed = parseScenario(
      scenarioJson(
        { acts: [{ waits: { workingDays: 2 } }] },
        { Dana: { away: [{ from: '2026-11-10 12:00' }] } },
      ),
    );
    if (!parsed.ok) throw new Error('The scenario is sound.');
    const played = play(CHAIN, parsed.scenario, ENGLAND);
    let state: Parameters<typeof advance>[1] = null;
    for (const it of played.happened) {
      const result = advance(it.world, state, it.event, it.at);
      if (result.ok) state = result.state;
    }
    expect(state).toEqual(played.state);
    expect(state?.duties['decide']?.breachedAt).not.toBeNull();
  });

  it('is the same however often it runs, and changes nothing it is given', () => {
    const json = scenarioJson(EVERYBODY_IN_AN_HOUR);
    const before = JSON.stringify([CHAIN, json]);
    expect(simulated(CHAIN, json)).toEqual(simulated(CHAIN, json));
    expect(JSON.stringify([CHAIN, json])).toBe(before);
  });

  it('ends by closure, at its own end, or after so many events, and says which', () => {
    const nobody = simulated(CHAIN, scenarioJson());
    expect(nobody.ending.sentence).toBe(
      'It ends because its time is over, Tue 24 Nov 2026, 17:00, after 2 events; the case is open.',
    );
    expect(nobody.headline).toContain('the case is still open, with 1 thing to do, at Tue 24 Nov, 17:00.');
    const again = aChain([
      aStep('look', {
        clock: { within: { hours: 1 }, from: 'opening' },
        late: [{ tell: ['ceo'], every: { hours: 1 } }],
      }),
    ]);
    const endless = simulated(again, scenarioJson({ mostEvents: 20 }));
    expect([endless.ending.how, endless.events]).toEqual(['events', 20]);
    expect(endless.headline).toContain('after 20 events, where this stops');
  });

  it('prints as text that is read from top to bottom', () => {
    expect(simulationLines(simulated(CHAIN, scenarioJson(EVERYBODY_IN_AN_HOUR))).slice(0, 9)).toEqual([
      'A Tuesday',
      'A chain, version 1',
      '',
      '“Step decide” is done at Tue 10 Nov, 11:00; nothing is late; the case closes at Tue 10 Nov, 13:00.',
      '',
      'Tue 10 Nov 2026',
      '  10:00  Mia reports it',
      '  10:00  “Step decide” comes up, due before 14:00 on Tue 10 Nov 2026',
      '         to Dana, designated safeguarding lead',
    ]);
  });
});

describe('a scenario', () => {
  const mistakes = (json: unknown): string[] => {
    const parsed = parseScenario(json);
    const found = parsed.ok ? simulate(CHAIN, parsed.scenario) : parsed;
    return found.ok ? [] : found.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`);
  };

  it.each([
    [null, ': This must be a group of named values.'],
    ['x', ': This must be a group of named values.'],
    [
      scenarioJson({ until: '2026-11-31 17:00' }),
      'until: Write a time as 2026-10-23 16:40, with GMT or BST behind it where the clocks go back.',
    ],
    [
      scenarioJson({ opens: { at: '2026-03-29 01:30', by: 'Mia' } }),
      'opens.at: No clock shows this time, for the clocks go forward.',
    ],
    [
      scenarioJson({ opens: { at: '2026-10-25 01:30', by: 'Mia' } }),
      'opens.at: Write this time with GMT or BST behind it, for the clocks go back.',
    ],
    [
      scenarioJson({ opens: { at: '2026-06-01 01:30 GMT', by: 'Mia' } }),
      'opens.at: The clock on the wall shows BST then: write the time that it shows.',
    ],
    [
      scenarioJson({ until: '2026-11-24 17:00 BST' }),
      'until: The clock on the wall shows GMT then: write the time that it shows.',
    ],
    [
      scenarioJson({}, { Dev: { away: [{ from: '2026-11-11 09:00' }, { from: '2027-03-28 01:00' }] } }),
      'people.2.away.1.from: No clock shows this time, for the clocks go forward.',
    ],
    [scenarioJson({ until: '2026-11-10 09:00' }), 'until: A scenario ends after it opens.'],
    [scenarioJson({ until: '2036-11-10 09:00' }), 'until: A scenario ends within three years.'],
    [scenarioJson({ people: [] }), 'people: There must be at least 1 here.'],
    [scenarioJson({ mostEvents: 1e9 }), 'mostEvents: This may be at most 2000.'],
    [scenarioJson({ acts: [{ who: 'Nobody' }] }), 'acts.0: Nobody here is called "Nobody".'],
    [scenarioJson({ acts: [{ step: 'fly' }] }), 'acts.0.step: There is no step "fly".'],
    [
      scenarioJson({ acts: [{ step: 'decide', outcome: 'fly' }] }),
      'acts.0.outcome: A step here has no outcome "fly".',
    ],
    [
      scenarioJson({ opens: { at: '2026-11-10 10:00', by: 'Mia', facts: { x: 'y' } } }),
      'opens.facts.x: There is no question "x".',
    ],
    [scenarioJson({ wings: 2 }), ': The language has no "wings" here.'],
    [JSON.parse(`{"scenario":1,"__proto__":{"x":1}}`), ': "__proto__" may not be used as a name.'],
    [scenarioJson({}, { Dev: { name: 'Dana' } }), 'people: Two people are called "Dana".'],
  ])('that is wrong is refused with a sentence (case %#)', (json, sentence) => {
    expect(mistakes(json)).toContain(sentence);
  });

  it('is told with what was answered, as it opens and later', () => {
    const yesNo = { kind: 'yesNo', question: 'Is it worse now?' };
    const facts = { known: { ...yesNo, question: 'Is it known?' }, worse: { ...yesNo, askedIn: 'look' } };
    const evidence = [{ id: 'worse', kind: 'fact', fact: 'worse', label: 'Worse?' }];
    const json = scenarioJson({
      opens: { at: '2026-11-10 10:00', by: 'Mia', facts: { known: 'no' } },
      acts: [{ step: 'look', answers: { worse: 'yes' } }],
    });
    const said = simulated(aChain([aStep('look', { evidence })], { facts }), json).timeline;
    expect(said.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Mia reports it; “Is it known?” “No”',
        'Dana does “Step look”; “Is it worse now?” “Yes”',
      ]),
    );
  });

  it('in which nobody says whether there is danger is refused with the question', () => {
    const facts = { now: { kind: 'yesNo', question: 'Is it now?', danger: ['yes'] } };
    const parsed = parseScenario(scenarioJson());
    const result = parsed.ok ? simulate(aChain([aStep('look')], { facts }), parsed.scenario) : parsed;
    expect(result).toMatchObject({
      ok: false,
      mistakes: [{ path: 'opens.facts.now', sentence: 'Still to answer: Is it now?' }],
    });
  });

  it('tells the hour that comes twice apart', () => {
    const at = (written: string): string | undefined =>
      simulated(CHAIN, scenarioJson({ opens: { at: written, by: 'Mia' }, until: '2026-11-24 17:00' }))
        .timeline[1]?.what;
    expect(at('2026-10-25 01:30 BST')).toContain('due before 04:30 on Sun 25 Oct');
    expect(at('2026-10-25 01:30 GMT')).toContain('due before 05:30 on Sun 25 Oct');
  });
});
