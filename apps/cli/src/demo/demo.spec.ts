import { HOUR, MINUTE, POSTS, ROLES } from '@trustward/chain';
import { loadAuthorities, loadPack } from '@trustward/packs';
import { describe, expect, it } from 'vitest';
import { DEMO_CASES } from './cases.ts';
import { demoId } from './ids.ts';
import { storyStart } from './school-hours.ts';
import { DEMO_TRUSTS, signInsOf } from './trusts.ts';

const [larkfield, tideway] = DEMO_TRUSTS;
const signIns = DEMO_TRUSTS.flatMap(signInsOf);

describe('the demo', () => {
  it('has a trust of six schools in two authorities with somebody in every post, and one of two schools', () => {
    expect(larkfield?.schools).toHaveLength(6);
    expect(new Set(larkfield?.schools.map(({ authority }) => authority)).size).toBe(2);
    expect(tideway?.schools).toHaveLength(2);
    const roles = new Set(larkfield === undefined ? [] : signInsOf(larkfield).map(({ role }) => role));
    expect([...roles].sort()).toEqual([...POSTS].sort());
  });

  it('gives everybody an address of their own at a domain that cannot exist', () => {
    const emails = signIns.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.every((email) => /^[a-z]+@[a-z]+\.demo$/.test(email))).toBe(true);
  });

  it('has one school whose office reads the mail of its head', () => {
    expect(signIns.filter(({ mailboxShared }) => mailboxShared).map(({ email }) => email)).toEqual([
      'head@marlowe.demo',
    ]);
  });

  it('puts people where their role belongs', () => {
    const misplaced = signIns.filter(
      ({ role, school }) => (ROLES[role].scope === 'school') !== (school !== null),
    );
    expect(misplaced).toEqual([]);
  });

  it('tells stories of schools, people, authorities and steps that there are', () => {
    const emails = new Set(signIns.map(({ email }) => email));
    const own = DEMO_TRUSTS.flatMap(({ layers }) => layers.flatMap(({ amendments }) => amendments));
    const steps = new Set(
      [...loadPack(), ...own].flatMap((chain) => (chain.steps ?? []).map(({ id }) => id)),
    );
    const authorities = new Set(loadAuthorities().map(({ id }) => id));
    for (const { reporter, acts } of DEMO_CASES) {
      expect(emails).toContain(reporter);
      for (const act of acts) {
        const on = 'asks' in act ? act.asks : act;
        expect([emails.has(act.by), !('step' in on) || steps.has(on.step)]).toEqual([true, true]);
      }
    }
    for (const { authority } of DEMO_TRUSTS.flatMap((it) => it.schools)) {
      expect(authorities).toContain(authority);
    }
  });

  it('rings the front door of the school’s own authority, at its own number, and records what that numbers the call', () => {
    const numbers = new Map(loadAuthorities().map(({ id, contacts }) => [id, contacts.officeHub.phone]));
    expect(new Set(numbers.values()).size).toBe(numbers.size);
    const schools = DEMO_TRUSTS.flatMap((trust) => trust.schools);
    const references = DEMO_CASES.flatMap(({ school, acts }) => {
      const authority = schools.find(({ domain }) => domain === school)?.authority ?? '';
      return acts.flatMap((act) => {
        if ('asks' in act || act.step !== 'verbal-referral') return [];
        expect(act.words['number']).toBe(numbers.get(authority));
        return [act.words['reference']];
      });
    });
    expect(references).not.toContain('');
    expect(new Set(references).size).toBe(references.length);
  });

  it('leaves no field of an act empty', () => {
    const words = DEMO_CASES.flatMap(({ acts }) =>
      acts.flatMap((act) => ('asks' in act ? [] : Object.values(act.words))),
    );
    expect(words).not.toContain('');
  });

  it('has its reports made in a school’s day, at whatever hour it is loaded, save those that count from now', () => {
    const monday = Date.parse('2026-11-16T00:00:00Z');
    const told = DEMO_CASES.filter(({ countsFromNow }) => countsFromNow !== true);
    for (let hour = 0; hour < 14 * 24; hour += 1) {
      const now = monday + hour * HOUR + 7 * MINUTE;
      for (const story of told) {
        const start = storyStart(story, now);
        expect(start).toBeLessThanOrEqual(now);
        const reported = new Date(start - story.reportedHoursAgo * HOUR);
        expect(reported.getUTCDay() % 6).not.toBe(0);
        expect(reported.toISOString().slice(11, 16) >= '08:30').toBe(true);
        expect(reported.toISOString().slice(11, 16) <= '17:00').toBe(true);
      }
    }
  });

  it('has the same ids each time, and one for each name', () => {
    expect(demoId('trust a')).toBe(demoId('trust a'));
    expect(demoId('trust a')).not.toBe(demoId('trust b'));
    expect(demoId('trust a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
