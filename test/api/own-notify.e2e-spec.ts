import {
  deliverNotice,
  isCallbackOf,
  notifyServiceOf,
  putDown,
  takeUp,
  trustMailOf,
} from '@trustward/casework';
import { noticePage, ownNotify } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { MAILING, asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const AT = '/api/trust/notify';
const TEMPLATE = '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001';
const SECRET = '5b1d3c7e-9a55-4f0e-8f6d-7d0b9a3c4e22';
const GIVEN = {
  apiKey: `ours-c8e1a7f2-70b9-4b6c-93f0-2f6a5f1c0a11-${SECRET}`,
  emailTemplate: TEMPLATE,
  textTemplate: null,
  callbackToken: 'a-word-that-only-notify-knows',
};
const the = aSetting();
const shown = async (who: SignedIn) => ownNotify.strict().parse((await who.get(AT).expect(200)).body);

describe('a trust’s own service at GOV.UK Notify', () => {
  it('is given by the central team, which sees who gave it and what goes by it, and never the key', async () => {
    const { town, server, database } = the;
    const admin = await signIn(server, town.administrator);
    expect((await shown(admin)).given).toBeNull();
    await admin.post(AT, GIVEN).expect(204);
    const { text: answer } = await admin.get(AT).expect(200);
    expect(ownNotify.parse(JSON.parse(answer))).toMatchObject({
      given: { by: 'Ada Admin' },
      carries: { email: true, text: false },
      waiting: { email: 0, text: 0 },
      tried: null,
    });
    expect(answer).not.toContain(SECRET);
    const as = { tenantId: town.trust.id, actor: 'worker' };
    const { callbackToken, ...service } = GIVEN;
    expect(await database.worker.run(as, notifyServiceOf)).toEqual(service);
    expect(await isCallbackOf(database.api, town.trust.id, callbackToken)).toBe(true);
    const read = (column: string) =>
      database.api.run(town.administrator.as, (tx) => tx.query(`select ${column} from app.own_carrier`));
    for (const column of ['sealed', 'callback_hash']) await expect(read(column)).rejects.toThrow(/denied/);
  });

  it('is tried by whoever asks, at once for the page and later by the worker, and forgotten for good', async () => {
    const { town, server, database } = the;
    const admin = await signIn(server, town.administrator);
    await admin.post(AT, GIVEN).expect(204);
    const key = { given: (await shown(admin)).given?.at };
    await admin.post(`${AT}/try`, key).expect(204);
    expect((await shown(admin)).tried).toMatchObject({ by: 'Ada Admin', came: { email: null, text: null } });
    const jobs = await asOwner<{ payload: object }>(
      the,
      `select payload from graphile_worker._private_jobs where key = 'tryCarrier/' || $1`,
    );
    expect(jobs).toEqual([{ payload: { tenantId: town.trust.id } }]);
    await admin.post(`${AT}/forget`, key).expect(204);
    expect(await shown(admin)).toMatchObject({ given: null, forgotten: { by: 'Ada Admin' } });
    const [kept] = await asOwner(
      the,
      'select sealed, callback_hash from app.own_carrier where tenant_id = $1',
    );
    expect(kept).toEqual({ sealed: null, callback_hash: null });
    expect(await isCallbackOf(database.api, town.trust.id, GIVEN.callbackToken)).toBe(false);
    for (const act of ['try', 'forget']) problemOf(await admin.post(`${AT}/${act}`, key), 409, 'stale');
    const audited = await asOwner<{ verb: string }>(
      the,
      'select verb from app.audit where tenant_id = $1 and person_id = $2 and verb like $3 order by at',
      town.administrator.id,
      'trust.%Notify',
    );
    expect(audited.slice(-3).map(({ verb }) => verb)).toEqual([
      'trust.useNotify',
      'trust.tryNotify',
      'trust.forgetNotify',
    ]);
  });

  it('is told of to the rest of the central team and nobody else, here and by mail, without the key', async () => {
    const { town, server, database } = the;
    const { id: tenantId } = town.trust;
    const role = 'trustAdministrator';
    const other = await aPerson(town.trust).withPasswordHash(PASSWORD_HASH).as(role).create();
    const [admin, colleague, lead] = await Promise.all(
      [town.administrator, other, town.lead].map((who) => signIn(server, who)),
    );
    if (!admin || !colleague || !lead) throw new Error('somebody could not sign in');
    const told = async (who: SignedIn) => {
      const { text } = await who.get('/api/notices').expect(200);
      expect(text).not.toMatch(new RegExp(`${SECRET}|${GIVEN.callbackToken}|${TEMPLATE}|Ada Admin`));
      return noticePage.strict().parse(JSON.parse(text));
    };
    await admin.post(AT, GIVEN).expect(204);
    await admin.post(AT, GIVEN).expect(204);
    await admin.post(`${AT}/forget`, { given: (await shown(admin)).given?.at }).expect(204);
    const { items, unseen } = await told(colleague);
    expect(items.map(({ because }) => because)).toEqual(['keyForgotten', 'keyReplaced', 'keyGiven']);
    expect(unseen).toBe(3);
    for (const who of [admin, lead]) expect((await told(who)).items).toEqual([]);
    const rows = 'select distinct person_id as id from app.trust_notice where tenant_id = $1';
    expect(await asOwner(the, rows)).toEqual([{ id: other.id }]);
    const ids = items.map(({ id }) => id);
    await admin.post('/api/notices/seen', { ids }).expect(204);
    expect((await told(colleague)).unseen).toBe(3);
    await colleague.post('/api/notices/seen', { ids }).expect(204);
    expect((await told(colleague)).unseen).toBe(0);
    const jobs = `select payload from graphile_worker._private_jobs where key = 'trustMail/' || $1`;
    expect(await asOwner(the, jobs)).toEqual([{ payload: { tenantId } }]);
    const deliveries = await trustMailOf(database.worker, tenantId);
    const taken = (messageId: string) => takeUp(database.worker, { tenantId, messageId });
    const each = async (deliveryId: string) => {
      const { messages } = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
      expect(messages).toEqual([deliveryId]);
      return taken(deliveryId);
    };
    const letters = await Promise.all(deliveries.map(each));
    expect(letters).toEqual(
      ['keyGiven', 'keyReplaced', 'keyForgotten'].map(
        (because) => expect.objectContaining({ because, channel: 'email', address: other.email }) as object,
      ),
    );
    const [messageId = ''] = deliveries;
    await putDown(database.worker, { tenantId, messageId }, { state: 'accepted' });
    expect(await trustMailOf(database.worker, tenantId)).toEqual(deliveries.slice(1));
    await asOwner(
      the,
      'update app.person set suspended_at = now() where tenant_id = $1 and id = $2',
      other.id,
    );
    expect(await Promise.all(deliveries.map(taken))).toEqual([null, null, null]);
    expect(await trustMailOf(database.worker, tenantId)).toEqual([]);
  });

  it('lets nobody tell in another’s name, nor read what another was told', async () => {
    const { town, database } = the;
    const { administrator, lead, trust } = town;
    const insert = (by: string) =>
      database.api.run(administrator.as, (tx) =>
        tx.query(
          `insert into app.trust_notice (tenant_id, id, person_id, because, made_by)
           values ($1, gen_random_uuid(), $2, 'keyGiven', $3)`,
          [trust.id, lead.id, by],
        ),
      );
    await expect(insert(lead.id)).rejects.toThrow(/row-level security/);
    await insert(administrator.id);
    const read = (who: typeof lead) =>
      database.api.run(who.as, (tx) =>
        tx.query<{ id: string }>('select person_id as id from app.trust_notice'),
      );
    expect(await read(administrator)).toEqual([]);
    expect(await read(lead)).toEqual([{ id: lead.id }]);
  });

  it.each([
    [{ apiKey: 'nonsense' }, 'Give the key as GOV.UK Notify shows it: name, service and secret.'],
    [{ emailTemplate: null }, 'Give a template for e-mail, for texts or for both.'],
    [{ callbackToken: 'short' }, 'Give a bearer token of 20 characters or more.'],
  ])('refuses %j in words that never quote what was given', async (wrong, words) => {
    const admin = await signIn(the.server, the.town.administrator);
    expect(problemOf(await admin.post(AT, { ...GIVEN, ...wrong }), 400, 'badRequest').detail).toBe(words);
  });
});
