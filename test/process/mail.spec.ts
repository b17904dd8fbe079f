import { randomUUID } from 'node:crypto';
import { makeAgencyLink, pressLink } from '@trustward/casework';
import { freePort } from '@trustward/infra/ports';
import { aPerson } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD_HASH } from '../api/password.ts';
import { aWorker, moveTo } from './harness/drills.ts';
import { bringBack, bringWords } from './harness/returned-mail.ts';
import { startMailServer } from './harness/mail-server.ts';
import type { MailServer } from './harness/mail-server.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, query } from './harness/rows.ts';
import { done, openDrill, openRealCase, ringSocialCare } from './harness/scenario.ts';
import { until } from './harness/until.ts';

let world: ProcessWorld;
let mail: MailServer;
let returns: number;
beforeAll(async () => {
  world = await startProcessWorld('mail');
  mail = await startMailServer();
  returns = await freePort();
  await aWorker(world, {
    TRUSTWARD_SMTP_URL: mail.url,
    TRUSTWARD_PUBLIC_URL: 'https://trustward.example',
    TRUSTWARD_RETURNS_DOMAIN: 'returns.trustward.example',
    TRUSTWARD_RETURNS_ADDRESS: `127.0.0.1:${returns}`,
  });
});
afterAll(async () => {
  await world.end();
  await mail.end();
});
beforeEach(() => mail.treatAllWell());

describe('e-mail about a case', () => {
  it('goes to everyone who was told in the portal, once, and says a reference and nothing else', async () => {
    const caseId = await lateDrill();
    const sent = await ended(caseId, ({ state }) => state !== 'waiting');
    expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(['accepted']));
    const told = await query<{ person: string; because: string }>(
      world,
      `select n.person_id as person, n.because from app.notice n
       where n.tenant_id = $1 and n.case_id = $2 and n.because not in ('takenOver', 'rescheduled')`,
      caseId,
    );
    expect(sent.map(({ person }) => person).sort()).toEqual(told.map(({ person }) => person).sort());
    const [kase] = await query<{ reference: string }>(
      world,
      'select reference from app.case_file where tenant_id = $1 and id = $2',
      caseId,
    );
    const ours = mail.letters.filter(({ words }) => words.includes(kase?.reference ?? '-'));
    expect(ours).toHaveLength(sent.length);
    expect(new Set(ours.map(({ id }) => id)).size).toBe(sent.length);
    expect(ours.some(({ words }) => words.includes('Something is late'))).toBe(true);
    for (const { words } of ours) {
      expect(words).toContain('This is a drill.');
      expect(words).toContain(`https://trustward.example/cases/${caseId}`);
      expect(words).not.toMatch(/referral|social care|Robin|Testcase|Year \d/i);
    }
  });

  it('that is refused for good is written down as refused, and others have theirs', async () => {
    mail.treat(world.people.head.email, 550);
    const sent = await ended(await lateDrill(), ({ state }) => state !== 'waiting');
    const states = (email: string) => sent.filter((each) => each.email === email).map(({ state }) => state);
    expect(new Set(states(world.people.head.email))).toEqual(new Set(['refused']));
    expect(new Set(states(world.people.dsl.email))).toEqual(new Set(['accepted']));
    expect(sent.find(({ state }) => state === 'refused')?.code).toBe('550');
  });

  it('that is refused for good has the next person told, by notice and by e-mail, once', async () => {
    const { dsl, head } = world.people;
    mail.treat(dsl.email, 550);
    const caseId = await openRealCase(world);
    await until(
      'the next person told',
      () => toldInstead(caseId),
      (rows) => rows.length > 0 && rows.every(({ state }) => state === 'accepted'),
    );
    expect(await toldInstead(caseId)).toMatchObject([{ person: head.id }]);
    const letters = mail.letters.filter(({ words }) => words.includes(caseId));
    expect(letters.map(({ to }) => to)).toEqual([head.email]);
    expect(letters[0]?.words).toContain('Somebody could not be reached');
  });

  it('that a server puts off, hangs over or drops is tried again under the same id, and holds up nobody', async () => {
    const { dsl } = world.people;
    mail.treat(dsl.email, 450, 1);
    const caseId = await openRealCase(world);
    await accepted(caseId, dsl.email);
    mail.treat(dsl.email, 'drop', 1);
    const dropped = await openRealCase(world);
    await accepted(dropped, dsl.email);
    const copies = mail.letters.filter(({ to, words }) => to === dsl.email && words.includes(dropped));
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies.map(({ id }) => id)).size).toBe(1);
    mail.treat(dsl.email, 'hang', 1);
    await openRealCase(world);
    await until(
      'held',
      () => mail.letters.length,
      () => true,
    );
    const { head } = world.people;
    const late = await lateDrill();
    await accepted(late, head.email);
  });

  it('waits while there is no server, and none of it is lost', async () => {
    await mail.end();
    const caseId = await openRealCase(world);
    const waiting = () => messages(caseId);
    await until('an attempt', waiting, (rows) => rows.some(({ attempts }) => attempts > 0));
    mail = await startMailServer(mail.port);
    await ended(caseId, ({ state }) => state === 'accepted');
    const [letter] = mail.letters.filter(({ words }) => words.includes(caseId));
    expect(letter?.words).toMatch(/Content-Type: text\/calendar;[^]*filename=due\.ics/);
  });

  it('is withheld from whoever may not hear of the case any more when it is sent', async () => {
    const { dsl } = world.people;
    mail.treat(dsl.email, 450);
    const caseId = await openRealCase(world);
    await until(
      'an attempt',
      () => messages(caseId),
      (rows) => rows.some(({ attempts }) => attempts > 0),
    );
    await suspend(dsl.id, 'clock_timestamp()');
    const sent = await ended(caseId, ({ state }) => state !== 'waiting');
    expect(sent.filter(({ email }) => email === dsl.email)).toMatchObject([{ state: 'withheld' }]);
    await suspend(dsl.id, 'null');
  });
});

const TELL = `with told as (insert into app.trust_notice (tenant_id, id, person_id, because)
    select $1, gen_random_uuid(), p.id, 'keyGiven' from app.person p where p.tenant_id = $1 and p.id = any($2) returning id)
  select app.mail_trust_notices() from (select count(*) from told) it`;

describe('what the central team is told of the trust’s own settings', () => {
  it('is carried as any letter is: a server that hangs over one holds up neither another nor a poke', async () => {
    const team = [0, 1].map(() =>
      aPerson(world.trust).withPasswordHash(PASSWORD_HASH).as('trustAdministrator').create(),
    );
    const [hung, other] = await Promise.all(team);
    if (!hung || !other) throw new Error('nobody is in the team');
    mail.treat(hung.email, 'hang');
    await query(world, TELL, [hung.id, other.id]);
    const letters = () => mail.letters.filter(({ to }) => to === other.email);
    await until('a letter', letters, ({ length }) => length === 1);
    expect(letters()[0]?.words).toContain('was given a GOV.UK Notify key of its own');
    await until('a free relay', trustMailJobs, ({ length }) => length === 0);
  });
});

const trustMailJobs = () =>
  world.database.workerPlatform.query(`select from graphile_worker.jobs where task_identifier = 'trustMail'`);

describe('3.13 e-mail that was taken and comes back', () => {
  it('has bounced, under the code of the report, and the next person is told once', async () => {
    const { dsl, head } = world.people;
    const { caseId, from } = await letterTo(dsl.email);
    expect(from).toMatch(/^r-[0-9a-z]{62}@returns\.trustward\.example$/);
    const report = { to: from.toUpperCase(), action: 'failed', status: '5.1.1' } as const;
    await bringBack(returns, report);
    expect(await messages(caseId)).toMatchObject([{ email: dsl.email, state: 'bounced', code: '5.1.1' }]);
    await bringBack(returns, report);
    const instead = () => toldInstead(caseId);
    const told = await until('the next person told', instead, (rows) => rows.length > 0);
    expect(told).toMatchObject([{ person: head.id }]);
  });

  it('has bounced by the plain words of a server, and never by the answer of somebody who is away', async () => {
    const { dsl } = world.people;
    const { caseId, from } = await letterTo(dsl.email);
    const server = 'From: MAILER-DAEMON@mail.example';
    await bringWords(returns, from, `From: ${dsl.email}`, 'Subject: Away until Monday');
    await bringWords(returns, from, server, 'Auto-Submitted: auto-replied');
    expect(await messages(caseId)).toMatchObject([{ email: dsl.email, state: 'accepted', code: null }]);
    await bringWords(returns, from, server, 'Subject: failure notice');
    expect(await messages(caseId)).toMatchObject([{ email: dsl.email, state: 'bounced', code: '5.1.1' }]);
  });

  it('stays accepted where it is only late, and nobody brings back what we did not send', async () => {
    const { dsl } = world.people;
    const { caseId, from } = await letterTo(dsl.email);
    const madeUp = from.replace(/.(?=@)/, (last) => (last === '0' ? '1' : '0'));
    const elsewhere = from.replace(/@.*/, '@trustward.example');
    const unknown = `r-${'1'.repeat(62)}@returns.trustward.example`;
    for (const to of [madeUp, elsewhere, unknown, 'postmaster@returns.trustward.example']) {
      const report = { to, action: 'failed', status: '5.1.1' } as const;
      await expect(bringBack(returns, report)).rejects.toMatchObject({ responseCode: 550 });
    }
    await bringBack(returns, { to: from, action: 'delayed', status: '4.4.1' });
    expect(await messages(caseId)).toMatchObject([{ email: dsl.email, state: 'accepted', code: null }]);
  });
});

describe('3.14 a link that is mailed to an agency', () => {
  it('reaches it with a reference and no more, and what is pressed there the case hears through its workflow', async () => {
    const { api } = world.database;
    const { dsl } = world.people;
    const caseId = await openRealCase(world);
    await ringSocialCare(world, caseId);
    await done(world, dsl, caseId, 'written-follow-up', ['sentBy', 'tracking', 'complete']);
    const link = { id: randomUUID(), caseId, step: 'receipt', party: 'socialCare', mail: true };
    const { token } = await api.run(dsl.as, (tx) => makeAgencyLink(tx, link));
    const letters = () => mail.letters.filter(({ words }) => words.includes(token));
    await until('the letter', letters, (found) => found.length > 0);
    const [letter] = letters();
    expect(letter?.to).toMatch(/@.*\.example$/);
    expect(letter?.words).toContain(`https://trustward.example/acknowledge#${token}`);
    expect(letter?.words).not.toMatch(/referral|social care|Robin|Testcase|Year \d/i);
    expect(letter?.words).not.toContain(caseId);
    const opened = { token, press: randomUUID() };
    const words = { name: 'Sam Patel', theirReference: '' };
    expect(await pressLink(api, opened, words)).toMatchObject({ acknowledged: true });
    await until(
      'the receipt',
      () => duty(world, caseId, 'receipt'),
      ({ state }) => state === 'met',
    );
    expect((await duty(world, caseId, 'record-answer')).state).toBe('open');
    expect(letters()).toHaveLength(1);
  });
});

/** A letter about a new case that the mail server has taken. */
async function letterTo(email: string): Promise<{ readonly caseId: string; readonly from: string }> {
  const caseId = await openRealCase(world);
  await accepted(caseId, email);
  const letter = mail.letters.find(({ to, words }) => to === email && words.includes(caseId));
  return { caseId, from: letter?.from ?? '' };
}

interface Sent {
  readonly person: string;
  readonly email: string;
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
}

const messages = (caseId: string): Promise<Sent[]> =>
  query(
    world,
    `select m.person_id as person, app.mail_address(m.person_id) as email, m.state, m.code, m.attempts
     from app.message m where m.tenant_id = $1 and m.case_id = $2`,
    caseId,
  );

const toldInstead = (caseId: string) =>
  query<{ person: string; state: string }>(
    world,
    `select n.person_id as person, m.state from app.notice n join app.delivery d using (tenant_id, case_id, key)
     join app.message m on m.tenant_id = d.tenant_id and m.delivery_id = d.id and m.person_id = n.person_id
     where n.tenant_id = $1 and n.case_id = $2 and n.because = 'couldNotReach'`,
    caseId,
  );

const ended = (caseId: string, so: (message: Sent) => boolean): Promise<Sent[]> =>
  until(
    'messages',
    () => messages(caseId),
    (rows) => rows.length > 0 && rows.every(so),
    60_000,
  );

const accepted = (caseId: string, email: string): Promise<Sent[]> =>
  until(
    `mail to ${email}`,
    () => messages(caseId),
    (rows) => rows.some((row) => row.email === email && row.state === 'accepted'),
    60_000,
  );

/** A drill whose written follow-up is an hour late, all of it told. */
async function lateDrill(): Promise<string> {
  const caseId = await openDrill(world);
  await ringSocialCare(world, caseId);
  await moveTo(world, caseId, 1);
  await until(
    'the breach told',
    () =>
      query(
        world,
        `select from app.notice where tenant_id = $1 and case_id = $2 and because = 'breach'`,
        caseId,
      ),
    (rows) => rows.length > 1,
  );
  return caseId;
}

const suspend = (personId: string, at: string): Promise<unknown[]> =>
  query(world, `update app.person set suspended_at = ${at} where tenant_id = $1 and id = $2`, personId);
