import { endUnopened, putDown } from '@trustward/casework';
import { messages } from '@trustward/observability';
import { describe, expect, it } from 'vitest';
import { asOwner, lettersOf, sendAll } from './mailed.ts';
import { aSetting } from './setting.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const late = () => anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });

/** Each message of a case: how it ended, and every end that was written down of it. */
const ends = (caseId: string) =>
  asOwner<{ state: string; untaken: boolean; written: readonly string[] }>(
    the,
    `select m.state, m.untaken_at is not null as untaken,
       array(select coalesce(a.detail ->> 'state', a.verb) from app.audit a where a.tenant_id = $1 and a.subject_id = m.id
         and a.verb in ('message.end', 'message.untaken', 'message.lapse') order by a.at) as written
     from app.message m where m.tenant_id = $1 and m.case_id = $2`,
    caseId,
  );

/** How many messages have ended, as it is counted. */
const counted = async () => (await messages.get()).values.reduce((sum, { value }) => sum + value, 0);

describe('two who end one message at once', () => {
  it('3.18 write down and count one end, that which it has', async () => {
    const { town, database } = the;
    const caseId = await late();
    const letters = [...new Set(await lettersOf(the, caseId))];
    const before = await counted();
    const fates = [{ state: 'accepted' }, { state: 'refused', code: '550' }, { state: 'accepted' }] as const;
    await Promise.all(
      letters.flatMap((messageId) =>
        fates.map((fate) => putDown(database.worker, { tenantId: town.trust.id, messageId }, fate)),
      ),
    );
    for (const { state, written } of await ends(caseId)) expect(written).toEqual([state]);
    expect((await counted()) - before).toBe(letters.length);
  });

  it('3.13 as nobody opened it, or nobody carried it, do so once', async () => {
    const { town, database } = the;
    const opened = await late();
    await sendAll(the, await lettersOf(the, opened));
    const carried = await late();
    await lettersOf(the, carried);
    await asOwner(
      the,
      `update app.message set ended_at = ended_at - interval '30 hours', created_at = created_at - interval '30 hours'
       where tenant_id = $1 and case_id = any($2)`,
      [opened, carried],
    );
    await Promise.all([1, 2, 3].map(() => endUnopened(database.worker, town.trust.id)));
    const [of, without] = [await ends(opened), await ends(carried)];
    for (const { state, written } of of) {
      expect([state, written]).toEqual(['unopened', ['accepted', 'unopened']]);
    }
    for (const { untaken, written } of without) {
      expect([untaken, written]).toEqual([true, ['message.untaken']]);
    }
    expect([of.length, without.length].every((count) => count > 1)).toBe(true);
  });
});
