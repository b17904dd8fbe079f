import type { Message } from '@trustward/casework';

const QUARTER = 15 * 60_000;
/** As RFC 5545 writes an instant: 20261123T090000Z. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * When something is due, for a diary that others may see: not what, nor of whom, nor which case. By its id one that comes
 * twice stands once.
 */
export const calendarOf = (id: Message['id'], dueAt: number, page: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Trustward//Trustward//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${stamp(dueAt)}`,
    `DTSTART:${stamp(dueAt)}`,
    `DTEND:${stamp(dueAt + QUARTER)}`,
    'SUMMARY:Trustward: something is due',
    `URL:${page}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
