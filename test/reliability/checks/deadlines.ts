import { isOwed, lateFrom } from '@trustward/chain';
import type { Duty, DutyState, Effect } from '@trustward/chain';
import type { Finding } from './finding.ts';
import type { CaseRecord } from './record.ts';

/** Whether a duty that ended so was late once. */
const WAS_LATE: Readonly<Partial<Record<DutyState, boolean>>> = {
  open: false,
  met: false,
  late: true,
  metLate: true,
};

/** Each deadline has one outcome: it was kept, or it was breached, and that once and when it fell. */
export function deadlinesOf(record: CaseRecord, effects: readonly Effect[]): Finding[] {
  const told = effects.flatMap((it) => (it.kind === 'breach' ? [`${it.step} ${it.at}`] : []));
  const rows = record.breaches.map(({ step, at }) => `${step} ${at}`);
  const states = Object.values(record.state.duties).flatMap(({ key, breachedAt }) =>
    breachedAt === null ? [] : [`${key} ${breachedAt}`],
  );
  const differing = [rows, states].some((list) => list.sort().join() !== told.sort().join());
  return [
    ...(differing
      ? [
          missed(
            `${record.id}: breaches told ${told.join()}, kept ${rows.join()}, in its state ${states.join()}`,
          ),
        ]
      : []),
    ...Object.values(record.state.duties).flatMap((duty) => outcomeOf(record, duty)),
  ];
}

function outcomeOf({ id, now, world, state }: CaseRecord, duty: Duty): Finding[] {
  const { key, breachedAt } = duty;
  const should = WAS_LATE[duty.state];
  const step = world.chain.steps.find((each) => each.id === duty.step);
  const late = step === undefined ? null : lateFrom(step, duty);
  const isPast = state.endedAt === null && isOwed(duty) && late !== null && late <= now;
  return [
    ...(should !== undefined && should !== (breachedAt !== null)
      ? [missed(`${id} ${key} is ${duty.state}, and was late: ${breachedAt !== null}`)]
      : []),
    ...(isPast && breachedAt === null ? [missed(`${id} ${key} was due, and nothing came of it`)] : []),
  ];
}

const missed = (sentence: string): Finding => ({ what: 'deadlines', sentence });
