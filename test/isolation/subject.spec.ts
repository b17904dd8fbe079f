import { deliver, wake } from '@trustward/casework';
import type { Post } from '@trustward/chain';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { openStream } from '../api/event-stream.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { ALL_ROLES, aCast, aMarkedCase, signInAll } from './cast.ts';
import type { Cast } from './cast.ts';
import { RECIPES, anyIds } from './recipes.ts';

const SECRET = 'Wolverine';
const PLAIN = 'Ocelot';

let database: TestDatabase;
let server: ApiServer;
let cast: Cast;
let signedIn: Record<Post, SignedIn>;
/** A late case that everybody could have seen before they were named in it, and one that they still may. */
let secret: string;
let plain: string;
let reference: string;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  cast = await aCast(database, 'Larch');
  signedIn = await signInAll(server, cast.people);
  secret = await aMarkedCase(cast, SECRET);
  plain = await aMarkedCase(cast, PLAIN);
  await tellEverybody(secret);
  await tellEverybody(plain);
  for (const caseId of [secret, plain]) await asOwner(A_LETTER_HELD_UP, [cast.trust.id, caseId]);
  reference = (
    (await signedIn.trustSafeguardingLead.get(`/api/cases/${secret}`)).body as { reference: string }
  ).reference;
}, 120_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

async function tellEverybody(caseId: string): Promise<void> {
  const { deliveries } = await wake(database.worker, { tenantId: cast.trust.id, caseId });
  for (const id of deliveries) {
    await database.worker.run({ tenantId: cast.trust.id, actor: 'worker' }, (tx) => deliver(tx, id));
  }
}

/** As where the trust's own carrier refuses its key. */
const A_LETTER_HELD_UP = `insert into app.message (tenant_id, id, delivery_id, case_id, person_id, channel, state, code)
  select d.tenant_id, gen_random_uuid(), d.id, d.case_id, n.person_id, 'email', 'waiting', 'lockedOut'
  from app.delivery d join app.notice n on n.tenant_id = d.tenant_id and n.case_id = d.case_id
  where d.tenant_id = $1 and d.case_id = $2 limit 1`;

const asOwner = (sql: string, values: readonly unknown[]) =>
  database.owner.run({ tenantId: cast.trust.id, actor: 'test' }, (tx) => tx.query(sql, values));

const name = (role: Post) =>
  asOwner(`insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`, [
    cast.trust.id,
    secret,
    cast.people[role].id,
  ]);
const unname = (role: Post) =>
  asOwner('delete from app.exclusion where person_id = $1', [cast.people[role].id]);

/** Everything a person can be answered, on every route, with the case's id wherever one goes. */
async function everything(who: SignedIn): Promise<{ route: string; status: number; text: string }[]> {
  const answers = [];
  for (const [route, { ask }] of Object.entries(RECIPES)) {
    if (route === 'POST /api/sign-out') continue;
    const ids = anyIds({ caseId: secret, schoolId: cast.school.id, noticeId: secret });
    const { status, text } = await ask(who, ids);
    answers.push({ route, status, text });
  }
  return answers;
}

describe.each(ALL_ROLES)('the subject of a case, as %s', (role) => {
  it('000.32 gets nothing on any route: no row, no page, no act, no notice', async () => {
    await name(role);
    const answers = await everything(signedIn[role]);
    for (const { route, status, text } of answers) {
      expect(text, route).not.toContain(SECRET);
      expect(text, route).not.toContain(secret);
      expect(text, route).not.toContain(reference);
      if (route.includes(':caseId')) expect([route, status]).toEqual([route, status === 403 ? 403 : 404]);
    }
    await unname(role);
  });

  it('finds no count that includes it', async () => {
    const counts = async () => {
      const late = (await signedIn[role].get('/api/late')).body as { lateNow?: number };
      const notices = (await signedIn[role].get('/api/notices')).body as {
        unseen?: number;
        unseenDrills?: number;
      };
      const { unseen = null, unseenDrills = null } = notices;
      const own = (await signedIn[role].get('/api/trust/notify')).body as { waiting?: { email: number } };
      return { late: late.lateNow ?? null, unseen, unseenDrills, heldUp: own.waiting?.email ?? null };
    };
    const seen = await asOwner('select case_id from app.notice where person_id = $1 and case_id = $2', [
      cast.people[role].id,
      secret,
    ]);
    const before = await counts();
    await name(role);
    const after = await counts();
    const isOwnAct = before.late === null ? null : before.late - 1;
    expect(after).toEqual({
      late: isOwnAct,
      unseen: before.unseen === null ? null : before.unseen - seen.length,
      unseenDrills: before.unseenDrills,
      heldUp: before.heldUp === null ? null : before.heldUp - 1,
    });
    await unname(role);
  });
});

describe('a subject who asks in other ways', () => {
  it('is answered exactly as about a case that never was', async () => {
    await name('dsl');
    const strip = ({ body }: { body: unknown }) => ({ ...(body as object), requestId: '' });
    const theirs = strip(await signedIn.dsl.get(`/api/cases/${secret}`));
    const never = strip(await signedIn.dsl.get('/api/cases/01a1fd80-0000-7000-8000-000000000000'));
    expect(theirs).toEqual(never);
    await unname('dsl');
  });

  it('hears nothing live of it, while others do', async () => {
    await name('dsl');
    const subject = await openStream(server, signedIn.dsl.cookie);
    const other = await openStream(server, signedIn.headteacher.cookie);
    await signedIn.headteacher.post(`/api/cases/${secret}/duties/decide/take-over`, {
      eventId: '01a1fd80-0000-7000-8000-000000000001',
      version: 1,
      reason: 'x',
    });
    await tellEverybody(secret);
    await other.until((messages) => messages.some((each) => each.kind === 'case' && each.caseId === secret));
    await new Promise((done) => setTimeout(done, 300));
    expect(subject.messages).toEqual([]);
    subject.close();
    other.close();
    await unname('dsl');
  });

  it('is not listed among those who can see it, nor named as told', async () => {
    await name('deputyDsl');
    const { body } = await signedIn.headteacher.get(`/api/cases/${secret}`).expect(200);
    const { whoCanSee } = body as { whoCanSee: { id: string }[] };
    expect(whoCanSee.map(({ id }) => id)).not.toContain(cast.people.deputyDsl.id);
    expect(whoCanSee.length).toBeGreaterThan(1);
    await unname('deputyDsl');
  });

  it('still sees and does everything else', async () => {
    await name('dsl');
    const { body } = await signedIn.dsl.get('/api/cases').expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toContain(plain);
    await signedIn.dsl.get(`/api/cases/${plain}`).expect(200);
    await unname('dsl');
  });
});
