import { randomUUID } from 'node:crypto';
import { drive, establishLayers } from '@trustward/casework';
import type { Act } from '@trustward/casework';
import type { As, Door, Tx } from '@trustward/database';
import { aCase, aLinkedLayer } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OF_A_CASE, countsOf, none } from './counts.ts';
import { aWorld, exclude } from './world/world.ts';
import type { World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
  const { here, database } = world;
  await database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) =>
    establishLayers(tx, [aLinkedLayer()]),
  );
});
afterAll(() => world.database.close());

const OPENS = { visit: ['pack', 'errand'], errand: ['further', undefined] } as const;

const asOwner = <R>(sql: string, ...values: readonly unknown[]) =>
  world.database.owner.run({ tenantId: world.here.trust.id, actor: 'test' }, (tx) =>
    tx.query<R>(sql, values),
  );

/** The act by which the safeguarding lead has a case open another. */
async function opening(caseId: string, kind: keyof typeof OPENS): Promise<Act> {
  const [step, outcome] = OPENS[kind];
  const [duty] = await asOwner<{ version: number }>(
    'select version from app.duty where case_id = $1 and step = $2',
    caseId,
    step,
  );
  const event = {
    type: 'done',
    by: world.here.dsl.id,
    step,
    version: duty?.version ?? -1,
    supplied: [],
  } as const;
  return { kind: 'act', eventId: randomUUID(), event: outcome === undefined ? event : { ...event, outcome } };
}

async function childOf(caseId: string, kind: keyof typeof OPENS): Promise<string> {
  const cause = await opening(caseId, kind);
  await world.database.api.run(world.here.dsl.as, (tx) => drive(tx, caseId, cause));
  return linked(caseId);
}
async function linked(caseId: string): Promise<string> {
  const [link] = await asOwner<{ id: string }>(
    'select child_case_id as id from app.case_link where parent_case_id = $1',
    caseId,
  );
  return link?.id ?? '';
}
const aVisit = async (): Promise<string> =>
  (await aCase(world.here.trust, world.here.dsl, world.here.school, { chainId: 'visit', facts: {} })).caseId;

const seen = (as: As, caseId: string, door: Door = world.database.api) =>
  countsOf(door, as, OF_A_CASE, caseId);
const linksSeen = (as: As) =>
  world.database.api.run(as, (tx: Tx) =>
    tx.query<{ id: string }>('select child_case_id as id from app.case_link'),
  );

describe('a person excluded from a case', () => {
  it('is excluded from each case that it opens from then on, in every table', async () => {
    const { head, lead } = world.here;
    const parent = await aVisit();
    await exclude(world, world.here, head, parent);
    const child = await childOf(parent, 'visit');
    expect(await seen(head.as, child)).toEqual(none(OF_A_CASE));
    expect(await seen(lead.as, child)).toMatchObject({ case_file: 1, case_event: 1, duty: 2, exclusion: 1 });
    expect(await linksSeen(head.as)).toEqual([]);
    expect(await linksSeen(lead.as)).toEqual([{ id: child }]);
  });

  it('is excluded from the cases that it has opened, and from those that these have', async () => {
    const { head, lead } = world.here;
    const parent = await aVisit();
    const child = await childOf(parent, 'visit');
    const grandchild = await childOf(child, 'errand');
    expect(await seen(head.as, grandchild)).toMatchObject({ case_file: 1, duty: 2 });
    await exclude(world, world.here, head, parent);
    expect(await seen(head.as, child)).toEqual(none(OF_A_CASE));
    expect(await seen(head.as, grandchild)).toEqual(none(OF_A_CASE));
    expect(await seen(lead.as, grandchild)).toMatchObject({ case_file: 1, exclusion: 1 });
  });

  it('is excluded from a case that was being opened in that very moment', async () => {
    const { dsl, head } = world.here;
    const parent = await aVisit();
    const cause = await opening(parent, 'visit');
    const excluded = await world.database.api.run(dsl.as, async (tx) => {
      await drive(tx, parent, cause);
      const excluding = exclude(world, world.here, head, parent);
      // Long enough for it to have been written, had it not waited for whoever holds the case.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { excluding };
    });
    await excluded.excluding;
    expect(await seen(head.as, await linked(parent))).toEqual(none(OF_A_CASE));
  });

  it('does not learn that a case opened another from which they are shut out alone', async () => {
    const { head } = world.here;
    const parent = await aVisit();
    const child = await childOf(parent, 'visit');
    await exclude(world, world.here, head, child);
    expect(await seen(head.as, parent)).toMatchObject({ case_file: 1 });
    expect(await seen(head.as, child)).toEqual(none(OF_A_CASE));
    expect((await linksSeen(head.as)).map(({ id }) => id)).not.toContain(child);
  });
});

describe('a link between cases', () => {
  it('is never made across trusts, nor by a person to a case that is closed to them', async () => {
    const { here, there, database } = world;
    const parent = await aVisit();
    const closed = await aVisit();
    await exclude(world, here, here.head, closed);
    const link = (childId: string) =>
      database.api.run(here.head.as, (tx) =>
        tx.query(
          `insert into app.case_link (tenant_id, parent_case_id, child_case_id, step) values ($1, $2, $3, 'x')`,
          [here.trust.id, parent, childId],
        ),
      );
    await expect(link(closed)).rejects.toThrow(/row-level security/);
    await expect(link(there.caseId)).rejects.toThrow(/foreign key/);
  });

  it('and a copied exclusion are not for the API to change or take back', async () => {
    const { here, database } = world;
    const tries = [
      `update app.case_link set step = 'y'`,
      'delete from app.case_link',
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
    ];
    for (const sql of tries) {
      const values = sql.includes('$3') ? [here.trust.id, here.caseId, here.dsl.id] : [];
      const tried = database.api.run(here.dsl.as, (tx) => tx.query(sql, values));
      await expect(tried).rejects.toThrow(/permission denied/);
    }
  });
});
