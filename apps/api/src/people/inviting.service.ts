import { Injectable } from '@nestjs/common';
import { invite, openPerson, withdrawInvitation } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours, RuleRefused } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { PEOPLE, stateOf } from './people-rows.ts';
import type { PersonRow } from './people-rows.ts';

const MEMBER = 'select from platform.membership where tenant_id = $1 and person_id = $2';

/**
 * Asks whoever holds a post and has no account to make one. Nothing is asked of their address: whether somebody signs in
 * by it elsewhere, or whether a case knows it, changes no answer.
 */
@Injectable()
export class InvitingService {
  constructor(private readonly scope: RequestScope) {}

  async invite(personId: string, eventId: string): Promise<void> {
    const { tx } = this.scope;
    const row = await listed(tx, personId);
    if (stateOf(row) === 'left' || row.offDuty) {
      throw new RuleRefused('notInService', 'Whoever has left, or is off duty, is not invited.');
    }
    if ((await tx.query(MEMBER, [tx.tenantId, personId])).length > 0) {
      throw new RuleRefused('hasAccount', 'They have an account.');
    }
    if (openPerson(tx, row.id, row.sealed).email === '') {
      throw new RuleRefused('noAddress', 'No e-mail address is known of them.');
    }
    await invite(tx, eventId, personId);
  }

  async withdraw(personId: string): Promise<void> {
    const { tx } = this.scope;
    await listed(tx, personId);
    await withdrawInvitation(tx, personId);
  }
}

/** Of whom only cases know is nobody here. */
async function listed(tx: Tx, personId: string): Promise<PersonRow> {
  const [row] = await tx.query<PersonRow>(PEOPLE, [tx.tenantId, null, false, null, personId], 'people');
  if (row === undefined) throw new NotThereOrNotYours();
  return row;
}
