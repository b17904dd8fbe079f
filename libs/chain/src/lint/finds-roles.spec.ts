import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import { findings, sound, soundChain, withSteps } from '../../test/to-lint.ts';

const NO_CASES = ['staff', 'safeguardingGovernor', 'governor', 'trustAdministrator', 'auditor'];
const OUTSIDE = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
/** Who stands on the ladders of the sound chain. */
const OWNING = ['headteacher', 'trustSafeguardingLead', 'trustChair'];
const HOUR = { hours: 1 };

/** A sound chain in which a role stands at one place, before those who may. */
const PLACES: readonly (readonly [where: string, path: string, chain: (roles: string[]) => unknown])[] = [
  ['on a ladder', 'steps.1.owner.0', (owner) => withSteps([{ id: 'ring', owner }])],
  ['among those who agree', 'steps.1.approval.by.0', (by) => withSteps([{ id: 'ring', approval: { by } }])],
  [
    'to hear what is late',
    'steps.1.late.0.tell.0',
    (tell) => withSteps([{ id: 'ring', late: [{ tell, every: { workingDays: 1 } }] }]),
  ],
  [
    'to hear what is in nobody’s hand',
    'steps.1.unacknowledged.0.tell.0',
    (tell) => withSteps([{ id: 'ring', unacknowledged: [{ after: HOUR, tell }] }]),
  ],
  ['to stop a clock', 'steps.1.clock.mayPause.by.0', (by) => paused({ by, agreedBy: OUTSIDE })],
  [
    'to agree that a clock stops',
    'steps.1.clock.mayPause.agreedBy.0',
    (agreedBy) => paused({ by: OUTSIDE, agreedBy }),
  ],
  [
    'to agree to a waiver',
    'waiver.agreedBy.0',
    (agreedBy) => withSteps([], { waiver: { reasons: { gone: 'Gone' }, agreedBy } }),
  ],
  ['to agree to a mistake', 'mistake.agreedBy.0', (agreedBy) => withSteps([], { mistake: { agreedBy } })],
  [
    'to hear of a hand-over',
    'handOver.tell.0',
    (tell) => withSteps([], { handOver: { answerWithin: HOUR, tell } }),
  ],
  ['to ask for the end of a hold', 'holds.hush.release.by.0', (by) => held({ by, grantedBy: OWNING })],
  [
    'to grant the end of a hold',
    'holds.hush.release.grantedBy.0',
    (grantedBy) => held({ by: OWNING, grantedBy }),
  ],
];

const noPart = (chain: unknown): string[] =>
  findings(chain).filter((finding) => finding.startsWith('noPartInCases'));

function paused(who: object): unknown {
  const mayPause = { reasons: { unclear: 'We asked' }, atMost: HOUR, ...who };
  return withSteps([{ id: 'ring', clock: { within: HOUR, from: 'opening', mayPause } }]);
}

function held(release: object): unknown {
  const hush = {
    title: 'Hush',
    sentence: 'Not yet.',
    until: { done: 'decide' },
    forbids: ['share'],
    release,
  };
  return withSteps([sound('share', { does: ['share'] })], { holds: { hush } });
}

describe('who sees no case', () => {
  it.each(PLACES)('does not stand %s', (_where, path, chain) => {
    for (const role of NO_CASES) {
      expect([role, noPart(chain([role, ...OUTSIDE]))]).toEqual([role, [`noPartInCases ${path}`]]);
    }
    expect(findings(chain(OWNING))).toEqual([]);
  });

  it.each(PLACES.slice(1))('is also not whoever reported: %s', (_where, path, chain) => {
    expect(noPart(chain(['reporter', ...OUTSIDE]))).toEqual([`noPartInCases ${path}`]);
  });

  it('may owe in person what they reported', () => {
    expect(findings(withSteps([{ id: 'ring', owner: ['reporter', ...OUTSIDE], personal: true }]))).toEqual(
      [],
    );
  });

  it('is refused in a sentence that says whom to name instead', () => {
    const json = withSteps([
      { id: 'ring', late: [{ tell: ['governor', ...OUTSIDE], every: { workingDays: 1 } }] },
    ]);
    expect(lint({ json }).map(({ sentence }) => sentence)).toEqual([
      'Who hears that "Step ring" is late: "governor" may not, for governors see figures and no case, and may have to judge an appeal. Leave it out, or name a post that deals with cases.',
    ]);
  });
});

describe('who owns no step', () => {
  it.each(PLACES.slice(-2))('does not stand %s', (_where, path, chain) => {
    expect(findings(chain([...OWNING, 'hrAdviser', 'dsl']))).toEqual([
      `ownsNothing ${path.replace(/0$/, '3')}`,
      `ownsNothing ${path.replace(/0$/, '4')}`,
    ]);
  });

  it('does not agree that a report was a mistake', () => {
    const json = withSteps([], { mistake: { agreedBy: ['hrAdviser'] } });
    expect(lint({ json }).map(({ code, path, sentence }) => [code, path, sentence])).toEqual([
      [
        'ownsNothing',
        'mistake.agreedBy.0',
        'Who agrees that a report was a mistake: the HR adviser stands on no ladder, and so may not act on the case. Name somebody who does.',
      ],
    ]);
    expect(findings(withSteps([], { mistake: { agreedBy: OWNING } }))).toEqual([]);
  });
});

describe('a call', () => {
  const goes = (when: object, over: object = {}): string[] =>
    findings(withSteps([{ id: 'ring', path: 'danger', when, ...over }])).filter((each) =>
      each.startsWith('goesWithPerson'),
    );
  const THERE = { role: 'trustChair', is: 'available' };
  const MISSING = { role: 'trustChair', is: 'unavailable' };

  it('does not go away where somebody is missing', () => {
    const calm = { not: { step: 'decide', is: 'open' } };
    for (const when of [THERE, { not: MISSING }, { any: [calm, THERE] }, { all: [calm, THERE] }]) {
      expect(goes(when)).toEqual(['goesWithPerson steps.1.when']);
    }
  });

  it('may come up because somebody is missing, and what is no call may go', () => {
    expect(goes(MISSING)).toEqual([]);
    expect(goes(THERE, { path: undefined })).toEqual([]);
  });
});

describe('a case of a child that a case about an adult opens', () => {
  const child = (owner: readonly string[]) => ({
    ...soundChain({ id: 'of-the-child', about: 'child' }),
    steps: [sound('decide', { owner, path: undefined })],
  });
  const withChild = (owner: readonly string[]) => {
    const adult = withSteps([{ id: 'ring', opens: { chain: 'of-the-child' } }]);
    const layer = { language: 2, layer: 'guidance', id: 'both', version: 1, title: 'Both' };
    return lint({ layers: [{ layer: { ...layer, chains: [adult, child(owner)] } }] }).map(({ code }) => code);
  };

  it.each([
    ['the chief executive', ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead']],
    ['the head', ['dsl', 'deputyDsl', 'headteacher']],
  ])('is somebody’s, though the subject be %s', (_post, owner) => {
    expect(withChild(owner)).toContain('ladderInLine');
    expect(withChild([...owner, 'trustSafeguardingLead', 'trustChair'])).not.toContain('ladderInLine');
  });
});
