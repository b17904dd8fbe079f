import { createHash, randomUUID } from 'node:crypto';
import { acknowledgement } from '@trustward/contracts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskOf, timeline } from './acting.ts';
import { aBrowser, aLink, madeLink, tokenOf, withdrawLink } from './agency.ts';
import { asking, problemOf, startApi } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { viewOf, wakeUp } from './story.ts';

const the = aSetting();

let dsl: SignedIn;
let lead: SignedIn;
let sound: string;
beforeAll(async () => {
  [dsl, lead] = [await signIn(the.server, the.town.dsl), await signIn(the.server, the.town.lead)];
  sound = (await aLink(the, dsl)).token;
});
/** Whoever opened one that is sound waits for no failure before. */
const forgiven = () => aBrowser(the).opens(sound).expect(200);
beforeEach(() => forgiven());

const hashOf = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();

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
    const { caseId, token } = await aLink(the, dsl);
    const answer = await taskOf(dsl, caseId, 'record-answer');
    const { body } = await aBrowser(the).says(token).expect(200);
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

  it('is on the timeline as it is made and as it is withdrawn, with who did so', async () => {
    const { caseId } = await aLink(the, dsl);
    await madeLink(dsl, caseId);
    const said = (await timeline(lead, caseId)).filter((entry) => entry.title.includes(' link '));
    expect(said).toEqual(
      ['Made a link', 'Withdrew the link', 'Made a link'].map((did) =>
        expect.objectContaining({
          ...{ kind: 'act', by: the.town.dsl.name, detail: "Children's social care" },
          title: `${did} by which “See that it arrived” can be confirmed`,
        }),
      ),
    );
  });

  it('leaves who said so and when on the leaders’ timeline, sealed where it is kept', async () => {
    const { caseId, token } = await aLink(the, dsl);
    await aBrowser(the).says(token).expect(200);
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
    const { caseId, token } = await aLink(the, dsl);
    const before = await rows(caseId);
    for (const address of ['/acknowledge', `/acknowledge?${token}`, '/api/acknowledgements']) {
      await asking(the.server).get(address);
      await asking(the.server).head(address);
    }
    problemOf(await asking(the.server).get('/api/acknowledgements'), 404, 'notFound');
    for (const scanner of [aBrowser(the), aBrowser(the)]) {
      const { body } = await scanner.opens(token).expect(200);
      expect(body).toEqual({ reference: expect.any(String) as string, acknowledged: false });
    }
    await wakeUp(the.town, caseId);
    expect(await rows(caseId)).toEqual(before);
    await aBrowser(the).says(token).expect(200);
  });

  it('is used once: the browser that used it gets the same answer again, and any other none', async () => {
    const { caseId, token } = await aLink(the, dsl);
    const [sam, another] = [aBrowser(the), aBrowser(the)];
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
    const { token } = await aLink(the, dsl);
    const answers = await Promise.all([aBrowser(the).says(token), aBrowser(the).says(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('answers alike once it is used, has run out, was withdrawn or replaced, or where it never was', async () => {
    const [used, old, withdrawn, replaced] = [
      await aLink(the, dsl),
      await aLink(the, dsl),
      await aLink(the, dsl),
      await aLink(the, dsl),
    ];
    await aBrowser(the).says(used.token).expect(200);
    await set(old.caseId, `made_at = now() - interval '15 days', expires_at = now() - interval '1 second'`);
    await withdrawLink(dsl, withdrawn.caseId).expect(204);
    const renewed = tokenOf(await madeLink(dsl, replaced.caseId));
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
      const { requestId: _differs, ...opened } = problemOf(await aBrowser(the).opens(token), 404, 'notFound');
      const { requestId: _too, ...pressed } = problemOf(await aBrowser(the).says(token), 404, 'notFound');
      answers.push(opened, pressed);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.detail).toMatch(/^This link cannot be used: .* ask for a new one\.$/);
    await aBrowser(the).says(renewed).expect(200);
  });

  it('is kept as a hash and known by no row: not the API’s own role may read even that', async () => {
    const { caseId, token } = await aLink(the, dsl);
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
    const { caseId, token } = await aLink(the, dsl);
    const name = 'Zebedee Canaryname';
    const theirReference = 'CANARY-REF';
    const browser = aBrowser(the);
    const answers = [await browser.opens(token), await browser.says(token, { name, theirReference })];
    const { child, school } = await viewOf(dsl, caseId);
    for (const { text } of answers) {
      for (const word of [token, name, theirReference, child?.name ?? '', school, caseId, 'Elmbrook']) {
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
    const { caseId, token } = await aLink(the, dsl);
    for (const name of ['', '  ', 'a\u202Eb', 'x'.repeat(121)]) {
      problemOf(await aBrowser(the).says(token, { name }), 400, 'badRequest');
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
    await aBrowser(the).says(token, { theirReference: '' }).expect(200);
  });
});
