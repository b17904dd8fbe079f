import { aPerson } from '@trustward/testing';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase, doStep, wakeUp } from './story.ts';

const the = aSetting();

const streamOf = async (who: 'dsl' | 'head' | 'lead' | 'otherDsl' | 'teacher' | 'ceo') => {
  const signedIn = await signIn(the.server, the.town[who]);
  return { signedIn, stream: await openStream(the.server, signedIn.cookie) };
};

describe('the live stream', () => {
  it('is an event stream with our headers, and says nothing by itself', async () => {
    const { stream } = await streamOf('dsl');
    const { headers, statusCode } = stream.response;
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(stream.messages).toEqual([]);
    stream.close();
  });

  it('tells who may read a case that it changed, and its owner that there is a notice', async () => {
    const { stream, signedIn } = await streamOf('dsl');
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await stream.until((seen) => seen.some((each) => each.kind === 'case' && each.caseId === caseId));
    await wakeUp(the.town, caseId);
    await stream.until((seen) => seen.some(({ kind }) => kind === 'notice'));
    const before = stream.messages.length;
    await doStep(signedIn, caseId, 'decide');
    await stream.until((seen) => seen.length > before);
    stream.close();
  });

  it('3.12 tells the rest of the central team at once what somebody did with what is the trust’s, and nobody else', async () => {
    const { town, server } = the;
    const other = aPerson(town.trust).withPasswordHash(PASSWORD_HASH).as('trustAdministrator');
    const admin = await signIn(server, town.administrator);
    const stream = await openStream(server, (await signIn(server, await other.create())).cookie);
    const { stream: ceo } = await streamOf('ceo');
    const key = 'ours-c8e1a7f2-70b9-4b6c-93f0-2f6a5f1c0a11-5b1d3c7e-9a55-4f0e-8f6d-7d0b9a3c4e22';
    const templates = { emailTemplate: '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001', textTemplate: null };
    const word = 'a-word-that-only-notify-knows';
    await admin.post('/api/trust/notify', { apiKey: key, ...templates, callbackToken: word }).expect(204);
    await stream.until((seen) => seen.some(({ kind }) => kind === 'notice'));
    expect(ceo.messages).toEqual([]);
    for (const each of [stream, ceo]) each.close();
  });

  it('says nothing to people of another school, without a right to read, or who only reported', async () => {
    const streams = await Promise.all((['otherDsl', 'ceo', 'teacher'] as const).map(streamOf));
    const { stream: lead } = await streamOf('lead');
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await wakeUp(the.town, caseId);
    await lead.until((seen) => seen.some(({ kind }) => kind === 'case'));
    await new Promise((done) => setTimeout(done, 300));
    for (const { stream } of streams) {
      expect(stream.messages).toEqual([]);
      stream.close();
    }
    lead.close();
  });

  it('says nothing to a person who has been excluded meanwhile, on a stream that was open before', async () => {
    const { stream: dsl } = await streamOf('dsl');
    const { stream: head } = await streamOf('head');
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await head.until((seen) => seen.some((each) => each.kind === 'case' && each.caseId === caseId));
    await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
        [tx.tenantId, caseId, the.town.head.id],
      ),
    );
    const [before, dslBefore] = [head.messages.length, dsl.messages.length];
    await doStep(await signIn(the.server, the.town.dsl), caseId, 'decide');
    await wakeUp(the.town, caseId);
    await dsl.until((seen) => seen.length > dslBefore);
    await new Promise((done) => setTimeout(done, 300));
    expect(head.messages.length).toBe(before);
    head.close();
    dsl.close();
  });

  it('ends within five seconds of the session, and says so', async () => {
    const { stream, signedIn } = await streamOf('dsl');
    const start = Date.now();
    await signedIn.post('/api/sign-out').expect(204);
    await stream.ended;
    expect(Date.now() - start).toBeLessThan(5_000);
    expect(stream.messages.at(-1)).toEqual({ kind: 'signedOut' });
  });

  it('§3.19 ends within five seconds for whoever is taken off duty', async () => {
    const { stream } = await streamOf('otherDsl');
    const asOwner = (sql: string) =>
      the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
        tx.query(sql, [the.town.otherDsl.id]),
      );
    const start = Date.now();
    await asOwner('update app.person set suspended_at = now() where id = $1');
    await stream.ended;
    expect(Date.now() - start).toBeLessThan(5_000);
    expect(stream.messages.at(-1)).toEqual({ kind: 'signedOut' });
    await asOwner('update app.person set suspended_at = null where id = $1');
  });

  it('makes every page come again when the connection that listens was lost, and goes on', async () => {
    const { stream, signedIn } = await streamOf('dsl');
    const other = new Client({ connectionString: the.database.apiUrl });
    await other.connect();
    await other.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'trustward-listen' and datname = current_database()`);
    await other.end();
    await stream.ended;
    const again = await openStream(the.server, signedIn.cookie);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await again.until((seen) => seen.some((each) => each.kind === 'case' && each.caseId === caseId));
    again.close();
  });

  it('is refused to whoever is not signed in', async () => {
    problemOf(await asking(the.server).get('/api/live'), 401, 'notSignedIn');
  });

  it('tells what changed in a burst without a message for each step of it', async () => {
    const { stream } = await streamOf('lead');
    const ids = await Promise.all(Array.from({ length: 10 }, () => anOpenCase(the.town, the.town.teacher)));
    await stream.until((seen) =>
      ids.every((id) => seen.some((each) => each.kind === 'case' && each.caseId === id)),
    );
    expect(stream.messages.length).toBeLessThanOrEqual(2 * ids.length);
    stream.close();
  });
});
