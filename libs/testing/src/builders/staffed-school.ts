import type { Role } from '@trustward/chain';
import type { TestDatabase } from '../database/test-database.ts';
import { aPerson, type Somebody } from './person.ts';
import { aSchool, type School } from './school.ts';
import { aTrust, type Trust } from './trust.ts';

/** One school of a trust of its own, with somebody in each post that a concern about a child passes. */
export interface StaffedSchool {
  readonly trust: Trust;
  readonly school: School;
  readonly people: {
    readonly teacher: Somebody;
    readonly dsl: Somebody;
    readonly head: Somebody;
    readonly lead: Somebody;
    readonly ceo: Somebody;
  };
}

/** With a password's hash they can all sign in. */
export async function aStaffedSchool(
  database: TestDatabase,
  passwordHash: string | null = null,
): Promise<StaffedSchool> {
  const trust = await aTrust(database);
  const school = await aSchool(trust);
  const person = (name: string, role: Role, at?: School): Promise<Somebody> => {
    const one = aPerson(trust).named(name).as(role);
    if (at !== undefined) one.at(at);
    return (passwordHash === null ? one : one.withPasswordHash(passwordHash)).create();
  };
  const people = {
    teacher: await person('Tess Teacher', 'staff', school),
    dsl: await person('Dina Lead', 'dsl', school),
    head: await person('Hedy Teacher', 'headteacher', school),
    lead: await person('Tom Safe', 'trustSafeguardingLead'),
    ceo: await person('Cleo Chief', 'ceo'),
  };
  return { trust, school, people };
}
