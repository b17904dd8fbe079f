import { describe, expect, it } from 'vitest';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const STAFF = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
const TIMED = { clock: { within: { hours: 4 }, from: 'opening' }, late: [{ tell: STAFF }], owner: STAFF };
const WAIVER = {
  waiver: { reasons: { gone: 'The child has gone' }, agreedBy: ['headteacher', 'ceo', 'trustChair'] },
};
const VISIT = { events: { visit: { title: 'The visit', dated: true }, over: { title: 'It is over' } } };
const visitOn = { id: 'visitOn', kind: 'date', event: 'visit', label: 'The day of the visit' };

const still = (until: object): object => ({
  ...{ title: 'Still', sentence: 'Wait.', from: { done: 'plan' }, until, forbids: ['share'] },
});

const step = (id: string, over: object = {}): object => aStep(id, { ...TIMED, ...over });
const ending = (over: object = {}): object => step('agree', { closes: true, ...over });
const fault = (steps: readonly object[], over: object = {}): string | null => {
  const proof = prove(aChain(steps, over));
  return proof.ok ? null : proof.counterExample.claim;
};

/** What plays by the reducer once did to chains that a proof had let pass. */
describe('is not proved', () => {
  const again = (after: object, over: object = {}) => step('answer', { after, eachTime: true, ...over });
  const ask = step('ask', { after: { any: [{ done: 'start' }, { ended: 'answer' }] }, eachTime: true });

  it.each([
    ['once they are done', [again({ done: 'ask' })], {}],
    ['by ending, so that no waiver ends it', [again({ ended: 'ask' })], WAIVER],
  ])('where two steps bring one another up for ever: %s', (_how, more, over) => {
    expect(fault([step('start'), ask, ...more, ending()], over)).toBe('closure');
    expect(fault([step('start'), ask, ...more], over)).toBe('closure');
  });

  it('but is where a waiver ends that, or an outcome', () => {
    expect(fault([step('start'), ask, again({ done: 'ask' }), ending()], WAIVER)).toBe(null);
    const outcomes = { good: { label: 'Good' }, bad: { label: 'Bad' } };
    const asked = step('ask', {
      ...{ after: { any: [{ done: 'start' }, { done: 'answer' }] }, eachTime: true, outcomes },
    });
    expect(fault([step('start'), asked, again({ outcome: 'ask', is: 'bad' }), ending()])).toBe(null);
  });

  it('where everything waits for a date that may be left empty', () => {
    const plan = (required: boolean) => step('plan', { evidence: [{ ...visitOn, required }] });
    const rest = [ending({ after: { reached: 'visit' } })];
    expect(fault([plan(false), ...rest], VISIT)).toBe('closure');
    expect(fault([plan(true), ...rest], VISIT)).toBe(null);
  });

  it('where everything waits for a hold that ends before it begins, by a date that has come when it is typed', () => {
    const plan = step('plan', { evidence: [visitOn] });
    const rest = [step('see', { when: { hold: 'still' } }), ending({ after: { ended: 'see' } })];
    expect(fault([plan, ...rest], { ...VISIT, holds: { still: still({ reached: 'visit' }) } })).toBe(
      'closure',
    );
    expect(fault([plan, ...rest], { ...VISIT, holds: { still: still({ ended: 'see' }) } })).toBe(null);
  });

  it('where whoever reported, and leaves what the law asks of them, is one of two who could agree to its waiver', () => {
    const rest = ['trustSafeguardingLead', 'ceo', 'safeguardingTrustee'];
    const report = step('report', { personal: true, owner: ['reporter', ...rest] });
    const waivedBy = (...agreedBy: readonly string[]) => ({ waiver: { ...WAIVER.waiver, agreedBy } });
    expect(fault([report], waivedBy('headteacher', 'trustChair'))).toBe('agreement');
    expect(fault([report], waivedBy('headteacher', 'trustChair', 'localChair'))).toBe(null);
  });

  const appoints = {
    evidence: [{ id: 'who', kind: 'appoint', role: 'caseManager', label: 'Who manages it' }],
  };
  const name = step('name', appoints);
  const agree = (...owner: readonly string[]) =>
    ending({ owner, after: { ended: 'look' }, otherThanDoerOf: ['look'] });

  it('where whoever reported, or was appointed, does what one of two who may close looks at', () => {
    const reported = step('look', { personal: true, owner: ['reporter', ...STAFF] });
    const appointed = step('look', {
      ...{ after: { ended: 'name' }, owner: ['caseManager', 'dsl', 'trustSafeguardingLead'] },
    });
    for (const steps of [[reported], [name, appointed]]) {
      const over = { waiver: { ...WAIVER.waiver, agreedBy: [...STAFF, 'dsl', 'deputyDsl'] } };
      expect(fault([...steps, agree('viceChair', 'localChair')], over)).toBe('closure');
      expect(fault([...steps, agree('viceChair', 'localChair', 'safeguardingTrustee')], over)).toBe(null);
    }
  });

  describe('where whoever was named stands down, so that somebody else is to be named,', () => {
    const story = (steps: readonly object[], over: object = {}): readonly string[] => {
      const proof = prove(aChain(steps, over));
      return proof.ok ? [] : proof.counterExample.story;
    };
    const again = 'The case manager stands down. "Step name" is now owed.';

    it('which a hold forbids that began as it was done first', () => {
      const police = (from: object): object => ({
        ...VISIT,
        holds: { police: { ...still({ event: 'over' }), from } },
      });
      const named = { ...name, does: ['share'] };
      const owner = ['caseManager', ...STAFF];
      const rest = [ending({ after: { ended: 'name' }, owner })];
      const found = story([named, ...rest], police({ done: 'name' }));
      expect(found).toEqual([
        'Fri 13 16:40 Miss A reports a worry about a child.',
        'Fri 13 16:41 The headteacher does "Step name".',
        `Fri 13 16:42 ${again}`,
        'Nothing that is owed leads to its close.',
        'The case stays open for ever.',
      ]);
      expect(story([name, ...rest], police({ done: 'name' }))).toEqual([]);
    });

    it('which a hold forbids, while another who was named stays', () => {
      const officer = { id: 'who', kind: 'appoint', role: 'investigatingOfficer', label: 'Who looks' };
      const steps = (until: object) => [
        step('look'),
        { ...name, after: { done: 'look' }, otherThanDoerOf: ['look'] },
        step('second', { after: { done: 'name' }, evidence: [officer], does: ['share'], ...until }),
        ending({ after: { ended: 'second' }, owner: ['caseManager', 'investigatingOfficer', ...STAFF] }),
      ];
      const over = {
        ...VISIT,
        holds: { police: { ...still({ event: 'over' }), from: { done: 'second' } } },
      };
      const found = story(steps({ until: { step: 'name', is: 'open' } }), over);
      expect(found).toContain(
        'Fri 13 16:44 The investigating officer stands down. "Step second" is now owed.',
      );
    });

    it('which nobody may who did what came of the first, beside one empty post', () => {
      const steps = (...more: readonly string[]) => [
        { ...name, owner: ['ceo', 'trustChair', ...more], otherThanDoerOf: ['look'] },
        step('look', { after: { ended: 'name' }, owner: ['ceo', 'trustChair', 'headteacher', 'dsl'] }),
        step('report', { after: { ended: 'look' }, personal: true, owner: ['caseManager', ...STAFF, 'dsl'] }),
        ending({ after: { ended: 'report' } }),
      ];
      const over = { waiver: { ...WAIVER.waiver, agreedBy: [...STAFF, 'dsl', 'deputyDsl'] } };
      expect(story(steps(), over).slice(-3)).toEqual([
        `Fri 13 16:43 ${again}`,
        'Whoever may do "Step name" has done what it looks at.',
        'The case stays open for ever.',
      ]);
      expect(story(steps('trustSafeguardingLead', 'viceChair'), over)).toEqual([]);
    });
  });

  describe('where only its owner hears, in a case about an institution,', () => {
    const ladder = ['trustChair', 'viceChair', 'safeguardingTrustee', 'ceo', 'hrAdviser'];
    const evidence = [
      { id: 'officer', kind: 'contact', with: 'designatedOfficer', as: 'referral', label: 'Whom' },
      { id: 'toldAt', kind: 'instant', label: 'When' },
    ];
    const ring = step('officer', {
      ...{ path: 'designatedOfficer', owner: ladder, late: [{ tell: ladder }], evidence },
      clock: { within: { hours: 4 }, from: 'awareness' },
    });
    const about = { about: 'institution' };
    const three = ['trustChair', 'safeguardingTrustee', 'viceChair'];

    it('who took it over from the subject and an empty post', () => {
      const act = (...tell: readonly string[]) =>
        step('act', { owner: ['ceo', 'trustChair', 'viceChair', 'hrAdviser'], late: [{ tell }] });
      expect(fault([ring, act(...three)], about)).toBe('escalation');
      expect(fault([ring, act(...three, 'trustSafeguardingLead')], about)).toBe(null);
    });

    it.each([
      ['reporter', 'reported', 'Fri 13 16:40 The chair of the trust board reports'],
      ['caseManager', 'is named for it', 'The chair of the trust board is to be case manager.'],
    ])('whose it is as %s: somebody with a post, who %s', (role, _how, said) => {
      const owner = [role, 'localChair', 'ceo', 'hrAdviser', 'dataProtectionOfficer'];
      const named = step('name', { owner: ladder, late: [{ tell: ladder }], ...appoints });
      const act = (...tell: readonly string[]) => step('act', { owner, late: [{ tell }] });
      expect(fault([ring, named, act(...three)], about)).toBe('escalation');
      const proof = prove(aChain([ring, named, act(...three)], about));
      const story = proof.ok ? [] : proof.counterExample.story;
      expect(story.join('\n')).toContain(said);
      expect(story.at(-1)).toBe('Nobody else hears when "Step act" is late.');
      expect(fault([ring, named, act(...three, 'trustSafeguardingLead')], about)).toBe(null);
    });
  });

  it('where one person with two posts does what the step looks at that only they could do', () => {
    const look = step('look', { owner: ['dsl', 'deputyDsl', 'ceo'] });
    const chain = aChain([look, agree('headteacher', 'trustSafeguardingLead')]);
    const proof = prove(chain);
    expect(proof.ok ? null : proof.counterExample.story).toEqual([
      'Fri 13 16:40 Miss A reports a worry about a child.',
      'The headteacher is also designated safeguarding lead.',
      'Nobody can act as trust safeguarding lead.',
      'Fri 13 16:41 The headteacher does "Step look".',
      'Whoever may do "Step agree" has done what it looks at.',
      'The case stays open for ever.',
    ]);
    expect(fault([look, agree('headteacher', 'trustSafeguardingLead', 'trustChair')])).toBe(null);
  });

  it('where one person with two posts would have to agree to what they do themselves', () => {
    const approval = (...by: readonly string[]) => ({ approval: { by, count: 1 } });
    const look = (...by: readonly string[]) =>
      step('look', { owner: ['dsl', 'deputyDsl', 'ceo'], ...approval(...by) });
    expect(fault([look('headteacher', 'trustSafeguardingLead'), ending()])).toBe('agreement');
    expect(fault([look('headteacher', 'trustSafeguardingLead', 'trustChair'), ending()])).toBe(null);
  });

  it('nor is it refused, but left undecided, where what was found could not be played', () => {
    const steps = [
      step('plan', { evidence: [visitOn] }),
      step('fast'),
      step('see', { when: { hold: 'still' } }),
      step('trap', {
        after: { reached: 'visit' },
        when: {
          all: [
            { step: 'fast', is: 'open' },
            { step: 'see', is: 'done' },
          ],
        },
        outcomes: { fine: { label: 'Well' }, bad: { label: 'Badly' } },
      }),
      ending(),
    ];
    const stuck = {
      ...{ title: 'Stuck', sentence: 'Wait.', from: { outcome: 'trap', is: 'bad' } },
      ...{ until: { event: 'over' }, forbids: ['close'] },
    };
    const holds = { stuck, still: still({ reached: 'visit' }) };
    const proof = prove(aChain(steps, { ...VISIT, holds }));
    expect(proof.ok && proof.undecided).toEqual([
      'Whether clocks rule out the ways found to where a case cannot be closed.',
    ]);
  });
});
