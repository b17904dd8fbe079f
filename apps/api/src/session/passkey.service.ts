import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { AddPasskey, PasskeyBegun } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours, ProblemError } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import { RequestScope } from '../platform/request-scope.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { PasskeyChallenges } from './passkey-challenges.ts';
import { Passkeys } from './passkeys.ts';
import type { Made, Named } from './passkeys.ts';

const AT_MOST = 20;

const MINE = `select s.account_id as "accountId", a.email,
    (select count(*)::integer from platform.passkey p where p.account_id = a.id) as many
  from platform.session s join platform.account a on a.id = s.account_id where s.id = $1`;
const HAS = `select credential_id as "credentialId", transports from platform.passkey where account_id = $1`;
const ADD = `insert into platform.passkey (account_id, credential_id, public_key, counter, transports, name)
  select s.account_id, $2, $3, $4, $5, $6 from platform.session s where s.id = $1
  on conflict (credential_id) do nothing`;
const ADDED = `select p.id, p.account_id as "accountId" from platform.passkey p
  join platform.session s on s.account_id = p.account_id where s.id = $1 and p.credential_id = $2`;
const REMOVE = `delete from platform.passkey p using platform.session s
  where s.id = $1 and p.account_id = s.account_id and p.id = $2 returning p.id`;

interface Mine {
  readonly accountId: string;
  readonly email: string;
  readonly many: number;
}

/** Adds and removes the passkeys of whoever asks, for their own account alone. */
@Injectable()
export class PasskeyService {
  constructor(
    private readonly door: Door,
    private readonly scope: RequestScope,
    private readonly passkeys: Passkeys,
    private readonly challenges: PasskeyChallenges,
    private readonly sessions: SessionStore,
  ) {}

  async begin(): Promise<PasskeyBegun> {
    const { tx, caller } = this.scope;
    const [mine] = await tx.query<Mine>(MINE, [caller.session.id], 'passkey-owner');
    if (mine === undefined) throw new NotThereOrNotYours();
    if (mine.many >= AT_MOST) throw refused('tooManyPasskeys', `You have ${AT_MOST}. Remove one first.`);
    const has = await tx.query<Named>(HAS, [mine.accountId], 'passkeys-had');
    const challenge = await this.challenges.askOwn(tx, caller.session.id, 'add');
    const begun = await this.passkeys.begun(challenge, mine, has);
    const subject = { subjectKind: 'account', subjectId: mine.accountId };
    await audit(tx, { verb: 'account.passkeyBegun', ...subject });
    return begun;
  }

  /** Not within the request's transaction: a challenge is spent whatever comes of it. */
  async add(session: Session, { name, made }: AddPasskey): Promise<void> {
    const key = await this.passkeys.made(made, (one) =>
      this.door.run(session, (tx) => this.challenges.spendOwn(tx, session.id, 'add', one)),
    );
    if (key === null) throw refused('passkeyUnfit', 'This passkey could not be kept. Try again.');
    await this.door.run(session, (tx) => this.keep(tx, session, key, { name, transports: made.transports }));
  }

  async remove(id: string): Promise<void> {
    const { tx, caller } = this.scope;
    const gone = await tx.query(REMOVE, [caller.session.id, id]);
    if (gone.length === 0) throw new NotThereOrNotYours();
    await audit(tx, { verb: 'account.passkeyRemoved', subjectKind: 'passkey', subjectId: id });
    await tellOwner(tx, 'passkeyRemoved');
  }

  private async keep(
    tx: Tx,
    session: Session,
    { credentialId, publicKey, counter }: Made,
    { name, transports }: { name: string; transports: readonly string[] },
  ): Promise<void> {
    // One that is somebody's already is not seen, nor taken over.
    await tx.query(ADD, [session.id, credentialId, publicKey, counter, transports, name]);
    const [added] = await tx.query<{ id: string }>(ADDED, [session.id, credentialId]);
    if (added === undefined) throw refused('passkeyUnfit', 'This passkey could not be kept. Try again.');
    await this.sessions.proved(tx, session.id, PROOF.passkey);
    await audit(tx, { verb: 'account.passkeyAdded', subjectKind: 'passkey', subjectId: added.id });
    await tellOwner(tx, 'passkeyAdded');
  }
}

const refused = (rule: string, reason: string) => new ProblemError(422, 'refused', reason, { rule });
