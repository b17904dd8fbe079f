import {
  FATES,
  addTrust,
  deliverNotice,
  eachTrust,
  endUnopened,
  giveUp,
  lockedOut,
  releaseUnsent,
  wake,
} from '@trustward/casework';
import { lateBoard, noticePage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, on, timeline } from './acting.ts';
import { MAILING, asOwner, mailed } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep } from './story.ts';

const the = aSetting();

const told = (caseId: string) =>
  asOwner<{ person: string; times: number }>(
    the,
    `select person_id as person, count(*)::int as times from app.notice
     where tenant_id = $1 and case_id = $2 and because = 'couldNotReach' group by person_id`,
    caseId,
  );
const sentences = async (who: SignedIn, caseId: string) =>
  noticePage
    .parse((await who.get('/api/notices?limit=100').expect(200)).body)
    .items.flatMap((notice) => (notice.caseId === caseId ? [notice.sentence] : []));

const seen = async (who: SignedIn, caseId: string) => {
  const { items } = noticePage.parse((await who.get('/api/notices?limit=100').expect(200)).body);
  const ids = items.filter((notice) => notice.caseId === caseId).map(({ id }) => id);
  return who.post('/api/notices/seen', { ids });
};

describe('somebody whom an e-mail about a case cannot reach', () => {
  it('is stood in for by the next on the ladder, told once, and the case says so without private data', async () => {
    const { town } = the;
    const { dsl, deputy } = await everybody(the);
    const caseId = await anOpenCase(town, town.teacher);
    await mailed(the, caseId, (person) => (person === town.dsl.id ? 'refused' : 'accepted'));
    expect(await told(caseId)).toEqual([{ person: town.deputy.id, times: 1 }]);
    expect(await sentences(deputy, caseId)).toEqual([
      'Somebody could not be told by e-mail about “Decide what to do”. See that somebody has it in hand.',
    ]);
    const entries = await timeline(dsl, caseId);
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: 'system',
        title: 'Could not reach Dana Lead about “Decide what to do”',
        detail: 'The mail server does not take their address',
        by: null,
      }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({
        title: 'Told Dev Deputy: somebody could not be reached about “Decide what to do”',
      }),
    );
    expect(JSON.stringify(entries)).not.toContain('@');
    await doStep(dsl, caseId, 'decide');
    expect(await sentences(deputy, caseId)).toEqual([
      'Somebody could not be told by e-mail about “Decide what to do”; it is done now.',
    ]);
  });

  it('where everybody on the ladder is out of reach, is brought before the leaders, and it ends there', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const reached = [town.ceo.id];
    await mailed(the, caseId, (person) => (reached.includes(person) ? 'accepted' : 'bounced'));
    const people = (await told(caseId)).map(({ person }) => person);
    expect(new Set(people)).toEqual(new Set([town.deputy.id, town.head.id, town.lead.id, town.ceo.id]));
  });

  it('has no address: the next is told just the same', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    await mailed(the, caseId, (person) => (person === town.dsl.id ? 'noAddress' : 'accepted'));
    expect(await told(caseId)).toEqual([{ person: town.deputy.id, times: 1 }]);
  });

  it('because nobody answered for a day is stood in for, but not where no server let us in: that is kept', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await anOpenCase(town, town.teacher);
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    const [deliveryId = ''] = deliveries;
    const { messages = [] } = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
    const message = { tenantId, messageId: messages[0] ?? '' };
    await lockedOut(database.worker, message);
    expect(await giveUp(database.worker, message)).toBe('unsent');
    await mailed(the, caseId, () => 'accepted');
    expect(await told(caseId)).toEqual([]);
    await releaseUnsent(database.worker, tenantId, ['email']);
    const [row] = await asOwner<{ state: string; code: string | null }>(
      the,
      'select state, code from app.message where tenant_id = $1 and id = $2',
      message.messageId,
    );
    expect(row).toEqual({ state: 'waiting', code: null });
    expect(await giveUp(database.worker, message)).toBe('noAnswer');
    await mailed(the, caseId, () => 'accepted');
    expect(await told(caseId)).toEqual([{ person: town.deputy.id, times: 1 }]);
  });

  it('stands on the board of leaders until another has it in hand, and on nobody’s who is kept from it', async () => {
    const { town, server } = the;
    const { deputy, head, lead } = await everybody(the);
    const caseId = await anOpenCase(town, town.teacher);
    await mailed(the, caseId, (person) => (person === town.dsl.id ? 'refused' : 'accepted'));
    const others = await signIn(server, town.otherHead);
    const onBoard = async (who: SignedIn) =>
      lateBoard
        .parse((await who.get('/api/late').expect(200)).body)
        .unreached.items.filter((item) => item.caseId === caseId);
    expect(await onBoard(lead)).toMatchObject([
      {
        person: { name: 'Dana Lead', role: 'Designated safeguarding lead' },
        title: 'Decide what to do',
        drill: false,
        mayOpen: true,
      },
    ]);
    expect(await onBoard(head)).toHaveLength(1);
    expect(await onBoard(others)).toEqual([]);
    await deputy.get('/api/late').expect(403);
    await asOwner(
      the,
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
      caseId,
      town.head.id,
    );
    expect(await onBoard(head)).toEqual([]);
    const taken = await on(deputy, caseId, 'decide', 'take-over', { reason: 'I am here.' });
    expect(taken.status).toBe(200);
    expect(await onBoard(lead)).toEqual([]);
  });

  describe('and has not opened it', () => {
    const after = async (hours: number, caseId: string) => {
      const { database, town } = the;
      await asOwner(
        the,
        `update app.message set ended_at = ended_at - make_interval(hours => $3) where tenant_id = $1 and case_id = $2`,
        caseId,
        hours,
      );
      await endUnopened(database.worker, town.trust.id);
      await mailed(the, caseId, () => 'accepted');
      return (await told(caseId)).map(({ person }) => person).filter((person) => person !== town.dsl.id);
    };
    const sent = async (drill = false) => {
      const caseId = await anOpenCase(the.town, the.town.teacher, { drill });
      await mailed(the, caseId, () => 'accepted');
      return caseId;
    };

    it('3.13 in a day, or in four hours where it is urgent: the next is told, and the next after that', async () => {
      const { town } = the;
      const { dsl, lead } = await everybody(the);
      const caseId = await sent();
      expect(await after(23, caseId)).toEqual([]);
      expect(await after(1, caseId)).toEqual([town.deputy.id]);
      expect(await after(3, caseId)).toEqual([town.deputy.id]);
      expect((await after(1, caseId)).sort()).toEqual([town.deputy.id, town.head.id].sort());
      const { unreached } = lateBoard.parse((await lead.get('/api/late').expect(200)).body);
      expect(
        unreached.items
          .filter((item) => item.caseId === caseId)
          .map(({ person }) => person.name)
          .sort(),
      ).toEqual(['Dana Lead', 'Dev Deputy']);
      expect(await timeline(dsl, caseId)).toContainEqual(
        expect.objectContaining({
          title: 'Could not reach Dana Lead about “Decide what to do”',
          detail: 'They were sent it and have not opened it',
        }),
      );
    });

    it.each<[string, (who: SignedIn, caseId: string) => unknown]>([
      ['saw the notice', (who, caseId) => seen(who, caseId)],
      ['looked at the case', (who, caseId) => who.get(`/api/cases/${caseId}`).expect(200)],
      ['said that they have it in hand', (who, caseId) => on(who, caseId, 'decide', 'acknowledge')],
    ])('3.13 nobody else is told where they %s', async (_, opens) => {
      const { dsl } = await everybody(the);
      const caseId = await sent();
      await opens(dsl, caseId);
      expect(await after(48, caseId)).toEqual([]);
    });

    it('3.13 nor in a drill, in which days go by in minutes', async () => {
      expect(await after(48, await sent(true))).toEqual([]);
    });
  });

  it('is found page by page, each of its own transaction, though another trust’s key is spoilt', async () => {
    const { town, database } = the;
    const spoilt = {
      id: '00000000-0000-4000-8000-000000000000',
      slug: 'spoilt',
      name: 'Spoilt',
      demo: false,
    };
    await database.ownerPlatform.run((tx) => addTrust(tx, database.vault, spoilt));
    await database.ownerPlatform.query(
      `update platform.tenant set wrapped_key = decode(repeat('00', length(wrapped_key)), 'hex') where id = $1`,
      [spoilt.id],
    );
    const cases = [await anOpenCase(town, town.teacher), await anOpenCase(town, town.teacher)];
    for (const caseId of cases) await mailed(the, caseId, () => 'accepted');
    await asOwner(
      the,
      `update app.message set ended_at = ended_at - interval '25 hours' where tenant_id = $1 and case_id = any($2)`,
      cases,
    );
    const failed: unknown[] = [];
    const log = { error: (_: string, fields?: object) => void failed.push(fields) };
    const round = eachTrust({ platform: database.workerPlatform, log }, async (id) => {
      await endUnopened(database.worker, id, 1);
    });
    await expect(round).rejects.toThrow();
    expect(failed).toEqual([{ tenantId: spoilt.id, err: expect.any(Error) as Error }]);
    const [ended] = await asOwner(
      the,
      `select count(*)::integer as messages, count(distinct xmin::text)::integer as transactions from app.message
       where tenant_id = $1 and state = 'unopened' and case_id = any($2)`,
      cases,
    );
    expect(ended).toEqual({ messages: 2, transactions: 2 });
  });

  it('meets words that the database knows, each of them and no other', async () => {
    const [row] = await asOwner<{ words: string }>(
      the,
      `select pg_get_constraintdef(oid) as words from pg_constraint
       where conrelid = 'app.message'::regclass and pg_get_constraintdef(oid) like '%withheld%' and $1::uuid is not null`,
    );
    const known = [...(row?.words ?? '').matchAll(/'(\w+)'::text/g)].map(([, word]) => word);
    expect(known.filter((word) => !['waiting', 'unsent', 'held'].includes(word ?? '')).sort()).toEqual(
      [...FATES].sort(),
    );
  });
});
