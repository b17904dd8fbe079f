import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERMISSION_NAMES, ROLE_PERMISSIONS, abilityFor, may, mayOf, partsOf, rulesOf } from './index.ts';
import type { Post, Role, Thing } from './index.ts';

const roles = Object.keys(ROLE_PERMISSIONS) as Role[];
const schools = ['school-a', 'school-b', 'school-c'];
const people = ['ann', 'ben', 'cat'];

const NOW = 1_800_000_000_000;

const posts = fc.array(
  fc.record<Post>({
    role: fc.constantFrom(...roles),
    schoolId: fc.constantFrom(...schools, null),
    until: fc.constantFrom(null, NOW, NOW + 1),
    phases: fc.constantFrom(null, ['primary'], ['secondary', 'all']),
  }),
  { maxLength: 4 },
);
const thing = fc.record<Thing>({
  caseId: fc.constant('case-a'),
  schoolId: fc.constantFrom(...schools),
  phase: fc.constantFrom('primary', 'secondary', 'all'),
  owners: fc.array(fc.constantFrom(...people), { maxLength: 2 }),
  now: fc.constant(NOW),
});
/** A case of school A; the test says who owes something in it. */
const caseOf = (owners: string[] = [], more: Partial<Thing> = {}): Thing => ({
  ...{ caseId: 'case-a', schoolId: 'school-a', phase: 'primary', now: NOW },
  owners,
  ...more,
});
const ann = (...held: Post[]) => abilityFor({ personId: 'ann', posts: held });

describe('what a post may do', () => {
  it('002.01 lets nobody read a case of which they owe nothing but its school’s leads and head, and the trust’s lead', () => {
    const reading = (owners: string[]) =>
      roles.filter((role) => {
        const schoolId = role === 'trustSafeguardingLead' ? null : 'school-a';
        return may(ann({ role, schoolId }), 'case:read', caseOf(owners));
      });
    expect(reading([])).toEqual(['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead']);
    const never = roles.filter((role) => !reading(['ann']).includes(role));
    expect(never).toEqual([
      'staff',
      'safeguardingGovernor',
      'governor',
      'trustAdministrator',
      'dataProtectionOfficer',
      'informationGovernanceLead',
      'auditor',
    ]);
  });

  it('gives a post that only a later version knows nothing, and keeps nobody from what their others give', () => {
    const later = { role: 'postOfALaterVersion' as Role, schoolId: 'school-a' };
    expect(mayOf([later])).toEqual([]);
    const dsl = { role: 'dsl', schoolId: 'school-a' } as const;
    expect(mayOf([later, dsl])).toEqual(mayOf([dsl]));
  });

  it('002.01 gives a person without a post nothing', () => {
    expect(mayOf([])).toEqual([]);
  });

  it('lets everyone who works for the trust report', () => {
    const silent = roles.filter((role) => !mayOf([{ role, schoolId: null }]).includes('report:create'));
    expect(silent).toEqual(['auditor']);
  });

  it('lets whoever may report open a drill, and only those', () => {
    for (const role of roles) {
      const may = mayOf([{ role, schoolId: 'school-a' }]);
      expect([role, may.includes('drill:open')]).toEqual([role, may.includes('report:create')]);
    }
  });

  it('gives a school post that lost its school no school at all', () => {
    expect(rulesOf({ personId: 'ann', posts: [{ role: 'dsl', schoolId: null }] }, 'case:read')).toEqual([]);
  });

  it('keeps a head to their own school', () => {
    const ability = ann({ role: 'headteacher', schoolId: 'school-a' });
    expect(may(ability, 'case:read', caseOf())).toBe(true);
    expect(may(ability, 'case:read', caseOf([], { schoolId: 'school-b' }))).toBe(false);
  });

  it('lets a chief executive open only a case they own a duty of', () => {
    const ability = ann({ role: 'ceo', schoolId: null });
    expect(may(ability, 'case:read', caseOf(['ben']))).toBe(false);
    expect(may(ability, 'case:read', caseOf(['ann']))).toBe(true);
  });
});

describe('how far a post reaches', () => {
  it('goes no further than its end', () => {
    const ability = ann({ role: 'dsl', schoolId: 'school-a', until: NOW + 1 });
    expect(may(ability, 'case:read', caseOf())).toBe(true);
    expect(may(ability, 'case:read', caseOf([], { now: NOW + 1 }))).toBe(false);
  });

  it('is the schools of its phases, where it is for some only, and what its holder owes anywhere', () => {
    const ability = ann({ role: 'trustSafeguardingLead', schoolId: null, phases: ['secondary'] });
    expect(may(ability, 'case:read', caseOf())).toBe(false);
    expect(may(ability, 'case:read', caseOf(['ann']))).toBe(true);
    expect(may(ability, 'case:read', caseOf([], { phase: 'secondary' }))).toBe(true);
  });

  it('002.01 is not who reported it, for lay people', () => {
    const withheld = roles.filter((role) => {
      const parts = partsOf(ann({ role, schoolId: 'school-a' }), 'case:read', caseOf(['ann']));
      return parts.length > 0 && !parts.includes('reporter');
    });
    expect(withheld).toEqual(['localChair', 'trustChair', 'viceChair', 'safeguardingTrustee']);
  });
});

describe('rules', () => {
  it('only add: one more post never takes anything away', () => {
    fc.assert(
      fc.property(posts, posts, thing, fc.constantFrom(...PERMISSION_NAMES), (held, more, it, permission) => {
        const before = may(ann(...held), permission, it);
        const after = may(ann(...held, ...more), permission, it);
        expect(!before || after).toBe(true);
      }),
    );
  });
});
