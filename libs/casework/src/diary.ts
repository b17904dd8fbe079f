import type { Instant } from '@trustward/chain';

const QUARTER = 15 * 60_000;
/** As RFC 5545 writes an instant: 20261123T090000Z. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * By when it has to be done what somebody was told of, where that has a place in a diary: not in a drill, whose time is its
 * own, and not once it is over. `told` is the notice or its delivery, `c` the case, `t` the duty.
 */
export const diaryTime = (told: string): string =>
  `case when ${told}.because in ('newDuty', 'handedUp') and not c.drill and t.ended_at is null then app.ms(t.due_at) end`;

/**
 * When something is due, for a diary that others may see: not what, nor of whom, nor which case. By the id of its notice
 * one that comes twice stands once.
 */
export const diaryFile = (noticeId: string, dueAt: Instant, publicUrl: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Trustward//Trustward//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${noticeId}`,
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
