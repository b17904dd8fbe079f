import { clockTime, nearDay } from '../shared/london-time.ts';
import type { Draft } from './draft.ts';

/** What the reports that were begun are called, each by another name, and none by a word of what it says. */
export function begunWords(reports: readonly Draft[], now: number): string[] {
  const when = ({ startedAt }: Draft) => `begun ${nearDay(startedAt, now)} at ${clockTime(startedAt)}`;
  const what = (one: Draft) => (one.drill ? 'drill' : 'report');
  return reports.map((one, at) => {
    const alike = (other: Draft) => what(other) === what(one) && when(other) === when(one);
    const all = reports.filter(alike).length;
    if (all === 1) return `the ${what(one)} ${when(one)}`;
    return `${what(one)} ${reports.slice(0, at + 1).filter(alike).length} of ${all} ${when(one)}`;
  });
}
