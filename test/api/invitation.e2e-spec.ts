import { addPerson } from '@trustward/casework';
import { invitation, personShown } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import { aPerson, aTrust } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { LONG, invites, letterTo, opens, takes, withdraws } from './inviting.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const the = aSetting();
let admin: SignedIn;
let joiner: Somebody;

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
});
beforeEach(async () => {
  const { trust, school } = the.town;
  joiner = await aPerson(trust).named('Joy Joiner').as('staff').at(school).create();
});

const shown = async (id: string) =>
  personShown.strict().parse((await admin.get(`/api/people/${id}`).expect(200)).body);
const invited = async (who = joiner): Promise<string> => {
  await invites(admin, who.id).expect(204);
  return (await letterTo(the, who.id)).token;
};
const gone = async (token: string): Promise<string> => {
  const { detail } = problemOf(await opens(the, token), 404, 'notFound');
  return detail ?? '';
};
const audited = async (personId: string): Promise<string[]> =>
  (
    await asOwner<{ verb: string }>(
      the,
      `select verb from app.audit where tenant_id = $1 and subject_id = $2 and verb like 'invitation.%' order by at, id`,
      personId,
    )
  ).map(({ verb }) => verb);

describe('an invitation', () => {
  it('§3.1 is mailed to whoever has no account, changes nothing when opened, and lets them in by a password of their own', async () => {
    const token = await invited();
    expect((await letterTo(the, joiner.id)).address).toBe(joiner.email);
    expect(await shown(joiner.id)).toMatchObject({ hasAccount: false, invited: { mail: 'onItsWay' } });
    const [first, second] = [await opens(the, token).expect(200), await opens(the, token).expect(200)];
    expect(second.body).toEqual(first.body);
    expect(invitation.strict().parse(first.body)).toMatchObject({
      name: 'Joy Joiner',
      email: joiner.email,
      hasAccount: false,
    });
    await takes(the, token).expect(204);
    const entered = await asking(the.server)
      .post('/api/sign-in')
      .send({ email: joiner.email, password: LONG })
      .expect(200);
    expect(entered.body).toMatchObject({ personId: joiner.id, name: 'Joy Joiner' });
    expect(await shown(joiner.id)).toMatchObject({ hasAccount: true, invited: null });
    expect(await audited(joiner.id)).toEqual(['invitation.make', 'invitation.take']);
  });

  it('is kept as a hash, and its password as Argon2id', async () => {
    const token = await invited();
    await takes(the, token).expect(204);
    const [row] = await asOwner<{ hash: string }>(
      the,
      `select a.password_hash as hash from platform.account a join platform.membership m on m.account_id = a.id
        where m.tenant_id = $1 and m.person_id = $2`,
      joiner.id,
    );
    expect(row?.hash).toMatch(/^\$argon2id\$/);
    const kept = await asOwner(the, `select i::text from app.invitation i where tenant_id = $1`);
    const secret = Buffer.from(token, 'base64url').subarray(16);
    expect(JSON.stringify(kept)).not.toContain(secret.toString('hex'));
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('is taken by one of two who take it at once', async () => {
    const token = await invited();
    const both = await Promise.all([takes(the, token), takes(the, token, 'six herons juggle turnips')]);
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('takes no password that is short, common or their own name, and can be used all the same', async () => {
    const token = await invited();
    expect(problemOf(await takes(the, token, 'short'), 400, 'badRequest')).toBeDefined();
    expect(problemOf(await takes(the, token, 'Password123456'), 422, 'refused').rule).toBe('weakPassword');
    expect(problemOf(await takes(the, token, 'Joy Joiner 12'), 422, 'refused').rule).toBe('weakPassword');
    await takes(the, token).expect(204);
  });

  it('never gives away an account that is there: only whoever is signed in to it may join by it, and keeps their password', async () => {
    const elsewhere = await aTrust(the.database);
    const owner = await aPerson(elsewhere)
      .named('Both Trusts')
      .withPasswordHash(PASSWORD_HASH)
      .as('trustSafeguardingLead')
      .create();
    const id = uuidv7();
    const { trust } = the.town;
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
      await addPerson(tx, id, { name: 'Both Trusts', email: owner.email.toUpperCase(), phone: null });
      await tx.query(
        `insert into app.post (tenant_id, id, person_id, role, since) values ($1, gen_random_uuid(), $2, 'auditor', now())`,
        [trust.id, id],
      );
    });
    // The same to the administrator as of anybody.
    await invites(admin, id).expect(204);
    expect(await shown(id)).toMatchObject({ hasAccount: false, invited: { mail: 'onItsWay' } });
    const { token } = await letterTo(the, id);
    expect((await opens(the, token).expect(200)).body).toMatchObject({ hasAccount: true });
    problemOf(await takes(the, token), 409, 'stale');
    await asking(the.server).post('/api/sign-in').send({ email: owner.email, password: LONG }).expect(401);
    const stranger = await signIn(the.server, the.town.teacher);
    problemOf(await stranger.post('/api/invitations/join', { token }), 409, 'stale');
    const theirs = await signIn(the.server, owner);
    await theirs.post('/api/invitations/join', { token }).expect(204);
    expect(await shown(id)).toMatchObject({ hasAccount: true, invited: null });
    problemOf(await theirs.post('/api/invitations/join', { token }), 404, 'notFound');
    await signIn(the.server, owner);
  });

  it('reaches nobody of whom only cases know, whoever has an account, and is sent by no post but the administrator’s', async () => {
    const { trust, dsl, lead } = the.town;
    const known = uuidv7();
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      addPerson(tx, known, { name: 'Joy Joiner', email: joiner.email, phone: null }),
    );
    const only = problemOf(await invites(admin, known), 404, 'notFound');
    expect(problemOf(await invites(admin, uuidv7()), 404, 'notFound').detail).toBe(only.detail);
    expect(problemOf(await invites(admin, dsl.id), 422, 'refused').rule).toBe('hasAccount');
    problemOf(await invites(await signIn(the.server, lead), joiner.id), 403, 'notAllowed');
    // Nor does that a case knows somebody of that name and address change anything for whoever joins.
    await takes(the, await invited()).expect(204);
  });

  it('is answered alike once used, run out, withdrawn, replaced, of somebody who left or is off duty, and if it never was', async () => {
    const { trust, school } = the.town;
    const another = () => aPerson(trust).named('Ann Other').as('staff').at(school).create();
    const used = await invited();
    await takes(the, used).expect(204);
    const late = await another();
    const runOut = await invited(late);
    await asOwner(
      the,
      `update app.invitation set made_at = now() - interval '20 days', expires_at = now() - interval '6 days'
        where tenant_id = $1 and person_id = $2`,
      late.id,
    );
    const withdrawn = await another();
    const taken = await invited(withdrawn);
    await withdraws(admin, withdrawn.id).expect(204);
    const twice = await another();
    const replaced = await invited(twice);
    const newest = await invited(twice);
    const leaver = await another();
    const left = await invited(leaver);
    await asOwner(
      the,
      'update app.post set until = now() where tenant_id = $1 and person_id = $2',
      leaver.id,
    );
    const off = await another();
    const offDuty = await invited(off);
    await asOwner(the, 'update app.person set suspended_at = now() where tenant_id = $1 and id = $2', off.id);
    const never = Buffer.concat([Buffer.from(trust.id.replaceAll('-', ''), 'hex'), Buffer.alloc(32, 7)]);
    const answers = new Set<string>();
    for (const token of [
      used,
      runOut,
      taken,
      replaced,
      left,
      offDuty,
      never.toString('base64url'),
      'nothing',
    ]) {
      answers.add(await gone(token));
    }
    answers.add(problemOf(await takes(the, taken), 404, 'notFound').detail ?? '');
    expect([...answers]).toHaveLength(1);
    await opens(the, newest).expect(200);
    expect(await audited(withdrawn.id)).toEqual(['invitation.make', 'invitation.withdraw']);
    for (const { id } of [late, withdrawn, leaver, off]) expect((await shown(id)).invited).toBeNull();
  }, 30_000);
});
