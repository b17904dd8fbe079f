import { randomUUID } from 'node:crypto';
import { hashOf, putDown, takeUp, wake } from '@trustward/casework';
import { acknowledgement, agencyLink } from '@trustward/contracts';
import type { AgencyLink } from '@trustward/contracts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { on, taskOf, timeline } from './acting.ts';
import { asking, problemOf, startApi } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();

let dsl: SignedIn;
let lead: SignedIn;
let sound: string;
beforeAll(async () => {
  [dsl, lead] = [await signIn(the.server, the.town.dsl), await signIn(the.server, the.town.lead)];
  sound = (await aLink()).token;
});
/** Whoever opened one that is sound waits for no failure before. */
const forgiven = () => aBrowser().opens(sound).expect(200);
beforeEach(() => forgiven());

/** A case whose written referral was sent, and that waits to hear that it arrived. */
async function aWrittenReferral(more: { drill?: boolean } = {}): Promise<string> {
  const caseId = await anOpenCase(the.town, the.town.teacher, more);
  for (const step of ['decide', 'verbal-referral', 'written-follow-up']) {
    const { status, text } = await doStep(dsl, caseId, step);
    if (status !== 200) throw new Error(text);
  }
  return caseId;
}

const path = (caseId: string) => `/api/cases/${caseId}/duties/receipt/link`;
const askFor = (who: SignedIn, caseId: string, more: object = {}) =>
  who.post(path(caseId), { eventId: randomUUID(), ...more });
const made = async (who: SignedIn, caseId: string, more: object = {}): Promise<AgencyLink> =>
  agencyLink.strict().parse((await askFor(who, caseId, more).expect(200)).body);
const tokenOf = ({ address }: AgencyLink): string => new URL(address).hash.slice(1);
async function aLink(): Promise<{ caseId: string; token: string }> {
  const caseId = await aWrittenReferral();
  return { caseId, token: tokenOf(await made(dsl, caseId)) };
}

/** Somebody at an agency, in a browser of their own. */
const aBrowser = () => {
  const press = randomUUID();
  return {
    opens: (token: string) => asking(the.server).post('/api/acknowledgements/look-up').send({ token, press }),
    says: (token: string, more: object = {}) =>
      asking(the.server)
        .post('/api/acknowledgements')
        .send({ token, press, name: 'Sam Patel', theirReference: 'CSC/77', ...more }),
  };
};

interface Row {
  readonly hash: string;
  readonly all: string;
}
const rows = (caseId: string) =>
  asOwner<Row>(
    the,
    `select encode(l.secret_hash, 'hex') as hash, concat(l::text, c.state::text, c.version) as "all" from app.agency_link l
     join app.case_file c on c.id = l.case_id where l.tenant_id = $1 and l.case_id = $2 order by l.id`,
    caseId,
  );
const set = (caseId: string, what: string) =>
  asOwner(the, `update app.agency_link set ${what} where tenant_id = $1 and case_id = $2`, caseId);

describe('3.14 a link by which an agency confirms that it has what it was sent', () => {
  it('000.17 stops the clock of the receipt alone; the time for their decision runs on', async () => {
    const { caseId, token } = await aLink();
    const answer = await taskOf(dsl, caseId, 'record-answer');
    const { body } = await aBrowser().says(token).expect(200);
    const { reference } = await viewOf(dsl, caseId);
    expect(acknowledgement.strict().parse(body)).toEqual({ reference, acknowledged: true });
    await wakeUp(the.town, caseId);
    expect(await taskOf(dsl, caseId, 'receipt')).toMatchObject({
      state: 'met',
      doneBy: "Children's social care",
      link: null,
      recorded: [
        { label: 'Who confirmed it, by the link', value: 'Sam Patel' },
        { label: 'Their reference', value: 'CSC/77' },
      ],
    });
    expect(await taskOf(dsl, caseId, 'record-answer')).toMatchObject({
      state: 'open',
      clock: { due: answer.clock?.due },
      link: null,
    });
  });

  it('leaves who said so and when on the leaders’ timeline, sealed where it is kept', async () => {
    const { caseId, token } = await aLink();
    await aBrowser().says(token).expect(200);
    await wakeUp(the.town, caseId);
    expect(await timeline(lead, caseId)).toContainEqual(
      expect.objectContaining({
        kind: 'act',
        title: "Children's social care confirmed “See that it arrived”",
        detail: 'Through the link, by “Sam Patel”, their reference “CSC/77”',
        by: null,
      }),
    );
    const [kept] = await asOwner<{ all: string }>(
      the,
      `select concat((select string_agg(e::text, '') from app.case_event e where e.case_id = $2),
         (select string_agg(l::text, '') from app.agency_link l where l.case_id = $2 and l.tenant_id = $1),
         (select string_agg(a::text, '') from app.audit a where a.case_id = $2)) as "all"`,
      caseId,
    );
    expect(kept?.all).toContain('confirmed');
    expect(kept?.all).not.toMatch(/Patel|CSC.77/);
  });

  it('changes nothing by being opened, however often, by GET, by HEAD or by a page that looks it up', async () => {
    const { caseId, token } = await aLink();
    const before = await rows(caseId);
    for (const address of ['/acknowledge', `/acknowledge?${token}`, '/api/acknowledgements']) {
      await asking(the.server).get(address);
      await asking(the.server).head(address);
    }
    problemOf(await asking(the.server).get('/api/acknowledgements'), 404, 'notFound');
    for (const scanner of [aBrowser(), aBrowser()]) {
      const { body } = await scanner.opens(token).expect(200);
      expect(body).toEqual({ reference: expect.any(String) as string, acknowledged: false });
    }
    await wakeUp(the.town, caseId);
    expect(await rows(caseId)).toEqual(before);
    await aBrowser().says(token).expect(200);
  });

  it('is used once: the browser that used it gets the same answer again, and any other none', async () => {
    const { caseId, token } = await aLink();
    const [sam, another] = [aBrowser(), aBrowser()];
    const first = await sam.says(token).expect(200);
    expect((await sam.says(token, { name: 'Somebody Else' }).expect(200)).body).toEqual(first.body);
    expect((await sam.opens(token).expect(200)).body).toEqual(first.body);
    problemOf(await another.says(token), 404, 'notFound');
    problemOf(await another.opens(token), 404, 'notFound');
    await wakeUp(the.town, caseId);
    await wakeUp(the.town, caseId);
    const said = (await timeline(lead, caseId)).filter(({ title }) => title.includes(' confirmed '));
    expect(said.map(({ detail }) => detail)).toEqual([
      'Through the link, by “Sam Patel”, their reference “CSC/77”',
    ]);
    expect((await sam.opens(token).expect(200)).body).toEqual(first.body);
  });

  it('of two who press it at once is used by one', async () => {
    const { token } = await aLink();
    const answers = await Promise.all([aBrowser().says(token), aBrowser().says(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('answers alike once it is used, has run out, was withdrawn or replaced, or where it never was', async () => {
    const [used, old, withdrawn, replaced] = [await aLink(), await aLink(), await aLink(), await aLink()];
    await aBrowser().says(used.token).expect(200);
    await set(old.caseId, `made_at = now() - interval '15 days', expires_at = now() - interval '1 second'`);
    await dsl.post(`${path(withdrawn.caseId)}/withdraw`, { eventId: randomUUID() }).expect(204);
    const renewed = tokenOf(await made(dsl, replaced.caseId));
    const unknown = [
      `${used.token.slice(0, -4)}AAAA`,
      Buffer.alloc(48, 7).toString('base64url'),
      'not-a-link',
      used.token.slice(0, 40),
    ];
    const gone = [used, old, withdrawn, replaced].map(({ token }) => token);
    const answers = [];
    for (const token of [...gone, ...unknown]) {
      await forgiven();
      const { requestId: _differs, ...opened } = problemOf(await aBrowser().opens(token), 404, 'notFound');
      const { requestId: _too, ...pressed } = problemOf(await aBrowser().says(token), 404, 'notFound');
      answers.push(opened, pressed);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.detail).toMatch(/^This link cannot be used: .* ask for a new one\.$/);
    await aBrowser().says(renewed).expect(200);
  });

  it('is kept as a hash and known by no row: not the API’s own role may read even that', async () => {
    const { caseId, token } = await aLink();
    const secret = Buffer.from(token, 'base64url').subarray(16);
    const [row] = await rows(caseId);
    expect(row?.hash).toBe(hashOf(secret).toString('hex'));
    expect(row?.all).not.toContain(secret.toString('hex'));
    const as = { tenantId: the.town.trust.id, personId: the.town.dsl.id };
    await expect(
      the.database.api.run(as, (tx) => tx.query('select secret_hash from app.agency_link')),
    ).rejects.toThrow(/permission denied/);
    await expect(
      the.database.api.run(as, (tx) =>
        tx.query('select * from app.agency_link_shown($1, $1)', [hashOf(secret)]),
      ),
    ).resolves.toEqual([]);
  });

  it('says nothing of itself, of who pressed it or of the child in a log or an answer', async () => {
    const { caseId, token } = await aLink();
    const name = 'Zebedee Canaryname';
    const theirReference = 'CANARY-REF';
    const browser = aBrowser();
    const answers = [await browser.opens(token), await browser.says(token, { name, theirReference })];
    const { child, school } = await viewOf(dsl, caseId);
    for (const { text } of answers) {
      for (const word of [token, name, theirReference, child.name, school, caseId, 'Elmbrook']) {
        expect(text).not.toContain(word);
      }
    }
    const logged = the.server.log.join('');
    for (const word of [token, token.slice(22), name, theirReference]) expect(logged).not.toContain(word);
  });

  it('makes whoever guesses wait, and keeps no more than a few of them waiting', async () => {
    const server = await startApi(the.database);
    const seen = new Set<number>();
    for (let n = 0; n < 20; n += 1) {
      void asking(server)
        .post('/api/acknowledgements/look-up')
        .send({ token: `guess-${n}`, press: randomUUID() })
        .then(
          ({ status }) => seen.add(status),
          // Those that still wait are hung up on below.
          () => undefined,
        );
    }
    await expect.poll(() => [...seen].sort(), { timeout: 10_000 }).toEqual([404, 429]);
    server.http.closeAllConnections();
    await server.close();
  });

  it('is refused where no name is typed, or one that cannot be read', async () => {
    const { caseId, token } = await aLink();
    for (const name of ['', '  ', 'a\u202Eb', 'x'.repeat(121)]) {
      problemOf(await aBrowser().says(token, { name }), 400, 'badRequest');
    }
    problemOf(
      await asking(the.server)
        .post('/api/acknowledgements')
        .set('sec-fetch-site', 'cross-site')
        .send({ token, press: randomUUID(), name: 'Sam' }),
      403,
      'forgeryRefused',
    );
    expect((await rows(caseId))[0]?.all).toBeDefined();
    await aBrowser().says(token, { theirReference: '' }).expect(200);
  });
});

describe('3.14 giving out such a link', () => {
  it('is for whoever might write down that it has come, while that is owed', async () => {
    const caseId = await aWrittenReferral();
    const head = await signIn(the.server, the.town.head);
    const { mayMake, live, party } = (await taskOf(dsl, caseId, 'receipt')).link ?? {};
    expect({ mayMake, live, party }).toEqual({ mayMake: true, live: null, party: "Children's social care" });
    await made(head, caseId);
    const other = await signIn(the.server, the.town.otherDsl);
    problemOf(await askFor(other, caseId), 404, 'notFound');
    const teacher = await signIn(the.server, the.town.teacher);
    problemOf(await askFor(teacher, caseId), 403, 'notAllowed');
    const wrong = `/api/cases/${caseId}/duties/record-answer/link`;
    problemOf(await dsl.post(wrong, { eventId: randomUUID() }), 422, 'refused');
    await on(dsl, caseId, 'receipt', 'done', {
      evidence: { receivedAt: new Date().toISOString(), confirmedBy: 'J. Osei' },
    });
    problemOf(await askFor(dsl, caseId), 422, 'refused');
  });

  it('twice by one press of the page is one link, and another ends the one before', async () => {
    const caseId = await aWrittenReferral();
    const eventId = randomUUID();
    const first = await made(dsl, caseId, { eventId });
    expect(await made(dsl, caseId, { eventId })).toEqual(first);
    expect(await rows(caseId)).toHaveLength(1);
    const second = await made(dsl, caseId);
    expect(tokenOf(second)).not.toBe(tokenOf(first));
    problemOf(await askFor(dsl, caseId, { eventId }), 409, 'stale');
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live).toMatchObject({ by: 'Dana Lead', mail: null });
  });

  it('counts what was said before the deadline as said in time, though the case heard of it after', async () => {
    const caseId = await aWrittenReferral({ drill: true });
    const token = tokenOf(await made(dsl, caseId));
    await aBrowser().says(token).expect(200);
    await forward(the.town, dsl, caseId, 7 * 24 * 60);
    expect(await taskOf(dsl, caseId, 'receipt')).toMatchObject({ state: 'met', lateSince: null });
    const [task] = (await viewOf(dsl, caseId)).tasks.filter(({ step }) => step === 'record-answer');
    expect(task?.lateSince).not.toBeNull();
  });

  it('is used though whoever gave it out may have no part in the case any more', async () => {
    const { caseId, token } = await aLink();
    await asOwner(
      the,
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`,
      caseId,
      the.town.dsl.id,
    );
    await aBrowser().says(token).expect(200);
    await wakeUp(the.town, caseId);
    expect((await taskOf(lead, caseId, 'receipt')).state).toBe('met');
  });
});

describe('3.14 a link that is mailed', () => {
  const beats = (mail: string) =>
    the.database.ownerPlatform.query(
      `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
       on conflict (process) do update set at = excluded.at, mail = excluded.mail`,
      [mail],
    );

  it('goes to the address of the agency, by the case’s own workflow, with its reference and no more', async () => {
    await beats('on');
    const caseId = await aWrittenReferral();
    const mailTo = (await taskOf(dsl, caseId, 'receipt')).link?.mailTo;
    expect(mailTo).toMatch(/@.*\.example$/);
    const link = await made(dsl, caseId, { mail: true });
    expect(link.mailedTo).toBe(mailTo);
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live?.mail).toBe('onItsWay');
    const tenantId = the.town.trust.id;
    const { deliveries } = await wake(the.database.worker, { tenantId, caseId });
    const [row] = await asOwner<{ id: string }>(
      the,
      'select id from app.agency_link where tenant_id = $1 and case_id = $2',
      caseId,
    );
    const messageId = row?.id ?? '';
    expect(deliveries).toContain(messageId);
    const { reference } = await viewOf(dsl, caseId);
    expect(await takeUp(the.database.worker, { tenantId, messageId })).toEqual({
      id: messageId,
      address: mailTo,
      token: tokenOf(link),
      reference,
    });
    await putDown(the.database.worker, { tenantId, messageId }, { state: 'accepted' });
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live?.mail).toBe('sent');
    expect((await wake(the.database.worker, { tenantId, caseId })).deliveries).not.toContain(messageId);
  });

  it('is not sent once it was withdrawn, and is offered by no drill and where no e-mail is sent', async () => {
    await beats('on');
    const caseId = await aWrittenReferral();
    await made(dsl, caseId, { mail: true });
    await dsl.post(`${path(caseId)}/withdraw`, { eventId: randomUUID() }).expect(204);
    const tenantId = the.town.trust.id;
    const [row] = await asOwner<{ id: string }>(
      the,
      'select id from app.agency_link where tenant_id = $1 and case_id = $2',
      caseId,
    );
    expect(await takeUp(the.database.worker, { tenantId, messageId: row?.id ?? '' })).toBeNull();
    const drill = await aWrittenReferral({ drill: true });
    expect((await taskOf(dsl, drill, 'receipt')).link?.mailTo).toBeNull();
    problemOf(await askFor(dsl, drill, { mail: true }), 422, 'refused');
    await beats('unset');
    expect((await taskOf(dsl, caseId, 'receipt')).link?.mailTo).toBeNull();
    problemOf(await askFor(dsl, caseId, { mail: true }), 422, 'refused');
  });
});
