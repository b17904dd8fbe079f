import { aPerson, aSchool, aTrust } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import type { Role } from '@trustward/chain';
import { PASSWORD_HASH } from './password.ts';

/** One trust with two schools and somebody in every post that matters to a concern about a child. */
export interface Town {
  readonly trust: Trust;
  readonly school: School;
  readonly other: School;
  readonly teacher: Somebody;
  readonly dsl: Somebody;
  readonly deputy: Somebody;
  readonly head: Somebody;
  readonly lead: Somebody;
  readonly ceo: Somebody;
  readonly administrator: Somebody;
  readonly governor: Somebody;
  /** Of the other school. */
  readonly otherDsl: Somebody;
  readonly otherHead: Somebody;
}

export async function aTown(database: TestDatabase, name = 'Elmbrook Trust'): Promise<Town> {
  const trust = await aTrust(database, { name });
  const school = await aSchool(trust, 'Elm Primary School');
  const other = await aSchool(trust, 'Oak Primary School');
  const person = (called: string, role: Role, at?: School): Promise<Somebody> => {
    const one = aPerson(trust).named(called).withPasswordHash(PASSWORD_HASH).as(role);
    return (at === undefined ? one : one.at(at)).create();
  };
  return {
    trust,
    school,
    other,
    teacher: await person('Tessa Teacher', 'staff', school),
    dsl: await person('Dana Lead', 'dsl', school),
    deputy: await person('Dev Deputy', 'deputyDsl', school),
    head: await person('Hal Head', 'headteacher', school),
    lead: await person('Lee Trustlead', 'trustSafeguardingLead'),
    ceo: await person('Cleo Chief', 'ceo'),
    administrator: await person('Ada Admin', 'trustAdministrator'),
    governor: await person('Gwen Governor', 'governor', school),
    otherDsl: await person('Otto Otherdsl', 'dsl', other),
    otherHead: await person('Orla Otherhead', 'headteacher', other),
  };
}
