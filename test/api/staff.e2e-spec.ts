import { wake } from '@trustward/casework';
import { caseView, me } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import { aPerson } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { at, changesBy } from './changing.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { asking } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
let admin: SignedIn;
let colleague: SignedIn;
const { draft, carryOut, apply, applied, throughWith, putAside, read } = changesBy(
  the,
  () => admin,
  () => [admin, colleague],
);
let leaver: Somebody;

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  const cora = aPerson(the.town.trust).named('Cora Central').withPasswordHash(PASSWORD_HASH);
  colleague = await signIn(the.server, await cora.as('trustAdministrator').create());
});
/** Asked before the safeguarding lead of the town, for they have been there longer. */
beforeEach(async () => {
  const { trust, school } = the.town;
  leaver = await aPerson(trust)
    .named('Leah Lead')
    .withPasswordHash(PASSWORD_HASH)
    .as('dsl')
    .at(school)
    .create();
  await asOwner(
    the,
    `update app.post set since = '2020-01-01' where tenant_id = $1 and person_id = $2`,
    leaver.id,
  );
});
/** Whoever a test leaves in a post is asked in no other. */
afterEach(() =>
  asOwner(
    the,
    `update app.post set until = now() where tenant_id = $1 and since <= '2020-01-01' and until is null`,
  ),
);

interface PostRow {
  readonly id: string;
  readonly role: string;
  readonly schoolId: string | null;
  readonly over: boolean;
}
const postsOf = (id: string) =>
  asOwner<PostRow>(
    the,
    `select id, role, school_id as "schoolId", coalesce(until <= clock_timestamp(), false) as over from app.post
      where tenant_id = $1 and person_id = $2 order by since, id`,
    id,
  );
const endsOf = async ({ id }: Somebody) => (await postsOf(id)).map((post) => post.id);
const leaving = async (from: string | null = null, who = leaver) => ({
  kind: 'posts',
  personId: who.id,
  ends: await endsOf(who),
  begins: [],
  from,
});
const offDuty = (offDuty: boolean) => ({ kind: 'offDuty', personId: leaver.id, offDuty });
const ownerOf = async (caseId: string): Promise<string | null> => {
  const sql = `select owner_person as owner from app.duty where tenant_id = $1 and case_id = $2 and step = 'decide'`;
  return (await asOwner<{ owner: string | null }>(the, sql, caseId))[0]?.owner ?? null;
};
const aCase = async () => {
  const caseId = await anOpenCase(the.town, the.town.teacher);
  expect(await ownerOf(caseId)).toBe(leaver.id);
  return caseId;
};
const cannotSignIn = async () =>
  problemOf(
    await asking(the.server).post('/api/sign-in').send({ email: leaver.email, password: PASSWORD }),
    401,
    'signInRefused',
  );

describe('taking somebody off duty', () => {
  it('§3.19 says first how many duties go to somebody else, and then signs them out, and gives each to whoever is next', async () => {
    const caseId = await aCase();
    const session = await signIn(the.server, leaver);
    const counted = await carryOut(await draft(offDuty(true)));
    expect(counted).toMatchObject({
      state: 'counted',
      handed: 1,
      unowned: 0,
      takesTwo: false,
      mayApply: true,
    });
    expect(await ownerOf(caseId)).toBe(leaver.id);
    await session.get('/api/me').expect(200);

    const taken = await applied(counted);
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    await cannotSignIn();
    expect(await carryOut(taken)).toMatchObject({ state: 'applied', handed: 1, unowned: 0 });
    expect(await ownerOf(caseId)).toBe(the.town.dsl.id);
  });

  it('ends all cover of theirs and for them, and the duties of whoever covered for them are somebody else’s', async () => {
    const { trust, school, head } = the.town;
    const cover = await aPerson(trust)
      .named('Cov Er')
      .withPasswordHash(PASSWORD_HASH)
      .as('staff')
      .at(school)
      .create();
    const lends = (person: string, covers: string, role: string) =>
      asOwner(
        the,
        `insert into app.post (tenant_id, id, person_id, role, school_id, since, cover_for)
         values ($1, $2, $3, $6, $4, '2019-01-01', $5)`,
        uuidv7(),
        person,
        school.id,
        covers,
        role,
      );
    await lends(cover.id, leaver.id, 'dsl');
    await lends(leaver.id, head.id, 'headteacher');
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect(await ownerOf(caseId)).toBe(cover.id);
    const counted = await carryOut(await draft(offDuty(true)));
    expect(counted).toMatchObject({ handed: 1 });
    expect(await carryOut(await applied(counted))).toMatchObject({ handed: 1 });
    const over = async (id: string) => (await postsOf(id)).filter((one) => one.over).map(({ role }) => role);
    expect(await over(cover.id)).toEqual(['dsl']);
    expect(await over(leaver.id)).toEqual(['headteacher']);
    expect(await ownerOf(caseId)).toBe(the.town.dsl.id);
  });

  it('is not for oneself, waits for nobody else, and is undone by two, with nothing given back by itself', async () => {
    const own = { ...offDuty(true), personId: the.town.administrator.id };
    const refused = await admin.post('/api/changes', { eventId: uuidv7(), ...own });
    expect(problemOf(refused, 422, 'refused')).toMatchObject({ rule: 'ownAct' });
    const caseId = await aCase();
    await throughWith(await draft(offDuty(true)));
    const back = await carryOut(await draft(offDuty(false)));
    expect(back).toMatchObject({ takesTwo: true, handed: 0 });
    const alone = await admin.post(`/api/changes/${back.id}/apply`, { version: back.version });
    expect(problemOf(alone, 422, 'refused')).toMatchObject({ rule: 'ownAct' });
    await carryOut(await applied(back));
    await signIn(the.server, leaver);
    expect(await ownerOf(caseId)).toBe(the.town.dsl.id);
  });

  it('has colleagues see that they are unavailable, and not why', async () => {
    const caseId = await aCase();
    await throughWith(await draft(offDuty(true)));
    const head = await signIn(the.server, the.town.head);
    const { text } = await head.get(`/api/cases/${caseId}`).expect(200);
    expect(caseView.parse(JSON.parse(text)).whoCanSee.map(({ name }) => name)).not.toContain(leaver.name);
    expect(text).not.toMatch(/off ?duty|suspen/i);
  });
});

describe('leaving', () => {
  it('takes two, signs them out at once, ends their posts and re-owns each duty', async () => {
    const caseId = await aCase();
    const session = await signIn(the.server, leaver);
    const counted = await carryOut(await draft(await leaving()));
    expect(counted).toMatchObject({ takesTwo: true, handed: 1, edit: { kind: 'posts', begins: [] } });
    const alone = await admin.post(`/api/changes/${counted.id}/apply`, { version: counted.version });
    expect(problemOf(alone, 422, 'refused')).toMatchObject({ rule: 'ownAct' });
    await session.get('/api/me').expect(200);
    const taken = await applied(counted);
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    await cannotSignIn();
    expect(await carryOut(taken)).toMatchObject({ handed: 1 });
    expect(await ownerOf(caseId)).toBe(the.town.dsl.id);
  });

  it('on a later day lets them go on until that instant, and is signed out by the clock alone', async () => {
    const session = await signIn(the.server, leaver);
    const waiting = await applied(await carryOut(await draft(await leaving(at(3)))));
    expect(waiting.state).toBe('waiting');
    await session.get('/api/me').expect(200);
    await asOwner(
      the,
      'update app.post set until = clock_timestamp() where tenant_id = $1 and person_id = $2',
      leaver.id,
    );
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
  });

  it('is taken back before it begins, and the posts are as they were', async () => {
    const waiting = await applied(await carryOut(await draft(await leaving(at(3)))));
    await putAside(waiting).expect(200);
    expect((await read(waiting)).state).toBe('aside');
    const open = await asOwner(
      the,
      'select from app.post where tenant_id = $1 and person_id = $2 and until is null',
      leaver.id,
    );
    expect(open).toHaveLength(1);
  });

  it('is refused to the only administrator, whose trust nobody could let anybody into', async () => {
    await asOwner(
      the,
      `update app.post set until = now() where tenant_id = $1 and role = 'trustAdministrator' and person_id <> $2`,
      the.town.administrator.id,
    );
    const what = await leaving(null, the.town.administrator);
    const refused = await admin.post('/api/changes', { eventId: uuidv7(), ...what });
    expect(problemOf(refused, 422, 'refused')).toMatchObject({ rule: 'posts' });
    await asOwner(
      the,
      `update app.post set until = null where tenant_id = $1 and role = 'trustAdministrator' and person_id <> $2`,
      the.town.administrator.id,
    );
  });
});

describe('moving to another school', () => {
  it('ends one post and begins another, leaves them signed in, and their duties at the first school are somebody else’s', async () => {
    const { other, dsl } = the.town;
    const caseId = await aCase();
    const session = await signIn(the.server, leaver);
    const move = { ...(await leaving()), begins: [{ role: 'dsl', schoolId: other.id }] };
    const counted = await carryOut(await draft(move));
    expect(counted).toMatchObject({ takesTwo: true, handed: 1 });
    expect(counted.edit).toMatchObject({ begins: [{ school: 'Oak Primary School' }] });
    expect(await carryOut(await applied(counted))).toMatchObject({ handed: 1 });
    const { posts } = me.parse((await session.get('/api/me').expect(200)).body);
    expect(posts.map(({ schoolId }) => schoolId)).toEqual([other.id]);
    expect(await ownerOf(caseId)).toBe(dsl.id);
    await wake(the.database.worker, { tenantId: the.town.trust.id, caseId });
    expect(await ownerOf(caseId)).toBe(dsl.id);
  });

  it('is refused for a post that is not theirs, of no school, or held already, and for whom only cases know', async () => {
    const { other, school, head } = the.town;
    const asked = async (more: object): Promise<Change | object> =>
      admin.post('/api/changes', { eventId: uuidv7(), ...(await leaving()), ...more });
    const status = async (more: object) => ((await asked(more)) as { status: number }).status;
    expect(await status({ ends: await endsOf(head) })).toBe(404);
    expect(await status({ begins: [{ role: 'dsl', schoolId: null }] })).toBe(422);
    expect(await status({ begins: [{ role: 'ceo', schoolId: other.id }] })).toBe(422);
    expect(await status({ begins: [{ role: 'dsl', schoolId: uuidv7() }] })).toBe(404);
    expect(await status({ ends: [], begins: [{ role: 'dsl', schoolId: school.id }] })).toBe(422);
    expect(await status({ ends: [], begins: [] })).toBe(422);
    expect(await status({ personId: uuidv7() })).toBe(404);
  });

  it('is confirmed by nobody whom it is about', async () => {
    const { lead } = the.town;
    const counted = await carryOut(
      await draft({
        kind: 'posts',
        personId: lead.id,
        ends: [],
        begins: [{ role: 'ceo', schoolId: null }],
        from: null,
      }),
    );
    const themselves = await signIn(the.server, lead);
    const alone = await themselves.post(`/api/changes/${counted.id}/apply`, { version: counted.version });
    problemOf(alone, 404, 'notFound');
    expect((await apply(counted)).status).toBe(200);
  });

  it('§3.10 is kept from whoever writes past the API, too: drafted by them, or about them, no post begins or ends', async () => {
    const { database, town } = the;
    const { administrator, lead, other } = town;
    const begin = (who: Somebody, personId: string) =>
      database.api.run(who.as, (tx) =>
        tx.query(
          `insert into app.post (tenant_id, id, person_id, role, school_id, since) values ($1, $2, $3, 'dsl', $4, now())`,
          [tx.tenantId, uuidv7(), personId, other.id],
        ),
      );
    const end = (who: Somebody) =>
      database.api.run(who.as, (tx) =>
        tx.query('update app.post set until = now() where tenant_id = $1 and person_id = $2 returning id', [
          tx.tenantId,
          leaver.id,
        ]),
      );
    await expect(begin(lead, leaver.id)).rejects.toThrow(/row-level security/);
    expect(await end(lead)).toEqual([]);
    await carryOut(await draft(await leaving()));
    await expect(begin(administrator, leaver.id)).rejects.toThrow(/row-level security/);
    expect(await end(administrator)).toEqual([]);
    expect(await end(leaver)).toEqual([]);
    expect(await end(lead)).toHaveLength(1);
  });
});
