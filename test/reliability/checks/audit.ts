import type { Finding } from './finding.ts';
import type { CaseRecord } from './record.ts';

/** Each event, each telling and the end of each message stands in the audit once, as it was written. */
export function auditOf({ id, events, deliveries, messages, audit }: CaseRecord): Finding[] {
  const changed = audit.filter(({ intact }) => !intact).length;
  const versions = audit.flatMap(({ version }) => version ?? []);
  const of = (verb: string) => audit.filter((row) => row.verb === verb).map(({ subject }) => subject);
  return [
    ...(changed === 0 ? [] : [wrong(`${id}: ${changed} rows are not as they were written`)]),
    ...once(
      id,
      'events',
      events.map(({ seq }) => String(seq)),
      versions.map(String),
    ),
    ...once(
      id,
      'deliveries',
      deliveries.map((each) => each.id),
      of('notice.deliver'),
    ),
    ...once(
      id,
      'messages',
      messages.map((each) => each.id),
      of('message.end'),
    ),
  ];
}

const once = (id: string, what: string, there: string[], audited: string[]): Finding[] =>
  there.sort().join() === audited.sort().join()
    ? []
    : [wrong(`${id}: ${there.length} ${what}, of which the audit says ${audited.length}`)];

const wrong = (sentence: string): Finding => ({ what: 'audit', sentence });
