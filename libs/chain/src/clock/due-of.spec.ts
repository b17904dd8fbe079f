import { describe, expect, it } from 'vitest';
import type { ClockRule } from './due-of.ts';
import { dueOf } from './due-of.ts';
import type { Clock } from '../language/clock.ts';
import { describeDue } from './describe.ts';
import { ENGLAND } from './england/england.ts';
import type { Pause } from './pauses.ts';

const at = (iso: string): number => Date.parse(iso);

/** In words, so that a day is read as a day. */
function said(clock: ClockRule, start: string, pauses: readonly Pause[] = []): string {
  const { due, provisional } = dueOf(ENGLAND, clock, at(start), pauses);
  if (due === null) return 'no due';
  return describeDue(ENGLAND, due) + (provisional ? ', provisionally' : '');
}

describe('a clock with options', () => {
  it('takes every clock of the language', () => {
    const clock: Clock = { within: { workingDays: 1 }, from: 'awareness' };
    expect(said(clock, '2026-03-27T16:00:00Z')).toBe('by the end of Mon 30 Mar 2026');
    const leading: Clock = { before: { workingDays: 2 }, event: 'conference' };
    expect(said(leading, '2026-11-19T10:00:00Z')).toBe('by the end of Mon 16 Nov 2026');
  });
});
