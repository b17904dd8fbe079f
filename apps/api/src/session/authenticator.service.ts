import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { AccountReason, AuthenticatorBegun, RecoveryCodes } from '@trustward/contracts';
import { NotThereOrNotYours, ProblemError } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { hashOfCode, newRecoveryCodes, newSecret, uriOf } from './one-time-codes.ts';
import { refusedField } from './own-password.ts';
import { sealSecret, stepBy } from './second-factor.ts';

const MINE = `select s.account_id as "accountId", a.email from platform.session s
  join platform.account a on a.id = s.account_id where s.id = $1`;
/** Begun anew as often as one likes, until it is confirmed. */
const BEGIN = `insert into platform.authenticator as x (account_id, tenant_id, sealed) values ($1, $2, $3)
  on conflict (account_id) do update set sealed = $3, tenant_id = $2 where x.confirmed_at is null returning account_id`;
const BEGUN = `select sealed, app.ms(clock_timestamp()) as now from platform.authenticator
  where account_id = $1 and tenant_id = $2 and confirmed_at is null for update`;
const CONFIRM = `update platform.authenticator set confirmed_at = clock_timestamp(), last_step = $2 where account_id = $1`;
const OFF = `delete from platform.authenticator where account_id = $1 and confirmed_at is not null returning account_id`;
const IS_ON = `select from platform.authenticator where account_id = $1 and confirmed_at is not null for update`;
const NO_CODES = `delete from platform.recovery_code where account_id = $1`;
const CODES = `insert into platform.recovery_code (account_id, hash) select $1, unnest($2::bytea[])`;

interface Mine {
  readonly accountId: string;
  readonly email: string;
}

/** Sets up, renews and turns off the second proof of whoever asks, for their own account alone. */
@Injectable()
export class AuthenticatorService {
  constructor(
    private readonly scope: RequestScope,
    private readonly sessions: SessionStore,
  ) {}

  async begin(): Promise<AuthenticatorBegun> {
    const { tx } = this.scope;
    const { accountId, email } = await this.mine();
    const secret = newSecret();
    const begun = await tx.query(BEGIN, [accountId, tx.tenantId, sealSecret(tx, accountId, secret)]);
    if (begun.length === 0) {
      throw new ProblemError(422, 'refused', 'An authenticator app is set up. Turn it off first.', {
        rule: 'authenticatorOn',
      });
    }
    await this.audited('account.authenticatorBegun', accountId);
    return { uri: uriOf(secret, email), secret };
  }

  async confirm(code: string): Promise<RecoveryCodes> {
    const { tx } = this.scope;
    const { accountId } = await this.mine();
    const [row] = await tx.query<{ sealed: Buffer; now: number }>(BEGUN, [accountId, tx.tenantId]);
    if (row === undefined) throw new NotThereOrNotYours();
    const step = stepBy(tx, accountId, row, code);
    if (step === null) throw refusedField('wrongCode', 'code', 'This is not the code that the app shows now');
    await tx.query(CONFIRM, [accountId, step]);
    await this.sessions.proved(tx, this.scope.caller.session.id, PROOF.code);
    await this.done('account.authenticatorOn', accountId, 'codesAsked');
    return this.newCodes(accountId);
  }

  /** None of those from before lets in any more. */
  async renewCodes(): Promise<RecoveryCodes> {
    const { accountId } = await this.mine();
    const on = await this.scope.tx.query(IS_ON, [accountId]);
    if (on.length === 0) throw new NotThereOrNotYours();
    await this.done('account.recoveryCodes', accountId, 'recoveryCodesRenewed');
    return this.newCodes(accountId);
  }

  async off(): Promise<void> {
    const { accountId } = await this.mine();
    const off = await this.scope.tx.query(OFF, [accountId]);
    if (off.length === 0) throw new NotThereOrNotYours();
    await this.done('account.authenticatorOff', accountId, 'codesNotAsked');
  }

  private async newCodes(accountId: string): Promise<RecoveryCodes> {
    const codes = newRecoveryCodes();
    await this.scope.tx.query(NO_CODES, [accountId]);
    await this.scope.tx.query(CODES, [accountId, codes.map(hashOfCode)]);
    return { codes };
  }

  private async mine(): Promise<Mine> {
    const { tx, caller } = this.scope;
    const [row] = await tx.query<Mine>(MINE, [caller.session.id], 'authenticator-mine');
    if (row === undefined) throw new NotThereOrNotYours();
    return row;
  }

  private async done(verb: string, accountId: string, because: AccountReason): Promise<void> {
    await this.audited(verb, accountId);
    await tellOwner(this.scope.tx, because);
  }

  private audited(verb: string, accountId: string): Promise<void> {
    return audit(this.scope.tx, { verb, subjectKind: 'account', subjectId: accountId });
  }
}
