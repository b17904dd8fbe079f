import { Injectable } from '@nestjs/common';
import { identities, readableCalendar } from '@trustward/casework';
import type { ChangeBoard } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RequestScope } from '../platform/request-scope.ts';
import { iso } from '../shared/instants.ts';
import { daysOf } from './own-days.ts';

const SCHOOLS = `select s.id, s.name, jsonb_build_object('id', a.id, 'name', a.name) as authority, (select k.hash from app.school_calendar k where k.tenant_id = s.tenant_id
    and k.school_id = s.id order by k.number desc limit 1) as hash
  from app.school s join platform.authority a on a.id = s.authority_id where s.tenant_id = $1 order by s.name, s.id`;
const PEOPLE = `select distinct p.person_id as id, p.school_id as "schoolId",
    (select app.ms(max(a.until_at)) from app.absence a where a.tenant_id = n.tenant_id and a.person_id = n.id
      and a.from_at <= now() and a.until_at > now()) as "awayUntil"
  from app.post p join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
  where p.tenant_id = $1 and p.since <= now() and coalesce(p.until > now(), true) and n.suspended_at is null`;

interface SchoolRow extends Omit<ChangeBoard['schools'][number], 'days' | 'unreadable'> {
  readonly hash: string | null;
}

async function shownDays(tx: Tx, schoolId: string, hash: string | null) {
  if (hash === null) return { days: daysOf({}), unreadable: false };
  const { calendar, instead } = await readableCalendar(tx, schoolId, hash);
  return { days: daysOf(calendar), unreadable: instead };
}

interface Holder {
  readonly id: string;
  readonly schoolId: string | null;
  readonly awayUntil: number | null;
}

/** What stands now, for whoever means to change it. */
@Injectable()
export class ChangeBoardService {
  constructor(private readonly scope: RequestScope) {}

  async board(): Promise<ChangeBoard> {
    return { schools: await this.schools(), people: await this.people() };
  }

  private async schools(): Promise<ChangeBoard['schools']> {
    const { tx } = this.scope;
    const rows = await tx.query<SchoolRow>(SCHOOLS, [tx.tenantId]);
    return Promise.all(
      rows.map(async ({ id, name, authority, hash }) => ({
        id,
        name,
        authority,
        ...(await shownDays(tx, id, hash)),
      })),
    );
  }

  private async people(): Promise<ChangeBoard['people']> {
    const { tx } = this.scope;
    const holders = await tx.query<Holder>(PEOPLE, [tx.tenantId]);
    const known = await identities(
      tx,
      holders.map(({ id }) => id),
    );
    return holders
      .map(({ id, schoolId, awayUntil }) => ({
        id,
        name: known.get(id)?.name ?? '',
        schoolId,
        awayUntil: awayUntil === null ? null : iso(awayUntil),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }
}
