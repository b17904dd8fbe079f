import { Injectable } from '@nestjs/common';
import { openPerson } from '@trustward/casework';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { NotSignedIn, ProblemError } from '../platform/problems.ts';
import type { Session } from '../platform/request-scope.ts';
import { Throttle } from '../platform/throttle.ts';
import type { Owner } from './password-rules.ts';
import { Passwords } from './passwords.ts';

const KNOWN = `select a.id as "accountId", a.email, a.password_hash as hash, p.sealed, t.name as trust
  from platform.session s join platform.account a on a.id = s.account_id
    join app.person p on p.tenant_id = s.tenant_id and p.id = s.person_id join platform.tenant t on t.id = s.tenant_id
  where s.id = $1`;

/** An account whose password was given a moment ago by whoever is signed in to it. */
export interface Known {
  readonly accountId: string;
  readonly hash: string;
  readonly owner: Owner;
}

interface Row extends Omit<Owner, 'name'> {
  readonly accountId: string;
  readonly hash: string;
  readonly sealed: Buffer;
}

/** Whoever is signed in shows that they know the password, too; guesses stand in line as they do at the sign-in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly door: Door,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
  ) {}

  /** `field` is where it was typed. Opens transactions of its own: nobody waits in line with a connection in hand. */
  async prove(session: Session, given: { field: string; password: string }, address: string): Promise<Known> {
    const known = await this.door.run(session, (tx) => this.known(tx, session));
    const origin = { address, device: session.id };
    const attempt = () => this.passwords.matches(known.hash, given.password);
    const isRight = await this.throttle.run(known.owner.email, origin, attempt, (right) => !right);
    if (!isRight) throw refusedField('wrongPassword', given.field, 'This is not your password');
    return known;
  }

  private async known(tx: Tx, session: Session): Promise<Known> {
    const [row] = await tx.query<Row>(KNOWN, [session.id], 'password-known');
    if (row === undefined) throw new NotSignedIn();
    const { accountId, hash, email, trust, sealed } = row;
    const { name } = openPerson(tx, session.personId, sealed);
    return { accountId, hash, owner: { email, name, trust } };
  }
}

export const refusedField = (rule: string, field: string, reason: string) =>
  new ProblemError(422, 'refused', `${reason}.`, { rule, fields: [{ field, reason }] });
