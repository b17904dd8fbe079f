import { randomUUID } from 'node:crypto';
import {
  answered,
  endUnopened,
  contentHash,
  trustMailOf,
  drive,
  putDown,
  reconcile,
  releaseUnsent,
  takeUp,
  unfinished,
} from '@trustward/casework';
import type { Timekeeper } from '@trustward/casework';
import { messages } from '@trustward/observability';
import { beforeEach, describe, expect, it } from 'vitest';
import { timeline } from './acting.ts';
import { aLink } from './agency.ts';
import { MAILING, asOwner, lettersOf as waitingLetters, sendAll } from './mailed.ts';
import { twoLateByOneOutage, woken as wokenIn } from './outage-letters.ts';
import { Past } from './past.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase, doStep } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

interface Letter {
  readonly id: string;
  readonly state: string;
}
const lettersOf = (personId: string): Promise<Letter[]> =>
  asOwner<Letter>(
    the,
    `select id, state from app.message where tenant_id = $1 and person_id = $2 and outage_since is not null`,
    personId,
  );
const unreachedIn = (caseId: string, personId: string) =>
  asOwner(
    the,
    `select from app.case_event where tenant_id = $1 and case_id = $2 and type = 'unreached' and body::text like $3`,
    caseId,
    `%${personId}%`,
  );
const woken = (caseId: string, sending: Parameters<typeof wokenIn>[2]) => wokenIn(the, caseId, sending);

beforeEach(async () => {
  await the.database.ownerPlatform.query('delete from platform.pulse');
  await the.database.ownerPlatform.query('delete from platform.outage');
  await asOwner(the, 'delete from app.message where tenant_id = $1');
});

describe('one letter for all that fell due in an outage', () => {
  it('is still sent when the first of its cases is done before anything could be sent', async () => {
    const { town, database, server } = the;
    const [first] = await twoLateByOneOutage(the, { email: 'later', text: false });
    expect(await lettersOf(town.head.id)).toMatchObject([{ state: 'unsent' }]);
    await doStep(await signIn(server, town.dsl), first, 'written-follow-up');
    await releaseUnsent(database.worker, town.trust.id, ['email']);
    expect(await lettersOf(town.head.id)).toMatchObject([{ state: 'waiting' }]);
  });

  it('that its reader did not open is known to the case of which they saw nothing, and to no other', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const [first, second] = await twoLateByOneOutage(the, MAILING);
    const [letter] = await lettersOf(town.head.id);
    await putDown(database.worker, { tenantId, messageId: letter?.id ?? '' }, { state: 'accepted' });
    await asOwner(
      the,
      `update app.message set ended_at = ended_at - interval '5 hours' where tenant_id = $1`,
    );
    await asOwner(
      the,
      'update app.notice set seen_at = clock_timestamp() where tenant_id = $1 and case_id = $2 and person_id = $3',
      first,
      town.head.id,
    );
    await endUnopened(database.worker, tenantId);
    for (const caseId of [first, second]) await woken(caseId, MAILING);
    expect(await unreachedIn(second, town.head.id)).toHaveLength(1);
    expect(await unreachedIn(first, town.head.id)).toHaveLength(0);
  });
});

describe('one letter for all that fell due in an outage, whose reader is kept from its cases once it was taken', () => {
  const DELIVERY = `select state from app.delivery d where d.tenant_id = $1 and d.case_id = $2 and d.because = 'breach'
      and $3::uuid = any(d.told_to)`;
  const EXCLUDED = `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`;
  const LATER = `update app.message set ended_at = ended_at - interval '5 hours' where tenant_id = $1`;

  it('is told again of that case, and what comes of the outage later has a letter of its own', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const reader = town.head.id;
    const [first, second] = await twoLateByOneOutage(the, MAILING);
    const [letter] = await lettersOf(reader);
    await putDown(database.worker, { tenantId, messageId: letter?.id ?? '' }, { state: 'accepted' });
    const statesOf = async (caseId: string) =>
      (await asOwner<{ state: string }>(the, DELIVERY, caseId, reader)).map(({ state }) => state);
    await asOwner(
      the,
      'update app.notice set seen_at = clock_timestamp() where tenant_id = $1 and case_id = $2 and person_id = $3',
      first,
      reader,
    );
    await asOwner(the, EXCLUDED, second, reader);
    await asOwner(the, LATER);
    await endUnopened(database.worker, tenantId);
    expect(await statesOf(second)).toEqual(['nobody']);
    expect(await statesOf(first)).not.toContain('nobody');
    await woken(await new Past(town).rang(25.2), MAILING);
    expect((await lettersOf(reader)).map(({ state }) => state).sort()).toEqual(['accepted', 'waiting']);
  });
});

describe('an urgent e-mail that no server takes', () => {
  it('is told to the next person after as many hours as one that nobody opens, and is tried on', async () => {
    const { town, database, server } = the;
    const tenantId = town.trust.id;
    const caseId = await anOpenCase(town, town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
    await woken(caseId, MAILING);
    const mine = 'select id, state from app.message where tenant_id = $1 and case_id = $2';
    const waiting = await asOwner<Letter>(the, mine, caseId);
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['waiting']));
    expect(await endUnopened(database.worker, tenantId)).toBe(0);
    for (const table of ['message', 'notice']) {
      await asOwner(
        the,
        `update app.${table} set created_at = created_at - interval '30 hours' where tenant_id = $1 and case_id = $2`,
        caseId,
      );
    }
    expect(await endUnopened(database.worker, tenantId)).toBeGreaterThan(0);
    expect(await endUnopened(database.worker, tenantId)).toBe(0);
    expect(await asOwner(the, mine, caseId)).toEqual(expect.arrayContaining(waiting));
    await woken(caseId, MAILING);
    expect((await timeline(await signIn(server, town.dsl), caseId)).map(({ detail }) => detail)).toContain(
      'Nobody has taken the message in time, or nobody can say what became of it',
    );
  });
});

describe('a letter to the central team', () => {
  it('that could not be sent goes out once it can', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    await asOwner(
      the,
      `insert into app.trust_notice (tenant_id, id, person_id, because, mail)
       values ($1, gen_random_uuid(), $2, 'keyGiven', 'unsent')`,
      town.administrator.id,
    );
    expect(await trustMailOf(database.worker, tenantId)).toHaveLength(0);
    await releaseUnsent(database.worker, tenantId, ['text']);
    expect(await trustMailOf(database.worker, tenantId)).toHaveLength(0);
    await releaseUnsent(database.worker, tenantId, ['email']);
    expect(await trustMailOf(database.worker, tenantId)).toHaveLength(1);
  });
});

describe('a link that an agency is mailed', () => {
  const mailIs = (caseId: string) =>
    asOwner<{ mail: string }>(
      the,
      'select mail from app.agency_link where tenant_id = $1 and case_id = $2',
      caseId,
    );
  const waiting = async (state: string) =>
    (await unfinished(the.database.workerPlatform)).find(
      (each) => each.what === 'message' && each.state === state,
    )?.count ?? 0;

  it('is counted while it waits, and goes out once it can', async () => {
    const { town, database, server } = the;
    const { caseId } = await aLink(the, await signIn(server, town.dsl));
    const [unsent, goes] = [await waiting('unsent'), await waiting('waiting')];
    await asOwner(
      the,
      `update app.agency_link set mail = 'unsent' where tenant_id = $1 and case_id = $2`,
      caseId,
    );
    expect(await waiting('unsent')).toBe(unsent + 1);
    await releaseUnsent(database.worker, town.trust.id, ['text']);
    expect(await mailIs(caseId)).toEqual([{ mail: 'unsent' }]);
    await releaseUnsent(database.worker, town.trust.id, ['email']);
    expect(await mailIs(caseId)).toEqual([{ mail: 'waiting' }]);
    expect(await waiting('waiting')).toBeGreaterThan(goes);
  });
});

describe('a mailbox that others read too', () => {
  const shared = (is: boolean) =>
    asOwner(
      the,
      `update app.person set mailbox_shared = ${is} where tenant_id = $1 and id = $2`,
      the.town.dsl.id,
    );
  /** What the letter of a day becomes, to whoever has news of this case alone. */
  const summaryOf = async (about: 'adult' | 'child') => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    await asOwner(the, 'delete from app.notice where tenant_id = $1');
    const caseId = await anOpenCase(town, town.teacher);
    const [pinned] = await asOwner<{ id: string; body: { chain: object } }>(
      the,
      `select r.chain_id as id, r.body from app.resolved_chain r join app.case_file c
         on c.tenant_id = r.tenant_id and c.chain_hash = r.hash where c.tenant_id = $1 and c.id = $2`,
      caseId,
    );
    if (about === 'adult' && pinned !== undefined) {
      const body = { ...pinned.body, chain: { ...pinned.body.chain, about } };
      const values = [contentHash(body), pinned.id, JSON.stringify(body), caseId];
      await asOwner(
        the,
        `with made as (insert into app.resolved_chain (tenant_id, hash, chain_id, body) values ($1, $2, $3, $4))
         update app.case_file set chain_hash = $2 where tenant_id = $1 and id = $5`,
        ...values,
      );
    }
    await woken(caseId, MAILING);
    const as = { type: 'takenOver', as: 'headteacher', step: 'decide', by: town.head.id } as const;
    const [duty] = await asOwner<{ version: number }>(
      the,
      `select version from app.duty where tenant_id = $1 and case_id = $2 and step = 'decide'`,
      caseId,
    );
    const event = { ...as, version: Number(duty?.version) };
    await database.api.run(town.head.as, (tx) =>
      drive(tx, caseId, { kind: 'act', event, eventId: randomUUID(), words: { reason: 'x' } }),
    );
    return { caseId, tenantId };
  };
  const heldOf = (caseId: string) =>
    asOwner<{ id: string }>(
      the,
      `update app.message set state = 'waiting' where tenant_id = $1 and case_id = $2 and state = 'held' returning id`,
      caseId,
    );

  it.each([
    ['adult', null],
    ['child', { standsFor: 'day' }],
  ] as const)('gets the letter of a day with news of a case about %s: %j', async (about, letter) => {
    const { database } = the;
    const { caseId, tenantId } = await summaryOf(about);
    // It was not marked yet when the letter was written.
    await woken(caseId, MAILING);
    await shared(true);
    const [held] = await heldOf(caseId);
    const message = await takeUp(database.worker, { tenantId, messageId: held?.id ?? '' });
    await shared(false);
    if (letter === null) expect(message).toBeNull();
    else expect(message).toMatchObject(letter);
  });
});

describe('what became of messages', () => {
  it('is what a carrier said first, though it says something else while that waits', async () => {
    const { town, database } = the;
    const messageId = randomUUID();
    for (const said of ['delivered', 'permanent-failure']) {
      await database.ownerPlatform.query('select platform.message_answered($1, $2, $3)', [
        town.trust.id,
        messageId,
        said,
      ]);
    }
    const jobs = await database.ownerPlatform.query<{ said: string }>(
      `select payload ->> 'said' as said from graphile_worker._private_jobs where payload ->> 'messageId' = $1`,
      [messageId],
    );
    expect(jobs).toEqual([{ said: 'delivered' }]);
  });

  it('is counted however it ends, by whoever says so', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const bounced = async () =>
      (await messages.get()).values.find(({ labels }) => labels.state === 'bounced')?.value ?? 0;
    const before = await bounced();
    const caseId = await anOpenCase(town, town.teacher);
    await woken(caseId, MAILING);
    const [one] = await asOwner<Letter>(
      the,
      'select id from app.message where tenant_id = $1 and case_id = $2',
      caseId,
    );
    const message = { tenantId, messageId: one?.id ?? '' };
    await putDown(database.worker, message, { state: 'accepted' });
    for (let times = 0; times < 2; times += 1) {
      await answered(database.worker, { ...message, status: 'permanent-failure' });
    }
    expect(await bounced()).toBe(before + 1);
  });
});

describe('deliveries that Temporal made and PostgreSQL, restored to before them, makes again', () => {
  it('are those that it does not know, and those that it holds for not yet made or not yet sent', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await anOpenCase(town, town.teacher);
    const pending = await asOwner<{ id: string }>(
      the,
      `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'pending'`,
      caseId,
    );
    expect(pending.length).toBeGreaterThan(0);
    const none = async function* () {
      yield* [];
    };
    const remembering: Timekeeper = {
      running: none,
      look: () => Promise.resolve(null),
      end: () => Promise.resolve(),
      delivering: none,
      delivers: () => Promise.resolve(false),
      delivered: async function* () {
        for (const { id } of pending) yield { tenantId, deliveryId: id };
      },
    };
    const doors = { door: database.owner, platform: database.ownerPlatform };
    const { mayRepeat } = await reconcile(doors, remembering, () => undefined);
    expect(mayRepeat).toBe(pending.length);
    await woken(caseId, MAILING);
    const mayRepeatIf = async (isMade: boolean) =>
      (await reconcile(doors, { ...remembering, delivers: () => Promise.resolve(isMade) }, () => undefined))
        .mayRepeat;
    expect([await mayRepeatIf(false), await mayRepeatIf(true)]).toEqual([pending.length, 0]);
    await sendAll(the, await waitingLetters(the, caseId));
    expect(await mayRepeatIf(false)).toBe(0);
  });
});
