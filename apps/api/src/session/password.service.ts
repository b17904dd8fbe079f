import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { ChangePassword } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyReply } from 'fastify';
import { Stale } from '../platform/problems.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { OwnPassword, refusedField } from './own-password.ts';
import type { Known } from './own-password.ts';
import { WHY_NOT, faultOf } from './password-rules.ts';
import { Passwords } from './passwords.ts';

const CHANGE = `update platform.account set password_hash = $2 where id = $1 and password_hash = $3 returning id`;
const NO_RESET = 'delete from platform.proof_reset where account_id = $1';
const END_OTHERS = `delete from platform.session where account_id = $1 and id <> $2 returning id`;

/**
 * Changes a password, by whoever knows the one before, and ends every other session: none of them proved the new one. This
 * one goes on under a new token: whoever copied the one before is out, too.
 */
@Injectable()
export class PasswordService {
  constructor(
    private readonly door: Door,
    private readonly own: OwnPassword,
    private readonly passwords: Passwords,
    private readonly sessions: SessionStore,
  ) {}

  async change(
    session: Session,
    { current, next }: ChangePassword,
    address: string,
    reply: FastifyReply,
  ): Promise<void> {
    const known = await this.own.prove(session, { field: 'current', password: current }, address);
    const fault = current === next ? 'same' : faultOf(next, known.owner);
    if (fault !== null) throw refusedField('weakPassword', 'next', WHY_NOT[fault]);
    const hash = await this.passwords.hash(next);
    const [token, fresh] = await this.door.run(session, (tx) => this.write(tx, session, known, hash));
    this.sessions.giveCookie(reply, token, fresh);
  }

  private async write(tx: Tx, session: Session, known: Known, hash: string): Promise<[Buffer, Session]> {
    const changed = await tx.query(CHANGE, [known.accountId, hash, known.hash]);
    if (changed.length === 0) throw new Stale('Your password was changed elsewhere a moment ago.');
    const { length: ended } = await tx.query(END_OTHERS, [known.accountId, session.id]);
    const subject = { subjectKind: 'account', subjectId: known.accountId };
    await audit(tx, { verb: 'account.changePassword', ...subject, detail: { ended } });
    await tellOwner(tx, 'passwordChanged');
    // Granted to who knew the password before.
    await tx.query(NO_RESET, [known.accountId]);
    return this.sessions.rotate(tx, session, null);
  }
}
