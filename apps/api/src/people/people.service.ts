import { Injectable } from '@nestjs/common';
import { audit, openPerson } from '@trustward/casework';
import type { Identity } from '@trustward/casework';
import type { FindPeople, PeoplePage, PersonShown } from '@trustward/contracts';
import * as z from 'zod';
import { decodeCursor, page } from '../platform/cursor.ts';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { PEOPLE, stateOf, toListedPerson } from './people-rows.ts';
import type { PersonRow } from './people-rows.ts';

const SCHOOLS = 'select id, name from app.school where tenant_id = $1 order by name, id';
const HAS_ACCOUNT = `select exists (select from platform.membership m join platform.account a on a.id = m.account_id
  where m.tenant_id = $1 and m.person_id = $2 and a.disabled_at is null) as has`;

type Known = PersonRow & Identity;
const cursorKey = z.tuple([z.uuid()]);

/** The people of a trust by their posts. Names are sealed, so they are looked for and sorted here, and stand in no index. */
@Injectable()
export class PeopleService {
  constructor(private readonly scope: RequestScope) {}

  async search({ words, school, role, state, cursor, limit }: FindPeople): Promise<PeoplePage> {
    const { tx } = this.scope;
    const [after] = decodeCursor(cursor, cursorKey) ?? [null];
    const place = school === 'trust' ? [null, true] : [school, false];
    const schools = await this.schools();
    if (place[0] !== null && schools.every(({ id }) => id !== school)) throw new NotThereOrNotYours();
    const rows = await tx.query<PersonRow>(PEOPLE, [tx.tenantId, ...place, role, null], 'people');
    const found = rows
      .filter((row) => state === null || stateOf(row) === state)
      .map((row): Known => ({ ...row, ...openPerson(tx, row.id, row.sealed) }))
      .filter(isCalled(words))
      .toSorted((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1));
    // Whoever the page before ended with is gone from the list where they changed meanwhile: it begins anew.
    const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    const cut = page(
      found.slice(from, from + limit + 1),
      limit,
      (row) => toListedPerson(row, row.name),
      ({ id }) => [id],
    );
    const subject = { subjectKind: 'person', subjectId: tx.personId ?? '' };
    await audit(tx, { verb: 'people.search', ...subject, detail: { shown: cut.items.length } });
    return { ...cut, total: found.length, schools };
  }

  async shown(personId: string): Promise<PersonShown> {
    const { tx } = this.scope;
    const [row] = await tx.query<PersonRow>(PEOPLE, [tx.tenantId, null, false, null, personId], 'people');
    if (row === undefined) throw new NotThereOrNotYours();
    const { name, email } = openPerson(tx, row.id, row.sealed);
    const [account] = await tx.query<{ has: boolean }>(HAS_ACCOUNT, [tx.tenantId, personId], 'has-account');
    await audit(tx, { verb: 'people.read', subjectKind: 'person', subjectId: personId });
    return {
      ...toListedPerson(row, name),
      email,
      hasAccount: account?.has ?? false,
      offDuty: row.offDuty,
      isYou: personId === tx.personId,
      schools: await this.schools(),
    };
  }

  private async schools(): Promise<PeoplePage['schools']> {
    const { tx } = this.scope;
    return [...(await tx.query<PeoplePage['schools'][number]>(SCHOOLS, [tx.tenantId], 'people-schools'))];
  }
}

/** Whether every word begins a word of the name, or the e-mail address. */
const isCalled = (words: string) => {
  const wanted = words.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  return ({ name, email }: Identity): boolean => {
    const has = `${name} ${email}`.toLocaleLowerCase('en').split(/[\s-]+/);
    return wanted.every((word) => has.some((one) => one.startsWith(word)));
  };
};
