import type { Instant } from '@trustward/chain';

const DAY_MS = 86_400_000;
const DAYS_AT_HAND = 1_000;
const days = new Map<number, string>();
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** '2026-11-21T12:00:00.000Z'. A page has more than a hundred of them, of a few days: each day is worked out once. */
export function iso(at: Instant): string {
  const day = Math.floor(at / DAY_MS);
  const ms = at - day * DAY_MS;
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const time = `${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}`;
  return `${dayOf(day)}T${time}.${String(ms % 1_000).padStart(3, '0')}Z`;
}

function dayOf(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size === DAYS_AT_HAND) days.clear();
  const [words = ''] = new Date(day * DAY_MS).toISOString().split('T');
  days.set(day, words);
  return words;
}

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
