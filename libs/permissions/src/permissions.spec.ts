import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERMISSION_NAMES, ROLE_PERMISSIONS, abilityFor, may, mayOf, reachOf, reaches } from './index.ts';
import type { Post, Role } from './index.ts';

const roles = Object.keys(ROLE_PERMISSIONS) as Role[];
const schools = ['school-a', 'school-b', 'school-c'];
const people = ['ann', 'ben', 'cat'];

const posts = fc.array(
  fc.record({ role: fc.constantFrom(...roles), schoolId: fc.constantFrom(...schools, null) }),
  { maxLength: 4 },
);
const thing = fc.record({
  schoolId: fc.constantFrom(...schools),
  owners: fc.array(fc.constantFrom(...people), { maxLength: 2 }),
});

describe('what a post may do', () => {
  it('002.01 lets nobody read a case of which they owe nothing but its school’s leads and head, and the trust’s lead', () => {
    const reading = (owners: string[]) =>
      roles.filter((role) => {
        const schoolId = role === 'trustSafeguardingLead' ? null : 'school-a';
        return may(abilityFor('ann', [{ role, schoolId }]), 'case:read', { schoolId: 'school-a', owners });
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
    const reach = reachOf([{ role: 'dsl', schoolId: null }], 'case:read');
    expect(reach).toEqual({ own: false, schoolIds: [], trust: false });
  });

  it('keeps a head to their own school', () => {
    const ability = abilityFor('ann', [{ role: 'headteacher', schoolId: 'school-a' }]);
    expect(may(ability, 'case:read', { schoolId: 'school-a', owners: [] })).toBe(true);
    expect(may(ability, 'case:read', { schoolId: 'school-b', owners: [] })).toBe(false);
  });

  it('lets a chief executive open only a case they own a duty of', () => {
    const ability = abilityFor('ann', [{ role: 'ceo', schoolId: null }]);
    expect(may(ability, 'case:read', { schoolId: 'school-a', owners: ['ben'] })).toBe(false);
    expect(may(ability, 'case:read', { schoolId: 'school-a', owners: ['ann'] })).toBe(true);
  });
});

describe('the two readings of one declaration', () => {
  it('agree: what CASL allows is what a query filtered by reach returns', () => {
    fc.assert(
      fc.property(posts, thing, fc.constantFrom(...PERMISSION_NAMES), (held, it, permission) => {
        const byAbility = may(abilityFor('ann', held), permission, it);
        const byReach = reaches(reachOf(held, permission), 'ann', it);
        expect(byAbility).toBe(byReach);
      }),
      { numRuns: 2_000 },
    );
  });

  it('only add: one more post never takes anything away', () => {
    fc.assert(
      fc.property(posts, posts, thing, fc.constantFrom(...PERMISSION_NAMES), (held, more, it, permission) => {
        const before = may(abilityFor('ann', held as Post[]), permission, it);
        const after = may(abilityFor('ann', [...held, ...more]), permission, it);
        expect(!before || after).toBe(true);
      }),
    );
  });
});
