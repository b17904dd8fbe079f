import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { POSTS, Walk } from '../test/walk.ts';

const FACTS = { 'in-danger-now': 'no', 'about-a-child': 'yes' };

const aboutTheHead = (...alsoSubject: (keyof typeof POSTS)[]): Walk =>
  new Walk('allegation-about-the-head', { facts: FACTS, subject: ['headteacher', ...alsoSubject] });

describe('an allegation about the head', () => {
  it('000.32 is for the chair of the trust board, who contacts the Designated Officer', () => {
    const owners = ['take-charge', 'contact-designated-officer'].map(
      (step) => aboutTheHead().duty(step)?.owner?.person,
    );
    expect(owners).toEqual([POSTS.trustChair, POSTS.trustChair]);
  });

  it('000.32 passes to the vice-chair and then to the trust lead where the chair has a part in it', () => {
    expect(aboutTheHead('trustChair').duty('contact-designated-officer')?.owner?.person).toBe(
      POSTS.viceChair,
    );
    expect(aboutTheHead('trustChair', 'viceChair').duty('contact-designated-officer')?.owner?.person).toBe(
      POSTS.trustSafeguardingLead,
    );
  });

  it('000.32 names the head and the head’s deputy on no ladder and tells them nothing', () => {
    const chain = loadPack().find(({ id }) => id === 'allegation-about-the-head');
    expect(chain?.steps).toHaveLength(34);
    expect(
      JSON.stringify(chain?.steps.map(({ owner, late, unacknowledged }) => [owner, late, unacknowledged])),
    ).not.toMatch(/headteacher|deputyHead/);
  });

  it('000.32 tells nobody but those outside the head’s line, whoever stays silent', () => {
    const silent = aboutTheHead();
    const told = JSON.stringify(silent.pass(24 * 7));
    expect(told).toContain('trustChair');
    expect(told).not.toMatch(/headteacher|hana/);
  });
});
