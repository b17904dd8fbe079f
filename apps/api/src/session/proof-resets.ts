import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import { Door, PlatformDoor } from '@trustward/database';
import { mayOf } from '@trustward/permissions';
import { postsOf } from '../platform/posts.ts';
import { ProblemError } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import type { Member } from './entrance.ts';

const LIVE = `granted_at > clock_timestamp() - interval '24 hours'`;
/** Somebody else, of this trust alone: no trust undoes what another may ask for. */
const WHOSE = `select a.id as "accountId", m.person_id as "personId"
  from platform.account a join platform.membership m on m.account_id = a.id and m.tenant_id = $1
  where a.email = $2 and m.person_id <> $3
    and not exists (select from platform.membership o where o.account_id = a.id and o.tenant_id <> $1)`;
const GRANT = `insert into platform.proof_reset (account_id, tenant_id, granted_by) values ($1, $2, $3)
  on conflict (account_id) do update set granted_by = $3, granted_at = clock_timestamp()`;
const WAITS = `select from platform.proof_reset where account_id = $1 and ${LIVE}`;
const TAKE = `delete from platform.proof_reset where account_id = $1 and ${LIVE} returning granted_by as "grantedBy"`;
const GONE = ['authenticator', 'passkey', 'session'].map(
  (table) => `delete from platform.${table} where account_id = $1`,
);

/** A way back for who lost all that they prove themselves by and knows their password still. */
@Injectable()
export class ProofResets {
  constructor(
    private readonly door: Door,
    private readonly platform: PlatformDoor,
    private readonly scope: RequestScope,
  ) {}

  /** Never for oneself; whoever it is for hears of it at once, for they may not have asked. */
  async grant(email: string): Promise<void> {
    const { tx } = this.scope;
    const values = [tx.tenantId, email.toLowerCase(), tx.personId];
    const [whose] = await tx.query<{ accountId: string; personId: string }>(WHOSE, values);
    if (whose === undefined) throw nobodyThere();
    await tx.query(GRANT, [whose.accountId, tx.tenantId, tx.personId]);
    const subject = { subjectKind: 'account', subjectId: whose.accountId };
    await audit(tx, { verb: 'account.proofsResetGranted', ...subject });
    await tellOwner(tx, 'proofsResetGranted', whose.personId);
  }

  /** By whoever has just given the right password: what they had is taken away, and everybody signed out. */
  async taken(member: Member): Promise<boolean> {
    const { accountId } = member;
    if ((await this.platform.query(WAITS, [accountId], 'reset-waits')).length === 0) return false;
    return this.door.run(member, async (tx) => {
      const [reset] = await tx.query<{ grantedBy: string }>(TAKE, [accountId]);
      if (reset === undefined) return false;
      // Whoever left, or was suspended, since lets nobody begin anew.
      if (!mayOf(await postsOf(tx, reset.grantedBy)).includes('signIn:set')) return false;
      for (const statement of GONE) await tx.query(statement, [accountId]);
      await audit(tx, { verb: 'account.proofsReset', subjectKind: 'account', subjectId: accountId });
      await tellOwner(tx, 'proofsReset');
      return true;
    });
  }
}

const nobodyThere = () => {
  const reason = 'Nobody else of your trust alone signs in with this address';
  return new ProblemError(422, 'refused', `${reason}.`, {
    rule: 'nobodyThere',
    fields: [{ field: 'email', reason }],
  });
};
