import { answersTo } from '@trustward/chain';
import type { CaseEvent } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { appointed, FRIDAY, POSTS, Walk } from '../test/walk.ts';

type PostName = keyof typeof POSTS;
const FACTS = { 'in-danger-now': 'no', 'about-a-child': 'yes' };
const about = (chain: string, ...subject: PostName[]): Walk => new Walk(chain, { facts: FACTS, subject });
const owners = (walk: Walk): (string | undefined)[] =>
  ['take-charge', 'contact-designated-officer'].map((step) => walk.duty(step)?.owner?.person);
const toldOf = (walk: Walk): string => JSON.stringify(walk.effects.filter(({ kind }) => kind === 'tell'));

describe('whom a case about an adult comes to', () => {
  it.each<[string, string, PostName[], string]>([
    ['§3.2 the chair, where it is about the head', 'allegation-about-the-head', ['headteacher'], 'chloe'],
    ['§3.3 the head, where it is about the safeguarding lead', 'allegation-about-an-adult', ['dsl'], 'hana'],
    ['§3.4 the vice-chair, where it is about the chair', 'allegation-about-an-adult', ['trustChair'], 'vic'],
    [
      '§3.4 the vice-chair, where it is about head and chair',
      'allegation-about-an-adult',
      ['headteacher', 'trustChair'],
      'vic',
    ],
    [
      '§3.4 the trust lead, where the vice-chair has a part in it too',
      'allegation-about-an-adult',
      ['headteacher', 'trustChair', 'viceChair'],
      'tom',
    ],
    ['§3.5 the chair, where it is about the chief executive', 'allegation-about-an-adult', ['ceo'], 'chloe'],
    [
      '§3.5 the vice-chair, where it is about the chief executive and the chair',
      'allegation-about-an-adult',
      ['ceo', 'trustChair'],
      'vic',
    ],
    ['§3.5 the chair, where it is about the vice-chair', 'allegation-about-an-adult', ['viceChair'], 'chloe'],
    [
      '§3.5 the chair, where it is about a trustee',
      'allegation-about-an-adult',
      ['safeguardingTrustee'],
      'chloe',
    ],
    [
      '§3.16 the chair and no head, where it is about the trust lead',
      'allegation-about-an-adult',
      ['trustSafeguardingLead'],
      'chloe',
    ],
  ])('is %s', (_, chain, subject, person) => {
    expect(owners(about(chain, ...subject))).toEqual([person, person]);
  });

  it('§3.16 is the chief executive, where it is about the trust lead and there is no chair to ask', () => {
    expect(
      owners(about('allegation-about-an-adult', 'trustSafeguardingLead', 'trustChair', 'viceChair')),
    ).toEqual([POSTS.ceo, POSTS.ceo]);
  });

  it('§3.6 is somebody outside the management line, where it is about the school', () => {
    const walk = new Walk('allegation-about-the-school', {
      facts: { 'in-danger-now': 'no', whom: 'school' },
    });
    expect(walk.duty('take-charge')?.owner?.person).toBe(POSTS.trustChair);
    expect(walk.owed().length).toBeGreaterThan(1);
    for (const key of walk.owed()) {
      expect([POSTS.headteacher, POSTS.dsl, POSTS.deputyDsl]).not.toContain(walk.duty(key)?.owner?.person);
    }
  });
});

describe('who is in the subject’s line', () => {
  it.each(['ceo', 'headteacher', 'dsl'] as const)(
    '§3.1 neither acts nor hears, where it is about the %s',
    (post) => {
      const chain = post === 'headteacher' ? 'allegation-about-the-head' : 'allegation-about-an-adult';
      const walk = about(chain, post);
      walk.pass(24 * 21);
      const line: string[] = [...answersTo([post])];
      const people = Object.entries(POSTS).filter(([role]) => line.includes(role) || role === post);
      expect(people.length).toBeGreaterThan(1);
      for (const [role, person] of people) {
        // Who is excluded is left out when a role's holders are looked up; the line must not be named at all.
        if (role !== post) expect(toldOf(walk)).not.toContain(`"${role}"`);
        expect(toldOf(walk)).not.toContain(`"${person}"`);
      }
      expect(toldOf(walk)).toContain(POSTS.trustChair);
    },
  );

  it('may not take over, agree, or be handed anything', () => {
    const walk = about('allegation-about-an-adult', 'ceo');
    const duty = { step: 'take-charge', version: 1 };
    const attempts: CaseEvent[] = [
      { type: 'takenOver', by: POSTS.headteacher, as: 'headteacher', ...duty },
      { type: 'acknowledged', by: POSTS.headteacher, ...duty },
      { type: 'handOverAsked', by: POSTS.trustChair, to: POSTS.headteacher, as: 'headteacher', ...duty },
    ];
    expect(attempts.map((event) => walk.refused(event, 1))).toEqual(['notYours', 'notYours', 'notAllowed']);
  });
});

describe('whoever takes part', () => {
  it('§3.7 never agrees to what they asked for themselves', () => {
    const walk = about('allegation-about-an-adult');
    const { version = 0 } = walk.duty('written-record') ?? {};
    const asked = { by: POSTS.trustChair, step: 'written-record' };
    walk.take(
      { type: 'waiverAsked', reason: reasonOf('allegation-about-an-adult'), version, ...asked },
      FRIDAY,
    );
    const now = walk.duty('written-record')?.version ?? 0;
    expect(walk.refused({ type: 'agreed', to: 'waiver', version: now, ...asked }, 1)).toBe('ownAct');
  });

  it('§3.8 reported it is told nothing of who else did, and is named to nobody', () => {
    const walk = about('allegation-about-an-adult');
    walk.pass(24 * 21);
    expect(toldOf(walk)).not.toContain('a-teacher');
  });

  it.each(['take-charge', 'contact-designated-officer'])(
    '§3.9 may stand down from "%s", which goes to the next',
    (step) => {
      const walk = about('allegation-about-the-head', 'headteacher');
      walk.take({ type: 'recused', by: POSTS.trustChair }, FRIDAY);
      expect(walk.duty(step)?.owner?.person).toBe(POSTS.viceChair);
      walk.effects.length = 0;
      walk.pass(24 * 21);
      expect(toldOf(walk)).not.toContain(POSTS.trustChair);
    },
  );

  it('§3.12 turns out to be the subject loses all at once, and the next is told why they have it', () => {
    const walk = about('allegation-about-an-adult');
    walk.done('take-charge', 1, { learned: appointed(POSTS.headteacher, { teacher: 'yes' }) });
    const held = walk.owed().filter((key) => walk.duty(key)?.owner?.person === POSTS.headteacher);
    expect(held.length).toBeGreaterThan(1);
    walk.becomesSubject('headteacher');
    walk.effects.length = 0;
    walk.pass(1);
    for (const key of held) expect(walk.duty(key)?.owner?.person).toBe(POSTS.trustChair);
    expect(walk.effects.filter(({ kind }) => kind === 'tell').length).toBeGreaterThanOrEqual(held.length);
    expect(toldOf(walk)).not.toContain(POSTS.headteacher);
  });
});

describe('the shipped chains', () => {
  const chains = loadPack();

  it.each(chains.map(({ id }) => [id]))(
    '§3.11 ask nothing of governors in "%s", for they may sit on a panel',
    (id) => {
      const { steps } = chains.find((chain) => chain.id === id) ?? {};
      const named = steps?.flatMap(({ owner, late, unacknowledged, approval }) => [
        owner,
        late,
        unacknowledged,
        approval,
      ]);
      expect(named?.length).toBeGreaterThan(0);
      expect(JSON.stringify(named)).not.toMatch(/"(governor|safeguardingGovernor|localChair)"/);
    },
  );

  it('§3.18 name what they open, so that whoever keeps cases keeps the same people out of both', () => {
    const walk = about('allegation-about-an-adult');
    expect(walk.effects.filter(({ kind }) => kind === 'openCase')).toEqual([
      expect.objectContaining({ chain: 'concern-about-a-child', step: 'child-looked-after' }),
    ]);
  });
});

function reasonOf(chain: string): string {
  const [reason] = Object.keys(loadPack().find(({ id }) => id === chain)?.waiver?.reasons ?? {});
  if (reason === undefined) throw new Error('Nothing in this chain can be waived.');
  return reason;
}

describe('the case of a child where an adult is the subject', () => {
  const owes = (...subject: PostName[]) => {
    const walk = new Walk('concern-about-a-child', { facts: { 'in-danger-now': 'no' }, subject });
    return walk.duty('decide')?.owner?.person;
  };

  it('§3.3 stays with the deputy, where it is about the safeguarding lead', () => {
    expect(owes('dsl')).toBe(POSTS.deputyDsl);
  });

  it.each<[PostName, string]>([
    ['ceo', POSTS.trustChair],
    ['trustSafeguardingLead', POSTS.trustChair],
    ['headteacher', POSTS.trustSafeguardingLead],
    ['trustChair', POSTS.trustSafeguardingLead],
  ])('comes to somebody outside the line of the %s', (post, person) => {
    expect(owes(post)).toBe(person);
  });
});
