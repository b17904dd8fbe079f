import { Injectable } from '@nestjs/common';
import { audit } from '@trustward/casework';
import type { Account, Place } from '@trustward/contracts';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { iso } from '../shared/instants.ts';
import { SESSION_NOT_OVER, WITH_SIGN_IN_RULE } from '../platform/session-store.ts';

const MINE = '(select account_id from platform.session where id = $1)';
/** Whoever came by a trust's sign-on and has not given the password since sees and ends nothing beyond that trust. */
const KNOWS_PASSWORD = `(own.by = 'password' or own.stepped_up_at is not null)`;
const REACHED = `(select s.id from platform.session s join platform.session own on own.account_id = s.account_id
  where own.id = $1 and (s.tenant_id = own.tenant_id or ${KNOWS_PASSWORD}))`;
const OWN_DEVICES = `account_id = (select own.account_id from platform.session own where own.id = $1 and ${KNOWS_PASSWORD})`;
const SIGN_ON = `select app.ms(l.linked_at) as "linkedSince" from app.sign_on o
    left join app.sign_on_link l on l.tenant_id = o.tenant_id and l.sign_on_id = o.id and l.person_id = $2
      and l.ended_at is null
  where o.tenant_id = $1 and o.ended_at is null`;
const ABOUT = `select a.email, app.ms(f.confirmed_at) as since, (select count(*)::integer from platform.recovery_code c
    where c.account_id = a.id and c.used_at is null) as "codesLeft"
  from platform.account a left join platform.authenticator f on f.account_id = a.id where a.id = ${MINE}`;
const SESSIONS = `select s.id, s.browser, s.system, app.ms(s.created_at) as since, app.ms(s.seen_at) as "seenAt",
    s.id = $1 as current
  from platform.session s ${WITH_SIGN_IN_RULE} where s.id in ${REACHED} and ${SESSION_NOT_OVER}
  order by s.id = $1 desc, s.seen_at desc, s.id`;
const DEVICES = `select id, browser, system, app.ms(since) as since, app.ms(seen_at) as "seenAt",
    id_hash is not distinct from $2 as current
  from platform.device where ${OWN_DEVICES} order by id_hash is not distinct from $2 desc, seen_at desc, id`;
const PASSKEYS = `select id, name, app.ms(added_at) as "addedAt", app.ms(used_at) as "usedAt"
  from platform.passkey where account_id = ${MINE} order by added_at desc, id`;
const END = `delete from platform.session where id in ${REACHED} and id = $2 and id <> $1 returning id`;
const END_OTHERS = `delete from platform.session where id in ${REACHED} and id <> $1 returning id`;
const FORGET = `delete from platform.device where ${OWN_DEVICES} and id = $2 returning id`;

interface About {
  readonly email: string;
  readonly since: number | null;
  readonly codesLeft: number;
}
type PasskeyRow = Omit<Account['passkeys'][number], 'addedAt' | 'usedAt'> & {
  readonly addedAt: number;
  readonly usedAt: number | null;
};
type Row = Omit<Place, 'since' | 'seenAt'> & { readonly since: number; readonly seenAt: number };

/** What an account is signed in by, for its owner alone: theirs is whatever shares the account of the session that asks. */
@Injectable()
export class AccountService {
  constructor(private readonly scope: RequestScope) {}

  async shown(device: Buffer | null): Promise<Account> {
    const { tx } = this.scope;
    const [about] = await tx.query<About>(ABOUT, [this.own], 'account');
    const sessions = await tx.query<Row>(SESSIONS, [this.own], 'account-sessions');
    const [signOn] = await tx.query<{ linkedSince: number | null }>(
      SIGN_ON,
      [tx.tenantId, tx.personId],
      'account-sign-on',
    );
    const devices = await tx.query<Row>(DEVICES, [this.own, device], 'account-devices');
    const passkeys = await tx.query<PasskeyRow>(PASSKEYS, [this.own], 'account-passkeys');
    if (about === undefined) throw new NotThereOrNotYours();
    const { email, since, codesLeft } = about;
    return {
      email,
      sessions: sessions.map(placeOf),
      devices: devices.map(placeOf),
      signOn: signOn ? { linkedSince: signOn.linkedSince === null ? null : iso(signOn.linkedSince) } : null,
      authenticator: since === null ? null : { since: iso(since), codesLeft },
      passkeys: passkeys.map(({ addedAt, usedAt, ...passkey }) => ({
        ...passkey,
        addedAt: iso(addedAt),
        usedAt: usedAt === null ? null : iso(usedAt),
      })),
    };
  }

  /** One of the others: this one is ended by signing out. */
  async end(sessionId: string): Promise<void> {
    const gone = await this.scope.tx.query(END, [this.own, sessionId]);
    if (gone.length === 0) throw new NotThereOrNotYours();
    await audit(this.scope.tx, { verb: 'session.end', subjectKind: 'session', subjectId: sessionId });
  }

  async endOthers(): Promise<void> {
    const { length } = await this.scope.tx.query(END_OTHERS, [this.own]);
    const detail = { ended: length };
    await audit(this.scope.tx, {
      verb: 'session.endOthers',
      subjectKind: 'session',
      subjectId: this.own,
      detail,
    });
  }

  /** It signs in as a browser that was never there: whoever holds it stands in line with strangers. */
  async forget(deviceId: string): Promise<void> {
    const gone = await this.scope.tx.query(FORGET, [this.own, deviceId]);
    if (gone.length === 0) throw new NotThereOrNotYours();
    await audit(this.scope.tx, { verb: 'device.forget', subjectKind: 'device', subjectId: deviceId });
  }

  private get own(): string {
    return this.scope.caller.session.id;
  }
}

const placeOf = ({ since, seenAt, ...place }: Row): Place => ({
  ...place,
  since: iso(since),
  seenAt: iso(seenAt),
});
