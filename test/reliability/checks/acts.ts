import type { Sent } from '../play/players.ts';
import type { Restored } from '../losses.ts';
import type { Finding } from './finding.ts';
import type { CaseRecord } from './record.ts';

/** What was acknowledged stands in its case, what was refused stands nowhere; but for what a restore took away. */
export function actsOf(
  records: readonly CaseRecord[],
  sent: readonly Sent[],
  restored: Restored | null,
): Finding[] {
  const where = new Map(records.flatMap(({ id, events }) => events.map(({ eventId }) => [eventId, id])));
  return sent
    .filter(({ at }) => restored === null || at < restored.backedUpAt || at > restored.to)
    .flatMap(({ eventId, path, caseId, status }): Finding[] => {
      const should = status < 300 ? caseId : null;
      const is = where.get(eventId) ?? null;
      if (should === is) return [];
      return [
        { what: 'acts', sentence: `${path} was answered ${status}; its event is in ${is ?? 'no case'}` },
      ];
    });
}
