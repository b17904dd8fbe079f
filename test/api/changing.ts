import { takePage } from '@trustward/casework';
import type { Change } from '@trustward/contracts';
import { expect } from 'vitest';
import { asOwner } from './mailed.ts';
import type { Setting } from './setting.ts';

export const DAY = 86_400_000;
export const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
export const dayIn = (days: number): string => at(days).slice(0, 10);

/** A term with weeks off around today, which puts every deadline by school days beyond them. */
export const closedAround = (schoolId: string) => ({
  kind: 'calendar',
  schoolId,
  terms: [{ from: dayIn(-60), to: dayIn(120) }],
  closedDays: Array.from({ length: 28 }, (_, index) => dayIn(index - 14)),
  opensAt: null,
});

/** What happens to changes beside what people ask for, and what comes of them in PostgreSQL. */
export function changesOf(the: Setting) {
  const jobs = (sql: string) => the.database.ownerPlatform.query<{ id: string }>(sql);
  return {
    /** What the version before goes by, which may run beside this one for a while. */
    awayUntil: async (personId: string): Promise<string | null> => {
      const sql = 'select away_until as until from app.person where tenant_id = $1 and id = $2';
      const [row] = await asOwner<{ until: Date | null }>(the, sql, personId);
      return row?.until?.toISOString() ?? null;
    },
    /** What the worker does when a change is poked. */
    carriedOut: async ({ id: changeId }: Change): Promise<void> => {
      const { trust } = the.town;
      while (!(await takePage(trust.database.worker, { tenantId: trust.id, changeId })).isOver);
    },
    dueOf: async (caseId: string, step: string) => {
      const sql = `select app.ms(due_at) as due, owner_person as owner from app.duty
        where tenant_id = $1 and case_id = $2 and step = $3`;
      const [row] = await asOwner<{ due: number; owner: string }>(the, sql, caseId, step);
      return row ?? expect.fail('There is no such duty.');
    },
    /** The cases that are poked, in order. */
    pokes: async (): Promise<string[]> =>
      (
        await jobs(`select payload ->> 'caseId' as id from graphile_worker._private_jobs j
          join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'poke' order by j.id`)
      ).map(({ id }) => id),
    forgetPokes: () => jobs('delete from graphile_worker._private_jobs'),
  };
}
