import { deliverNotice, wake } from '@trustward/casework';
import { describe, expect, it } from 'vitest';
import { MAILING, asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();

type Post = keyof typeof the.town & ('dsl' | 'deputy' | 'head' | 'lead' | 'ceo');
const id = (who: Post): string => the.town[who].id;
const set = (who: Post, change: string) =>
  asOwner(the, `update app.person set ${change} where tenant_id = $1 and id = $2`, id(who));
const exclude = (caseId: string, who: Post, cause = 'subject') =>
  asOwner(
    the,
    'insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, $4)',
    caseId,
    id(who),
    cause,
  );
const covers = (who: Post, other: Post) =>
  asOwner(
    the,
    `insert into app.post (tenant_id, id, person_id, role, school_id, since, cover_for)
     values ($1, gen_random_uuid(), $2, 'headteacher', $3, now(), $4)`,
    id(who),
    the.town.school.id,
    id(other),
  );

/** A case in which what became late was written down for the head and the trust's lead, and not told yet. */
async function lateCase(): Promise<{ caseId: string; breach: string }> {
  const { town, database } = the;
  const caseId = await anOpenCase(town, town.teacher, { drill: true });
  await asOwner(
    the,
    'update app.case_file set clock_offset_ms = 5 * 3600000 where tenant_id = $1 and id = $2',
    caseId,
  );
  await wake(database.worker, { tenantId: town.trust.id, caseId });
  const [row] = await asOwner<{ id: string }>(
    the,
    `select id from app.delivery where tenant_id = $1 and case_id = $2 and because = 'breach'`,
    caseId,
  );
  return { caseId, breach: row?.id ?? '' };
}

/** Who is told of it, in the portal and by e-mail, when it is told. */
async function told(deliveryId: string): Promise<readonly string[]> {
  const { town, database } = the;
  await deliverNotice(database.worker, { tenantId: town.trust.id, deliveryId }, MAILING);
  const rows = await asOwner<{ person: string; mailed: string | null }>(
    the,
    `select n.person_id as person, m.person_id as mailed from app.delivery d
     join app.notice n on n.tenant_id = d.tenant_id and n.case_id = d.case_id and n.key = d.key
     left join app.message m on m.tenant_id = d.tenant_id and m.delivery_id = d.id and m.person_id = n.person_id
     where d.tenant_id = $1 and d.id = $2`,
    deliveryId,
  );
  const names = new Map((['dsl', 'deputy', 'head', 'lead', 'ceo'] as const).map((who) => [id(who), who]));
  for (const { person, mailed } of rows) expect(mailed).toBe(person);
  return rows.map(({ person }) => names.get(person) ?? person).sort();
}

describe('whom a telling reaches is decided when it is sent', () => {
  it('and is whoever holds the posts then', async () => {
    expect(await told((await lateCase()).breach)).toEqual(['head', 'lead']);
  });

  it.each(['subject', 'relationship', 'likelyMatch', 'decision'])(
    'and never whoever was kept out of the case since, as %s',
    async (cause) => {
      const { caseId, breach } = await lateCase();
      await exclude(caseId, 'head', cause);
      expect(await told(breach)).toEqual(['lead']);
    },
  );

  it('and never whoever stood down since', async () => {
    const { caseId, breach } = await lateCase();
    await asOwner(
      the,
      `update app.case_file set state = jsonb_set(state, '{recused}', to_jsonb(array[$3::text]))
       where tenant_id = $1 and id = $2`,
      caseId,
      id('head'),
    );
    expect(await told(breach)).toEqual(['lead']);
  });

  it('and never whoever was suspended since', async () => {
    const { breach } = await lateCase();
    await set('head', 'suspended_at = now()');
    expect(await told(breach)).toEqual(['lead']);
    await set('head', 'suspended_at = null');
  });

  it('and never whoever acts for somebody who is kept out, whatever else they are: nothing of the case is there for them', async () => {
    const { caseId, breach } = await lateCase();
    const dsl = await signIn(the.server, the.town.dsl);
    await dsl.get(`/api/cases/${caseId}`).expect(200);
    await covers('dsl', 'deputy');
    await covers('deputy', 'head');
    await exclude(caseId, 'head');
    await dsl.get(`/api/cases/${caseId}`).expect(404);
    expect(await told(breach)).toEqual(['lead']);
    await endCover();
  });

  it('and is also whoever covers for somebody away', async () => {
    const { breach } = await lateCase();
    await set('head', `away_until = now() + interval '1 day'`);
    await covers('deputy', 'head');
    expect(await told(breach)).toEqual(['deputy', 'head', 'lead']);
    await endCover();
    await set('head', 'away_until = null');
  });

  it('and where a post is vacant by then is the next who is there, and above all who run the trust the last', async () => {
    const { caseId, breach } = await lateCase();
    await exclude(caseId, 'head');
    await set('lead', `away_until = now() + interval '1 day'`);
    expect(await told(breach)).toEqual(['ceo', 'lead']);
    await set('lead', 'away_until = null');
  });

  it('and where the owner of a duty has gone away meanwhile, it is the next on the ladder whose it becomes', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await anOpenCase(town, town.teacher);
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    await set('dsl', 'suspended_at = now()');
    expect(await told(deliveries[0] ?? '')).toEqual([]);
    const again = await wake(database.worker, { tenantId, caseId });
    expect(await told(again.deliveries[0] ?? '')).toEqual(['deputy']);
    await set('dsl', 'suspended_at = null');
  });
});

const endCover = () =>
  asOwner(the, 'update app.post set until = now() where tenant_id = $1 and cover_for is not null');
