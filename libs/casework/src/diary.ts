import type { Instant } from '@trustward/chain';

const DATED = `('newDuty', 'handedUp', 'broughtForward')`;

const QUARTER = 15 * 60_000;
/** As RFC 5545 writes an instant: 20261123T090000Z. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * By when it has to be done what somebody was told of, where that has a place in a diary: not in a drill, whose time is its
 * own, and not once it is over. `told` is the notice or its delivery, `c` the case, `t` the duty.
 */
export const diaryTime = (told: string): string =>
  `case when ${told}.because in ${DATED} and not c.drill and t.ended_at is null then app.ms(t.due_at) end`;

/** The entry that somebody's diary has of a duty, and the how manieth time it says. */
export interface DiaryEntry {
  readonly id: string;
  readonly sequence: number;
}

/** As SQL: the entry is named by the first notice that `person` had of this duty, so that an earlier time takes its place. */
export const diaryEntry = (told: string, person: string): string =>
  `(select jsonb_build_object('id', f.id, 'sequence', t.version) from app.notice f where f.tenant_id = ${told}.tenant_id
      and f.case_id = ${told}.case_id and f.person_id = ${person} and f.step = ${told}.step and f.because in ${DATED}
      order by f.created_at, f.id limit 1)`;

/**
 * When something is due, for a diary that others may see: not what, nor of whom, nor which case. One that comes twice
 * stands once, as it was said last.
 */
export const diaryFile = ({ id, sequence }: DiaryEntry, dueAt: Instant, publicUrl: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Trustward//Trustward//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(dueAt)}`,
    `DTSTART:${stamp(dueAt)}`,
    `DTEND:${stamp(dueAt + QUARTER)}`,
    'SUMMARY:Trustward: something is due',
    `URL:${publicUrl}/duties`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
