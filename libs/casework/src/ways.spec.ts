import { REASONS } from '@trustward/chain';
import type { Reason } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { urgencyOf } from './urgency.ts';
import { waysTo } from './ways.ts';
import type { Said, Told } from './ways.ts';

const EVERY = { email: 'now', text: true } as const;
const SAID: Said = {
  because: 'newDuty',
  outageSince: null,
  isPrivate: false,
  isDanger: false,
  drill: false,
  isPressing: false,
  clock: '2026-11-30 23:00',
  due: null,
};
const NOTHING_WANTED = { soon: 'none', later: 'none', quiet: 'night' } as const;
const anyone = (choice: Told['choice'] = null): Told => ({
  person: 'p',
  away: false,
  mailboxShared: false,
  choice,
  isAlone: false,
});
const ways = (choice: Told['choice'], said: Partial<Said>) =>
  waysTo(anyone(choice), { ...SAID, ...said }, EVERY).map(({ channel, state, until, summary }) =>
    [channel, state, until, summary && 'summary'].filter(Boolean).join(' '),
  );
const urgent = REASONS.filter((because) => urgencyOf(because, false) === 'urgent');

describe('the ways by which somebody hears', () => {
  it.each(urgent)('of %s are open at once, day and night, whatever they chose', (because) => {
    expect(ways(NOTHING_WANTED, { because })).toContain('email waiting');
  });

  it('are texts too of what is late, what nobody has in hand, and danger', () => {
    const texted = (because: Reason, isDanger = false) =>
      ways(NOTHING_WANTED, { because, isDanger }).includes('text waiting');
    expect(urgent.filter((because) => texted(because))).toEqual(['breach', 'unacknowledged']);
    expect(texted('newDuty', true)).toBe(true);
    expect(texted('newDuty')).toBe(false);
  });

  it.each([
    ['21:59', 'night', 'email waiting'],
    ['22:00', 'night', 'email held 2026-12-01 07:00'],
    ['06:59', 'night', 'email held 2026-11-30 07:00'],
    ['07:00', 'night', 'email waiting'],
    ['18:00', 'evening', 'email held 2026-12-01 08:00'],
    ['23:00', 'none', 'email waiting'],
  ] as const)('of a new duty wait at %s for whoever wants quiet at %s: %s', (clock, quiet, way) => {
    const said = { clock: `2026-11-30 ${clock}` };
    expect(ways({ soon: 'email', later: 'daily', quiet }, said)).toEqual([way]);
  });

  it.each([
    ['2026-11-30 22:30', 'email waiting'],
    ['2026-12-01 06:00', 'email waiting'],
    ['2026-12-01 07:59', 'email waiting'],
    ['2026-12-01 08:00', 'email held 2026-12-01 07:00'],
    [null, 'email held 2026-12-01 07:00'],
  ])('3.12 of what is due at %s wait through no quiet that outlasts it: %s', (due, way) => {
    expect(ways({ soon: 'email', later: 'daily', quiet: 'night' }, { due })).toEqual([way]);
    expect(ways({ soon: 'none', later: 'daily', quiet: 'night' }, { due })).toEqual([]);
  });

  it('of what can wait are one letter a day, none of a drill, and none for whoever wants none', () => {
    expect(ways(null, { because: 'agreed' })).toEqual(['email held 2026-12-01 07:30 summary']);
    const early = { because: 'agreed', clock: '2026-12-01 07:29' } as const;
    expect(ways(null, early)).toEqual(['email held 2026-12-01 07:30 summary']);
    const quiet = (span: 'evening' | 'night') =>
      ways({ soon: 'email', later: 'daily', quiet: span }, { because: 'agreed' });
    expect(quiet('night')).toEqual(['email held 2026-12-01 07:30 summary']);
    // Half past seven is within this one's quiet.
    expect(quiet('evening')).toEqual(['email held 2026-12-01 08:00 summary']);
    expect(ways(null, { because: 'agreed', drill: true })).toEqual([]);
    expect(ways({ soon: 'email', later: 'none', quiet: 'none' }, { because: 'agreed' })).toEqual([]);
  });

  it('of a deadline that moved are open at once where it comes before news would, whatever they chose', () => {
    expect(ways(NOTHING_WANTED, { because: 'broughtForward' })).toEqual([]);
    for (const because of ['broughtForward', 'rescheduled'] as const) {
      expect(ways(NOTHING_WANTED, { because, isPressing: true })).toEqual(['email waiting']);
    }
  });

  it('to a mailbox that others read are not the letter of an outage, nor of a day, where it is about an adult', () => {
    const shared = (said: Partial<Said>) =>
      waysTo({ ...anyone(), mailboxShared: true }, { ...SAID, ...said }, EVERY).filter(
        ({ channel }) => channel === 'email',
      );
    const outageSince = '2026-11-30 20:00:00+00';
    expect(shared({ because: 'breach', outageSince, isPrivate: true })).toMatchObject([{ outage: null }]);
    expect(shared({ because: 'breach', outageSince })).toMatchObject([{ outage: outageSince }]);
    expect(shared({ because: 'takenOver', isPrivate: true })).toEqual([]);
    expect(shared({ because: 'takenOver' })).toMatchObject([{ state: 'held', summary: true }]);
  });

  it('are a letter and a text of their own where what stood for the outage went out long before', () => {
    const said = { ...SAID, because: 'breach', outageSince: '2026-11-30 20:00:00+00' } as const;
    const outages = (isAlone: boolean) =>
      waysTo({ ...anyone(), isAlone }, said, EVERY).map(({ outage }) => outage);
    expect([outages(false), outages(true)]).toEqual([
      [said.outageSince, said.outageSince],
      [null, null],
    ]);
  });

  it('of a new duty are those that were chosen', () => {
    const choosing = (soon: 'email' | 'emailAndText' | 'none') =>
      ways({ soon, later: 'daily', quiet: 'none' }, {});
    expect(choosing('email')).toEqual(['email waiting']);
    expect(choosing('emailAndText')).toEqual(['email waiting', 'text waiting']);
    expect(choosing('none')).toEqual([]);
  });
});
