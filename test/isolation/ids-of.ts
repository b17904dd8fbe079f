import { randomUUID } from 'node:crypto';
import { deliver, wake } from '@trustward/casework';
import { account, passkeyBegun } from '@trustward/contracts';
import type { TestDatabase } from '@trustward/testing';
import type { ApiServer } from '../api/api-server.ts';
import { PasskeyDevice } from '../api/passkey-device.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { aMarkedCase } from './cast.ts';
import type { Cast } from './cast.ts';
import type { Ids } from './recipes.ts';

/** Opens two late cases, tells people of them, and collects every kind of id that comes of it. */
export async function idsOf(
  database: TestDatabase,
  server: ApiServer,
  cast: Cast,
  mark: string,
): Promise<Ids> {
  const cases = [await aMarkedCase(cast, mark), await aMarkedCase(cast, mark)];
  for (const caseId of cases) {
    const { deliveries } = await wake(database.worker, { tenantId: cast.trust.id, caseId });
    for (const id of deliveries) {
      await database.worker.run({ tenantId: cast.trust.id, actor: 'worker' }, (tx) => deliver(tx, id));
    }
  }
  const [caseId = ''] = cases;
  const dsl = await signIn(server, cast.people.dsl);
  const notices = (await dsl.get('/api/notices?limit=1').expect(200)).body as {
    items: { id: string }[];
    next: string;
  };
  const ids = {
    caseId,
    schoolId: cast.school.id,
    authorityId: cast.trust.authorityId,
    noticeId: notices.items[0]?.id ?? '',
    cursor: notices.next,
    personId: cast.people.staff.id,
    postId: await aPostOf(database, cast),
    changeId: await aChangeOf(await signIn(server, cast.people.trustAdministrator), cast),
    shareId: await aShareOf(dsl, caseId, cast),
    ...(await ownThingsOf(dsl)),
  };
  const missing = Object.entries(ids).filter(([, id]) => typeof id !== 'string' || id === '');
  if (missing.length > 0) throw new Error(`nothing to try as ${missing.map(([name]) => name).join(', ')}`);
  return ids;
}

const aPostOf = async (database: TestDatabase, { trust, people }: Cast): Promise<string> => {
  const rows = await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
    tx.query<{ id: string }>('select id from app.post where person_id = $1', [people.staff.id]),
  );
  return rows[0]?.id ?? '';
};

async function aChangeOf(admin: SignedIn, { school }: Cast): Promise<string> {
  const draft = { kind: 'calendar', schoolId: school.id, terms: [], closedDays: [], opensAt: '08:45' };
  const { body } = await admin.post('/api/changes', { eventId: randomUUID(), ...draft });
  return (body as { id?: string }).id ?? '';
}

async function aShareOf(dsl: SignedIn, caseId: string, { people }: Cast): Promise<string> {
  const share = { eventId: randomUUID(), to: people.staff.id, part: 'headline', reason: 'Because.' };
  await dsl.post(`/api/cases/${caseId}/shares`, share);
  const { body } = await dsl.get(`/api/cases/${caseId}/shares`).expect(200);
  return (body as { items: { id: string }[] }).items[0]?.id ?? '';
}

/** A session, a browser and a passkey of somebody. */
async function ownThingsOf(dsl: SignedIn): Promise<Pick<Ids, 'sessionId' | 'deviceId' | 'passkeyId'>> {
  const begun = passkeyBegun.parse((await dsl.post('/api/me/passkeys/begin').expect(200)).body);
  await dsl.post('/api/me/passkeys', new PasskeyDevice().make(begun)).expect(204);
  const { sessions, devices, passkeys } = account.parse((await dsl.get('/api/me/account').expect(200)).body);
  return {
    sessionId: sessions[0]?.id ?? '',
    deviceId: devices[0]?.id ?? '',
    passkeyId: passkeys[0]?.id ?? '',
  };
}
