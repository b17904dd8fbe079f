import { Injectable } from '@nestjs/common';
import { audit, openPerson } from '@trustward/casework';
import type { ChangePassword } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { NotSignedIn, ProblemError, Stale } from '../platform/problems.ts';
import type { Session } from '../platform/request-scope.ts';
import { Throttle } from '../platform/throttle.ts';
import { faultOf } from './password-rules.ts';
import type { Fault, Owner } from './password-rules.ts';
import { Passwords } from './passwords.ts';

const KNOWN = `select a.id as "accountId", a.email, a.password_hash as hash, p.sealed, t.name as trust
  from platform.session s join platform.account a on a.id = s.account_id
    join app.person p on p.tenant_id = s.tenant_id and p.id = s.person_id join platform.tenant t on t.id = s.tenant_id
  where s.id = $1`;
const CHANGE = `update platform.account set password_hash = $2 where id = $1 and password_hash = $3 returning id`;
const END_OTHERS = `delete from platform.session where account_id = $1 and id <> $2 returning id`;

interface Known {
  readonly accountId: string;
  readonly hash: string;
  readonly owner: Owner;
}

/** Changes a password, by whoever knows the one before, and ends every other session: none of them proved the new one. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly door: Door,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
  ) {}

  async change(session: Session, { current, next }: ChangePassword, address: string): Promise<void> {
    const known = await this.door.run(session, (tx) => this.known(tx, session));
    const origin = { address, device: session.id };
    const attempt = () => this.passwords.matches(known.hash, current);
    const isRight = await this.throttle.run(known.owner.email, origin, attempt, (right) => !right);
    if (!isRight) throw refusal('wrongPassword', 'current', 'This is not your current password');
    const fault = current === next ? 'same' : faultOf(next, known.owner);
    if (fault !== null) throw refusal('weakPassword', 'next', WHY_NOT[fault]);
    const hash = await this.passwords.hash(next);
    await this.door.run(session, (tx) => this.write(tx, session, known, hash));
  }

  private async known(tx: Tx, session: Session): Promise<Known> {
    const [row] = await tx.query<Omit<Known, 'owner'> & Omit<Owner, 'name'> & { sealed: Buffer }>(
      KNOWN,
      [session.id],
      'password-known',
    );
    if (row === undefined) throw new NotSignedIn();
    const { accountId, hash, email, trust, sealed } = row;
    const { name } = openPerson(tx, session.personId, sealed);
    return { accountId, hash, owner: { email, name, trust } };
  }

  private async write(tx: Tx, session: Session, known: Known, hash: string): Promise<void> {
    const changed = await tx.query(CHANGE, [known.accountId, hash, known.hash]);
    if (changed.length === 0) throw new Stale('Your password was changed elsewhere a moment ago.');
    const { length: ended } = await tx.query(END_OTHERS, [known.accountId, session.id]);
    const subject = { subjectKind: 'account', subjectId: known.accountId };
    await audit(tx, { verb: 'account.changePassword', ...subject, detail: { ended } });
  }
}

const refusal = (rule: string, field: string, reason: string) =>
  new ProblemError(422, 'refused', `${reason}.`, { rule, fields: [{ field, reason }] });

const WHY_NOT: Readonly<Record<Fault | 'same', string>> = {
  same: 'This is the password that you have now',
  common:
    'Many people use this password, so it is among the first to be guessed. Three words that do not belong together are better',
  personal: 'This is mostly your name, your address or your trust’s name, so it is easily guessed',
  repeats: 'This says the same thing again and again, so it is easily guessed',
};
