import { randomUUID } from 'node:crypto';
import { makeAgencyLink } from '@trustward/casework';
import { aCase, aPerson, aSchool, aTrust, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';

/** Two trusts, each with a school, its people and one open case. */
export interface Place {
  readonly trust: Trust;
  readonly school: School;
  readonly dsl: Somebody;
  readonly head: Somebody;
  readonly teacher: Somebody;
  readonly lead: Somebody;
  readonly caseId: string;
}
export interface World {
  readonly database: TestDatabase;
  readonly here: Place;
  readonly there: Place;
}

async function aPlace(database: TestDatabase, name: string): Promise<Place> {
  const trust = await aTrust(database, { name });
  const school = await aSchool(trust, `${name} School`);
  const dsl = await aPerson(trust).named(`${name} Lead`).as('dsl').at(school).create();
  const head = await aPerson(trust).named(`${name} Head`).as('headteacher').at(school).create();
  const teacher = await aPerson(trust).named(`${name} Teacher`).as('staff').at(school).create();
  const lead = await aPerson(trust).named(`${name} Trust Lead`).as('trustSafeguardingLead').create();
  const { caseId } = await aCase(trust, teacher, school);
  const link = { id: randomUUID(), caseId, step: 'receipt', party: 'socialCare', mail: false };
  await database.api.run(dsl.as, (tx) => makeAgencyLink(tx, link));
  return { trust, school, dsl, head, teacher, lead, caseId };
}

export async function aWorld(): Promise<World> {
  const database = await testDatabase();
  return { database, here: await aPlace(database, 'Here'), there: await aPlace(database, 'There') };
}

/** Cuts somebody off from a case, as naming its subject will. */
export const exclude = (
  world: World,
  place: Place,
  somebody: Somebody,
  caseId = place.caseId,
): Promise<unknown> =>
  world.database.owner.run({ tenantId: place.trust.id, actor: 'test' }, (tx) =>
    tx.query(
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
      [place.trust.id, caseId, somebody.id],
    ),
  );
