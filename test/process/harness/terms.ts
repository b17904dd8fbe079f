import { randomUUID } from 'node:crypto';
import { ENGLAND, localDay } from '@trustward/chain';
import { contentHash } from '@trustward/casework';
import type { ProcessWorld } from './process-world.ts';

const CHANGE = `insert into app.change (tenant_id, id, kind, school_id, made_by, value, was)
  values ($1, $2, 'calendar', $3, $4, '{}', 'null')`;
const TERMS = `insert into app.school_calendar (tenant_id, school_id, number, change_id, hash, snapshot)
  values ($1, $2, 1, $3, $4, $5::jsonb)`;

/** Whatever day it is, the school is in the middle of a term. */
export async function inTerm({ database, trust, school, people }: ProcessWorld): Promise<void> {
  const today = localDay(ENGLAND, Date.now());
  const calendar = { ...ENGLAND, terms: [[today - 10, today + 100]] };
  const change = randomUUID();
  await database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
    await tx.query(CHANGE, [trust.id, change, school.id, people.head.id]);
    await tx.query(TERMS, [trust.id, school.id, change, contentHash(calendar), JSON.stringify(calendar)]);
  });
}
