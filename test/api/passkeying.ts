import { account, noticePage, passkeyAsked, passkeyBegun } from '@trustward/contracts';
import type { PasskeyAsked, PasskeyProof } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { asking, problemOf } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { PasskeyDevice } from './passkey-device.ts';
import { PASSWORD_HASH } from './password.ts';
import type { Setting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

export const PASSKEYS = '/api/me/passkeys';

export const begin = async (session: SignedIn) =>
  passkeyBegun.parse((await session.post(`${PASSKEYS}/begin`).expect(200)).body);

export const passkeysOf = async (session: SignedIn) =>
  account.strict().parse((await session.get('/api/me/account').expect(200)).body).passkeys;

export const toldOf = async (session: SignedIn) =>
  noticePage.parse((await session.get('/api/notices').expect(200)).body).items.map(({ because }) => because);

/** What is said, without what differs each time. */
export const refusal = (response: Parameters<typeof problemOf>[0]) => {
  const { requestId: _differs, ...body } = problemOf(response, 401, 'passkeyRefused');
  return JSON.stringify([body, response.get('Set-Cookie') ?? null]);
};

/** What specs about passkeys do in their setting. */
export function passkeying(the: Setting) {
  const ask = async (server: ApiServer = the.server): Promise<PasskeyAsked> =>
    passkeyAsked.parse((await asking(server).post('/api/sign-in/passkey/begin').send({}).expect(200)).body);
  const enter = (proof: PasskeyProof) => asking(the.server).post('/api/sign-in/passkey').send(proof);
  const equipped = async (who: Somebody, device = new PasskeyDevice()) => {
    const session = await signIn(the.server, who);
    await session.post(PASSKEYS, device.make(await begin(session))).expect(204);
    return { session, device };
  };
  const aColleague = () =>
    aPerson(the.town.trust).withPasswordHash(PASSWORD_HASH).as('staff').at(the.town.school).create();
  const auditOf = async (who: Somebody) => {
    const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ verb: string }>('select verb from app.audit where person_id = $1 order by at, id', [who.id]),
    );
    return rows.map(({ verb }) => verb);
  };
  return { ask, enter, equipped, aColleague, auditOf };
}
