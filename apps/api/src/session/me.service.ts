import { Injectable } from '@nestjs/common';
import { audit, openPerson } from '@trustward/casework';
import type { Me } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { mayOf } from '@trustward/permissions';
import { postsOf } from '../platform/posts.ts';
import { MAY_UNPROVEN, proofMissing } from '../platform/proofs.ts';
import { RequestScope } from '../platform/request-scope.ts';
import type { Session } from '../platform/request-scope.ts';

interface Row {
  readonly trustName: string;
  readonly demo: boolean;
  readonly codeAsked: boolean;
  readonly hasPasskey: boolean;
  readonly sealed: Buffer;
  readonly schools: Record<string, string> | null;
}

const ABOUT = `select t.name as "trustName", t.demo, p.sealed,
    exists (select from platform.authenticator f join platform.session s on s.account_id = f.account_id
      where s.id = $3 and f.confirmed_at is not null) as "codeAsked",
    exists (select from platform.passkey k join platform.session s on s.account_id = k.account_id
      where s.id = $3) as "hasPasskey",
    (select jsonb_object_agg(s.id, s.name) from app.school s where s.id = any($2::uuid[])) as schools
  from platform.tenant t join app.person p on p.tenant_id = t.id and p.id = $1 where t.id = (select app.tenant())`;

@Injectable()
export class MeService {
  constructor(
    private readonly door: Door,
    private readonly scope: RequestScope,
  ) {}

  /** Who the caller of this request is. */
  current(): Promise<Me> {
    return this.of(this.scope.tx, this.scope.caller.session);
  }

  /** Who has just signed in: their first transaction. */
  first(session: Session): Promise<Me> {
    return this.door.run(session, (tx) => this.of(tx, session));
  }

  /** That they signed out, by themselves. */
  left(): Promise<void> {
    const { id } = this.scope.caller.session;
    return audit(this.scope.tx, { verb: 'session.signOut', subjectKind: 'session', subjectId: id });
  }

  private async of(tx: Tx, session: Session): Promise<Me> {
    const posts = await postsOf(tx, session.personId);
    const schoolIds = posts.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
    const proofAsked = proofMissing(session, posts);
    const [row] = await tx.query<Row>(ABOUT, [session.personId, schoolIds, session.id], 'me');
    if (row === undefined) throw new Error('a session names a person who is not there');
    return {
      personId: session.personId,
      name: openPerson(tx, session.personId, row.sealed).name,
      trust: { id: session.tenantId, name: row.trustName, demo: row.demo },
      posts: posts.map(({ role, schoolId }) => ({
        role,
        schoolId,
        schoolName: schoolId === null ? null : (row.schools?.[schoolId] ?? null),
      })),
      codeAsked: row.codeAsked,
      hasPasskey: row.hasPasskey,
      proofAsked,
      may: mayOf(posts).filter((permission) => proofAsked === null || MAY_UNPROVEN.has(permission)),
      csrfToken: session.csrfToken,
      expiresAt: session.expiresAt.toISOString(),
      idleEndsAt: session.idleEndsAt.toISOString(),
      now: session.now.toISOString(),
    };
  }
}
