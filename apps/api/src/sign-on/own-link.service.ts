import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { endSessionsOf } from './kept-sign-on.ts';

const UNLINK = `update app.sign_on_link set ended_at = clock_timestamp()
  where tenant_id = $1 and person_id = $2 and ended_at is null returning id`;

/** Takes one's own link away, and with it the sessions that came by it. */
@Injectable()
export class OwnLinkService {
  constructor(private readonly scope: RequestScope) {}

  async unlink(): Promise<void> {
    const { tx } = this.scope;
    const [gone] = await tx.query<{ id: string }>(UNLINK, [tx.tenantId, tx.personId]);
    if (gone === undefined) throw new NotThereOrNotYours();
    await endSessionsOf(tx, [gone.id]);
    await audit(tx, { verb: 'account.unlinkSignOn', subjectKind: 'signOnLink', subjectId: gone.id });
    await tellOwner(tx, 'signOnUnlinked');
  }
}
