import { CASE_PARTS } from '@trustward/permissions';
import type { CalendarSnapshot, Chain, TellEffect } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { timelineEntry } from './timeline-entry.ts';
import type { TimelineContext, TimelineRow } from './timeline-entry.ts';

const context: TimelineContext = {
  chain: { steps: [{ id: 'decide', title: 'Decide what to do' }] } as unknown as Chain,
  calendar: {} as CalendarSnapshot,
  names: new Map([
    ['ann', { name: 'Ann Able', suspended: false }],
    ['ben', { name: 'Ben Best', suspended: false }],
  ]),
  drill: false,
  me: 'ann',
  parts: CASE_PARTS,
};

const row = (more: Partial<TimelineRow>): TimelineRow => ({
  seq: 1,
  rank: 2,
  key: 'key',
  kind: 'delivery',
  event: null,
  person: null,
  because: null,
  step: 'decide',
  at: 0,
  happenedAt: null,
  enteredAt: 0,
  toldTo: null,
  superseded: false,
  mailed: false,
  outageWhat: null,
  outageSince: null,
  outageUntil: null,
  former: null,
  asker: null,
  reason: null,
  ...more,
});

const titleOf = (more: Partial<TimelineRow>) => timelineEntry(context, row(more)).title;

const TOLD: readonly [TellEffect['because'], string, string][] = [
  [
    'newDuty',
    'You were told: “Decide what to do” is yours to do',
    'Told Ben Best: “Decide what to do” is theirs to do',
  ],
  ['reminder', 'Reminder sent to you: “Decide what to do”', 'Reminder sent to Ben Best: “Decide what to do”'],
  ['breach', 'You were told: “Decide what to do” is late', 'Told Ben Best: “Decide what to do” is late'],
  [
    'stillLate',
    'You were told: “Decide what to do” is still late',
    'Told Ben Best: “Decide what to do” is still late',
  ],
  [
    'takenOver',
    'You were told: “Decide what to do” was taken over',
    'Told Ben Best: “Decide what to do” was taken over',
  ],
  [
    'nobodyCanAct',
    'You were told: nobody can do “Decide what to do”',
    'Told Ben Best: nobody can do “Decide what to do”',
  ],
];

describe('what the timeline says', () => {
  it.each(TOLD)(
    'of a telling because of %s: “you” to whoever was told, their name to others',
    (because, you, other) => {
      expect(titleOf({ because, person: 'ann', toldTo: ['ann'] })).toBe(you);
      expect(titleOf({ because, person: 'ben', toldTo: ['ben'] })).toBe(other);
    },
  );

  it('names those whom a telling reached, says so when it reached nobody, and claims nothing on the way', () => {
    expect(titleOf({ because: 'breach', toldTo: ['ann', 'ben'] })).toBe(
      'Told you and Ben Best: “Decide what to do” is late',
    );
    expect(titleOf({ because: 'breach', toldTo: [] })).toBe(
      'Nobody could be told: “Decide what to do” is late',
    );
    expect(titleOf({ because: 'breach' })).toBe(
      'Telling those whom it concerns: “Decide what to do” is late',
    );
  });

  it('of a late task with whom it was: “you” to them', () => {
    const late = (person: string | null) => timelineEntry(context, row({ kind: 'breach', person })).detail;
    expect(late('ann')).toBe('It was with you');
    expect(late('ben')).toBe('It was with Ben Best');
    expect(late(null)).toBe('Nobody could act on it');
  });

  it('of an act what was done, and by whom beside it', () => {
    const event = { type: 'takenOver', by: 'ben', step: 'decide', version: 1, as: 'dsl' } as const;
    const entry = timelineEntry(context, row({ kind: 'takenOver', event, person: 'ben' }));
    expect(entry).toMatchObject({ title: 'Took over “Decide what to do”', by: 'Ben Best', detail: null });
  });

  it('of a takeover from whom and why: “you” to whoever had it', () => {
    const event = { type: 'takenOver', by: 'ben', step: 'decide', version: 1, as: 'dsl' } as const;
    const detailOf = (former: string | null) =>
      timelineEntry(context, row({ kind: 'takenOver', event, person: 'ben', former, reason: 'Away today' }))
        .detail;
    expect(detailOf('ann')).toBe('From you: “Away today”');
    expect(detailOf('ben')).toBe('From Ben Best: “Away today”');
    expect(detailOf(null)).toBe('“Away today”');
  });

  it('of a no whether it was the answer, or what was asked was taken back', () => {
    const event = { type: 'declined', by: 'ben', step: 'decide', version: 1, to: 'waiver' } as const;
    const titled = (asker: string) => titleOf({ kind: 'declined', event, person: 'ben', asker });
    expect(titled('ann')).toBe('Did not agree that “Decide what to do” need not be done');
    expect(titled('ben')).toBe('Took back what was asked about “Decide what to do”');
  });
});
