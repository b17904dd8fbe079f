import { describe, expect, it } from 'vitest';
import { castOf } from './cast.ts';
import type { Circumstances, HeldPost } from './cast.ts';
import { exclusionsOf } from './exclusions.ts';
import type { Cause, Parties } from './exclusions.ts';
import { resolveOwner } from '../reducer/owner.ts';
import type { Post, Role } from '../language/role.ts';

const nobody: Parties = { subjects: [], likely: [], family: [], relationships: [] };
const causes = (over: Partial<Parties>): Record<string, Cause> =>
  Object.fromEntries(exclusionsOf({ ...nobody, ...over }));

const holds = (person: string, role: Post, coverFor?: string): HeldPost => ({
  person,
  role,
  ...(coverFor === undefined ? {} : { coverFor }),
});
const SCHOOL = [
  holds('dana', 'dsl'),
  holds('dev', 'deputyDsl'),
  holds('hana', 'headteacher'),
  holds('tom', 'trustSafeguardingLead'),
  holds('ceri', 'ceo'),
];
const LADDER: readonly Role[] = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead', 'ceo'];

const calm: Circumstances = {
  exclusions: new Map(),
  away: new Set(),
  suspended: new Set(),
  inDoubt: false,
};
const ownerAmong = (posts: readonly HeldPost[], over: Partial<Circumstances>, ladder = LADDER) =>
  resolveOwner(ladder, { people: castOf(posts, { ...calm, ...over }) }, { appointed: {}, recused: [] })
    ?.person;
const about = (over: Partial<Parties>): Partial<Circumstances> => ({
  exclusions: exclusionsOf({ ...nobody, ...over }),
});

describe('who may know nothing of a case', () => {
  it('is nobody, where nobody is named', () => {
    expect(causes({})).toEqual({});
  });

  it('§3.1 is its subject', () => {
    expect(causes({ subjects: ['dana'] })).toEqual({ dana: 'subject' });
  });

  it('§3.13 is its subject under every record that may be of the same human being', () => {
    const relationships = [
      { one: 'dana-as-parent', other: 'dana', tie: 'samePerson' },
      { one: 'dana-at-brook-green', other: 'dana-as-parent', tie: 'samePerson' },
    ] as const;
    expect(causes({ subjects: ['dana'], relationships })).toEqual({
      dana: 'subject',
      'dana-as-parent': 'subject',
      'dana-at-brook-green': 'subject',
    });
  });

  it.each(['family', 'closePersonal', 'business'] as const)(
    '§3.15 is whoever is bound to the subject (%s), whichever of the two declared it',
    (tie) => {
      expect(causes({ subjects: ['dana'], relationships: [{ one: 'dana', other: 'hana', tie }] })).toEqual({
        dana: 'subject',
        hana: 'relationship',
      });
      expect(causes({ subjects: ['dana'], relationships: [{ one: 'hana', other: 'dana', tie }] })).toEqual({
        dana: 'subject',
        hana: 'relationship',
      });
    },
  );

  it('§3.15 is whoever is bound to another record of the subject, under all their own records', () => {
    const relationships = [
      { one: 'dana', other: 'dana-as-parent', tie: 'samePerson' },
      { one: 'hana', other: 'dana-as-parent', tie: 'family' },
      { one: 'hana', other: 'hana-elsewhere', tie: 'samePerson' },
    ] as const;
    expect(Object.keys(causes({ subjects: ['dana'], relationships })).sort()).toEqual([
      'dana',
      'dana-as-parent',
      'hana',
      'hana-elsewhere',
    ]);
  });

  it('is not a friend of the subject’s friend', () => {
    const relationships = [
      { one: 'dana', other: 'hana', tie: 'closePersonal' },
      { one: 'hana', other: 'tom', tie: 'closePersonal' },
    ] as const;
    expect(causes({ subjects: ['dana'], relationships })).not.toHaveProperty('tom');
  });

  it('§3.14 is the safeguarding lead whose own child it is about', () => {
    expect(causes({ family: ['dana'] })).toEqual({ dana: 'relationship' });
  });

  it('§3.17 is everybody who may be meant, and who is bound to them', () => {
    const relationships = [{ one: 'hana', other: 'mr-brown-b', tie: 'family' }] as const;
    expect(causes({ likely: ['mr-brown-a', 'mr-brown-b'], relationships })).toEqual({
      'mr-brown-a': 'likelyMatch',
      'mr-brown-b': 'likelyMatch',
      hana: 'relationship',
    });
  });

  it('is said by its plainest reason where there are several', () => {
    const relationships = [{ one: 'dana', other: 'hana', tie: 'family' }] as const;
    expect(causes({ subjects: ['dana', 'hana'], likely: ['hana'], relationships })).toEqual({
      dana: 'subject',
      hana: 'subject',
    });
  });
});

describe('who may act in a case', () => {
  it('§3.1 is nobody who covers for the subject, directly or in the place of another who does', () => {
    const cover = [holds('dana', 'dsl'), holds('cover', 'dsl', 'dana'), holds('again', 'dsl', 'cover')];
    expect(ownerAmong(cover, about({ subjects: ['dana'] }))).toBeUndefined();
    expect(ownerAmong(cover, { away: new Set(['dana']) })).toBe('cover');
    expect(ownerAmong(cover, { away: new Set(['dana', 'cover']) })).toBe('again');
  });

  it('is not held up by people who cover for each other', () => {
    const round = [holds('one', 'dsl', 'two'), holds('two', 'dsl', 'one')];
    expect(ownerAmong(round, {})).toBe('one');
  });

  it('§3.1 is whoever covers for the subject by a post of their own, and by no other', () => {
    const posts = [holds('dana', 'dsl'), holds('dev', 'dsl', 'dana'), holds('dev', 'deputyDsl')];
    expect(castOf(posts, { ...calm, ...about({ subjects: ['dana'] }) })).toEqual([
      { person: 'dana', role: 'dsl', excluded: true, away: false },
      { person: 'dev', role: 'deputyDsl', excluded: false, away: false },
    ]);
  });

  it('§3.3 is the deputy for the child’s side, where the safeguarding lead is the subject', () => {
    expect(ownerAmong(SCHOOL, about({ subjects: ['dana'] }))).toBe('dev');
  });

  it('§3.15 is never the head of several schools who is the subject at any, by whichever post', () => {
    const executive = [
      holds('hana', 'dsl'),
      holds('hana', 'headteacher'),
      holds('hana', 'ceo'),
      holds('tom', 'trustSafeguardingLead'),
    ];
    expect(ownerAmong(executive, about({ subjects: ['hana'] }))).toBe('tom');
    expect(ownerAmong(executive, about({ subjects: ['hana'] }), ['dsl', 'headteacher', 'ceo'])).toBe(
      undefined,
    );
  });

  it('§3.17 is nobody at the school while it is in doubt who is meant', () => {
    expect(ownerAmong(SCHOOL, { ...about({ likely: [] }), inDoubt: true })).toBe('tom');
  });

  it('§3.17 is nobody at the school while it is in doubt, though they also hold a post at the trust', () => {
    const both = [...SCHOOL, holds('dana', 'trustSafeguardingLead')].filter(({ person }) => person !== 'tom');
    expect(ownerAmong(both, { inDoubt: true })).toBe('ceri');
  });

  it('§3.19 is nobody suspended, by no post and in nobody’s place', () => {
    const posts = [holds('dev', 'dsl', 'dana'), holds('dev', 'deputyDsl'), holds('hana', 'headteacher')];
    expect(ownerAmong(posts, { suspended: new Set(['dev']) })).toBe('hana');
    expect(castOf(posts, { ...calm, suspended: new Set(['dev']) })).not.toContainEqual(
      expect.objectContaining({ role: 'dsl' }),
    );
  });

  it('is nobody away, and the next on the ladder instead', () => {
    expect(ownerAmong(SCHOOL, { away: new Set(['dana', 'dev']) })).toBe('hana');
  });
});
