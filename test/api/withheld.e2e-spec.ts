import { deliverNotice, endUnopened, lookForSomebody, wake } from '@trustward/casework';
import { describe, expect, it } from 'vitest';
import { MAILING, asOwner, lettersOf, sendAll } from './mailed.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

type Post = 'head' | 'lead' | 'ceo';
const POSTS: readonly Post[] = ['head', 'lead', 'ceo'];

const told = (caseId: string) => lettersOf(the, caseId);
const sent = (letters: readonly string[]) => sendAll(the, letters);

const set = (who: Post, change: string) =>
  asOwner(the, `update app.person set ${change} where tenant_id = $1 and id = $2`, the.town[who].id);

const keptOut: Readonly<Record<string, (caseId: string) => Promise<unknown>>> = {
  excluded: (caseId) =>
    asOwner(
      the,
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
      caseId,
      the.town.head.id,
    ),
  suspended: () => set('head', 'suspended_at = now()'),
  'standing down': (caseId) =>
    asOwner(
      the,
      `update app.case_file set state = jsonb_set(state, '{recused}', to_jsonb(array[$3::text]))
       where tenant_id = $1 and id = $2`,
      caseId,
      the.town.head.id,
    ),
};

/** A drill in which nobody has said in time that they have it in hand, of which the head is to hear. */
async function unacknowledged(): Promise<string> {
  const caseId = await aDragonCase(the.town, { drill: true });
  await asOwner(
    the,
    'update app.case_file set clock_offset_ms = 40 * 60000 where tenant_id = $1 and id = $2',
    caseId,
  );
  return caseId;
}

/** Who was told because nobody had it in hand, and what became of their mail. */
async function heard(caseId: string, because = 'unacknowledged'): Promise<Readonly<Record<string, string>>> {
  const rows = await asOwner<{ person: string; state: string }>(
    the,
    `select n.person_id as person, m.state from app.delivery d
     join app.notice n on n.tenant_id = d.tenant_id and n.case_id = d.case_id and n.key = d.key
     join app.message m on m.tenant_id = d.tenant_id and m.delivery_id = d.id and m.person_id = n.person_id
     where d.tenant_id = $1 and d.case_id = $2 and d.because = $3`,
    caseId,
    because,
  );
  const nameOf = (id: string): string => POSTS.find((who) => the.town[who].id === id) ?? id;
  return Object.fromEntries(rows.map(({ person, state }) => [nameOf(person), state]));
}

const restored = () => set('head', 'suspended_at = null');

describe('whoever is kept from a case between its notice and its letter', () => {
  it.each(Object.keys(keptOut))('and is %s: the next hear of it, in the same words', async (how) => {
    const caseId = await unacknowledged();
    const letters = await told(caseId);
    await keptOut[how]?.(caseId);
    await sent(letters);
    await sent(await told(caseId));
    await restored();
    expect(await heard(caseId)).toEqual({ head: 'withheld', lead: 'accepted', ceo: 'accepted' });
    expect(await heard(caseId, 'couldNotReach')).toEqual({});
  });

  it('leaves those alone who hear of it with others that are there', async () => {
    const caseId = await unacknowledged();
    await wake(the.database.worker, { tenantId: the.town.trust.id, caseId });
    await asOwner(
      the,
      `update app.delivery set audience = '{"roles": ["headteacher", "trustSafeguardingLead"]}' where tenant_id = $1
       and case_id = $2 and because = 'unacknowledged'`,
      caseId,
    );
    const letters = await told(caseId);
    await keptOut['excluded']?.(caseId);
    await sent(letters);
    await sent(await told(caseId));
    expect(await heard(caseId)).toEqual({ head: 'withheld', lead: 'accepted' });
  });

  it('and whose letter nobody has carried for hours is not waited for any longer', async () => {
    const { town, database } = the;
    const caseId = await anOpenCase(town, town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
    await told(caseId);
    for (const who of ['head', 'lead'] as const) {
      await asOwner(
        the,
        `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`,
        caseId,
        town[who].id,
      );
    }
    await asOwner(
      the,
      `update app.message set created_at = created_at - interval '5 hours', state = 'unsent'
       where tenant_id = $1 and case_id = $2 and state = 'waiting'`,
      caseId,
    );
    await endUnopened(database.worker, town.trust.id);
    await told(caseId);
    expect(await heard(caseId, 'breach')).toEqual({ head: 'withheld', lead: 'withheld', ceo: 'waiting' });
  });
});

describe('what reached nobody, as nobody was there', () => {
  const everybody = (change: string) => Promise.all(POSTS.map((who) => set(who, change)));
  const deliveriesOf = async (caseId: string) =>
    asOwner<{ state: string; told: number }>(
      the,
      `select state, cardinality(told_to) as told from app.delivery where tenant_id = $1 and case_id = $2
       and because in ('breach', 'unacknowledged')`,
      caseId,
    );

  it('is told as soon as somebody is', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await unacknowledged();
    await wake(database.worker, { tenantId, caseId });
    await everybody('suspended_at = now()');
    await told(caseId);
    expect(await deliveriesOf(caseId)).toEqual([{ state: 'nobody', told: 0 }]);
    expect(await lookForSomebody(database.worker, tenantId)).toBe(1);
    await everybody('suspended_at = null');
    await sent(await told(caseId));
    expect(await heard(caseId)).toEqual({ head: 'accepted' });
    expect(await deliveriesOf(caseId)).toEqual([{ state: 'sent', told: 1 }]);
    expect(await lookForSomebody(database.worker, tenantId)).toBe(0);
  });

  it('is told to nobody any more once the case is over', async () => {
    const caseId = await unacknowledged();
    await everybody('suspended_at = now()');
    await told(caseId);
    await everybody('suspended_at = null');
    await asOwner(
      the,
      'update app.case_file set ended_at = now(), next_wake = null where tenant_id = $1 and id = $2',
      caseId,
    );
    const waits = await asOwner<{ id: string }>(
      the,
      `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'nobody'`,
      caseId,
    );
    const input = { tenantId: the.town.trust.id, deliveryId: waits[0]?.id ?? '' };
    await deliverNotice(the.database.worker, input, MAILING);
    expect(await deliveriesOf(caseId)).toEqual([{ state: 'superseded', told: 0 }]);
  });

  it('leaves no trace of each time that nobody was found', async () => {
    const caseId = await unacknowledged();
    await everybody('suspended_at = now()');
    await told(caseId);
    const audited = () => asOwner(the, 'select from app.audit where tenant_id = $1 and case_id = $2', caseId);
    const once = await audited();
    await told(caseId);
    await everybody('suspended_at = null');
    expect(await audited()).toHaveLength(once.length);
  });
});
