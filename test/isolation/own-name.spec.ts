import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld } from './world/world.ts';
import type { World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.database.close());

const AUDIT = `insert into app.audit (tenant_id, id, at, person_id, actor, verb, subject_kind, subject_id, mac)
  values ($1, $2, now(), $3, $4, 'case.read', 'case', $2, decode(repeat('00', 32), 'hex'))`;
const EVENT = `insert into app.case_event (tenant_id, case_id, seq, event_id, type, version, at, by_person, system_actor, body)
  values ($1, $5, $6, $2, 'done', 1, now(), $3, $4, '{}')`;

/** Whether the API, acting for the lead, may write a row in somebody's name. */
async function writes(
  sql: string,
  person: string | null,
  actor: string | null,
  ...more: unknown[]
): Promise<void> {
  const { dsl, trust } = world.here;
  await world.database.api.run(dsl.as, (tx) =>
    tx.query(sql, [trust.id, randomUUID(), person, actor, ...more]),
  );
}

describe('the API, even with statements of its own,', () => {
  const names = () => [
    { person: world.here.head.as.personId, actor: null },
    { person: null, actor: 'worker' },
  ];

  it('writes an audit row in nobody’s name but the caller’s or the clock’s', async () => {
    for (const { person, actor } of names()) {
      await expect(writes(AUDIT, person, actor)).rejects.toThrow(/row-level security/);
    }
    await writes(AUDIT, world.here.dsl.as.personId, null);
    await writes(AUDIT, null, 'clock');
  });

  it('records an act in nobody’s name but the caller’s or the clock’s', async () => {
    const { caseId, dsl } = world.here;
    for (const { person, actor } of names()) {
      await expect(writes(EVENT, person, actor, caseId, 900)).rejects.toThrow(/row-level security/);
    }
    await writes(EVENT, dsl.as.personId, null, caseId, 901);
    await writes(EVENT, null, 'clock', caseId, 902);
  });

  it('and the worker writes in no person’s name, and as no actor but itself or the clock', async () => {
    const { caseId, dsl, trust } = world.here;
    const asWorker = (sql: string, person: string | null, actor: string, ...more: unknown[]) =>
      world.database.worker.run({ tenantId: trust.id, actor: 'worker' }, (tx) =>
        tx.query(sql, [trust.id, randomUUID(), person, actor, ...more]),
      );
    for (const [person, actor] of [
      [dsl.as.personId, 'worker'],
      [dsl.as.personId, 'clock'],
      [null, 'cli'],
    ] as const) {
      await expect(asWorker(AUDIT, person, actor)).rejects.toThrow(/row-level security/);
      await expect(asWorker(EVENT, person, actor, caseId, 910)).rejects.toThrow(/row-level security/);
    }
    await asWorker(AUDIT, null, 'worker');
    await asWorker(EVENT, null, 'clock', caseId, 911);
  });

  it('sees no case of a trust of which the person is none', async () => {
    const { api } = world.database;
    const as = { tenantId: world.there.trust.id, personId: world.here.dsl.as.personId };
    expect(await api.run(as, (tx) => tx.query('select id from app.case_file'))).toEqual([]);
  });
});
