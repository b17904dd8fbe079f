import { randomUUID } from 'node:crypto';
import { deliverNotice, takeUp } from '@trustward/casework';
import { asking } from './api-server.ts';
import { MAILING, asOwner } from './mailed.ts';
import type { Setting } from './setting.ts';
import type { SignedIn } from './signed-in.ts';

export const LONG = 'a walrus borrows umbrellas';

export const invites = (who: SignedIn, personId: string) =>
  who.post(`/api/people/${personId}/invitation`, { eventId: randomUUID() });
export const withdraws = (who: SignedIn, personId: string) =>
  who.post(`/api/people/${personId}/invitation/withdraw`);

/** What the worker would mail to somebody now: the secret of the newest letter that waits, and where it goes. */
export async function letterTo(the: Setting, personId: string): Promise<{ token: string; address: string }> {
  const tenantId = the.town.trust.id;
  const [row] = await asOwner<{ id: string }>(
    the,
    `select id from app.invitation where tenant_id = $1 and person_id = $2 order by made_at desc limit 1`,
    personId,
  );
  const { messages = [] } = await deliverNotice(
    the.database.worker,
    { tenantId, deliveryId: row?.id ?? '' },
    MAILING,
  );
  const message = await takeUp(the.database.worker, { tenantId, messageId: messages[0] ?? randomUUID() });
  if (message === null || !('trust' in message)) throw new Error('There is no letter.');
  return message;
}

/** Somebody with a link and no session. */
export const opens = ({ server }: Pick<Setting, 'server'>, token: string) =>
  asking(server).post('/api/invitations/look-up').send({ token });
export const takes = ({ server }: Pick<Setting, 'server'>, token: string, password = LONG) =>
  asking(server).post('/api/invitations').send({ token, password });
