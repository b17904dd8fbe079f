import { Injectable } from '@nestjs/common';
import { audit, openPerson } from '@trustward/casework';
import { USUAL_CHOICE } from '@trustward/contracts';
import type { ContactChoice, ContactSettings } from '@trustward/contracts';
import { RequestScope } from '../platform/request-scope.ts';

const MINE = `select n.sealed, k.soon, k.later, k.quiet, (select a.email from platform.membership m
    join platform.account a on a.id = m.account_id where m.tenant_id = $1 and m.person_id = n.id) as email
  from app.person n left join app.contact_choice k on k.tenant_id = n.tenant_id and k.person_id = n.id
  where n.tenant_id = $1 and n.id = $2`;
const CHOOSE = `insert into app.contact_choice (tenant_id, person_id, soon, later, quiet) values ($1, $2, $3, $4, $5)
  on conflict (tenant_id, person_id) do update set soon = excluded.soon, later = excluded.later, quiet = excluded.quiet`;

type Row = { readonly [K in keyof ContactChoice]: ContactChoice[K] | null } & {
  readonly sealed: Buffer;
  readonly email: string | null;
};

const SHOWN_DIGITS = 3;

@Injectable()
export class ContactService {
  constructor(private readonly scope: RequestScope) {}

  async mine(): Promise<ContactSettings> {
    const { tx, caller } = this.scope;
    const [row] = await tx.query<Row>(MINE, [tx.tenantId, caller.personId], 'contact-mine');
    if (row === undefined) throw new Error('a session names a person who is not there');
    const { soon, later, quiet, sealed, email } = row;
    const { phone } = openPerson(tx, caller.personId, sealed);
    return {
      choice: soon === null || later === null || quiet === null ? USUAL_CHOICE : { soon, later, quiet },
      email,
      phoneEnding: phone?.slice(-SHOWN_DIGITS) ?? null,
    };
  }

  async choose({ soon, later, quiet }: ContactChoice): Promise<void> {
    const { tx, caller } = this.scope;
    await tx.query(CHOOSE, [tx.tenantId, caller.personId, soon, later, quiet], 'contact-choose');
    const detail = { soon, later, quiet };
    await audit(tx, {
      verb: 'person.chooseContact',
      subjectKind: 'person',
      subjectId: caller.personId,
      detail,
    });
  }
}
