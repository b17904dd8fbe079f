import { deliverNotice, wake } from '@trustward/casework';
import { lateRecordPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, on } from './acting.ts';
import { problemOf } from './api-server.ts';
import { mailed } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const page = async (who: SignedIn, query = '') =>
  lateRecordPage.strict().parse((await who.get(`/api/late/records${query}`).expect(200)).body);
const recordOf = async (who: SignedIn, caseId: string) =>
  (await page(who, '?limit=100')).items.find((row) => row.caseId === caseId);

const opened = (hoursAgo: number, drill = false) =>
  anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - hoursAgo * HOUR_MS, drill });

describe('the record of a duty that became late', () => {
  it('says whose it was, why, who was told when and how, who took it over, and how it ended', async () => {
    const { dsl, head, lead } = await everybody(the);
    const caseId = await opened(9);
    await wakeUp(the.town, caseId);
    expect(await recordOf(lead, caseId)).toMatchObject({
      title: 'Decide what to do',
      owner: 'Dana Lead',
      cause: 'Not opened',
      byOutage: null,
      takenOver: [],
      state: 'late',
      endedAt: null,
      doneBy: null,
    });
    await on(head, caseId, 'decide', 'take-over', { reason: 'She is in court today.' });
    await doStep(head, caseId, 'decide');
    const ended = await recordOf(lead, caseId);
    expect(ended).toMatchObject({
      owner: 'Dana Lead',
      takenOver: [{ name: the.town.head.name }],
      state: 'metLate',
      doneBy: the.town.head.name,
    });
    expect(Date.parse(ended?.endedAt ?? '')).toBeGreaterThan(Date.parse(ended?.due ?? ''));
    const told = ended?.told ?? [];
    expect(told.map(({ name }) => name)).toContain(the.town.head.name);
    expect(new Set(told.map(({ name }) => name)).size).toBe(told.length);
    for (const { at, by } of told) {
      expect([by, Date.parse(at) >= Date.parse(ended?.due ?? '')]).toEqual(['in Trustward', true]);
    }
    problemOf(await dsl.get('/api/late/records'), 403, 'notAllowed');
  });

  it('3.15 says of each way by which somebody was told what became of it, and who accepted it from whoever had it', async () => {
    const { dsl, deputy, lead } = await everybody(the);
    const caseId = await opened(9);
    const { id: tenantId } = the.town.trust;
    const { deliveries } = await wake(the.database.worker, { tenantId, caseId });
    for (const deliveryId of deliveries) {
      await deliverNotice(the.database.worker, { tenantId, deliveryId }, { email: 'now', text: true });
    }
    const end = (channel: string, state: string) =>
      asOwner(
        `update app.message set state = $3, ended_at = now() where tenant_id = app.tenant() and case_id = $1 and channel = $2`,
        caseId,
        channel,
        state,
      );
    const ways = async () => new Set((await recordOf(lead, caseId))?.told.map(({ by }) => by));
    await end('email', 'bounced');
    await end('text', 'accepted');
    expect(await ways()).toEqual(new Set(['in Trustward and by text; the e-mail did not reach them']));
    await end('email', 'delivered');
    expect(await ways()).toEqual(new Set(['in Trustward, by e-mail and by text']));
    await on(dsl, caseId, 'decide', 'hand-over', { to: the.town.deputy.id, reason: 'I leave at noon.' });
    expect((await recordOf(lead, caseId))?.takenOver).toEqual([]);
    expect((await on(deputy, caseId, 'decide', 'agree', { to: 'handOver' })).status).toBe(200);
    expect((await recordOf(lead, caseId))?.takenOver).toMatchObject([{ name: the.town.deputy.name }]);
  });

  it('keeps why it became late, whatever is known later', async () => {
    const all = Object.values(await everybody(the));
    const drill = () => anOpenCase(the.town, the.town.teacher, { drill: true });
    const [seen, unseen] = [await drill(), await drill()];
    // Nobody says that they have it in hand, so it goes from one to the next before it is late.
    for (const who of all) await viewOf(who, seen);
    for (const caseId of [seen, unseen]) await overtaken(caseId);
    for (const who of all) await viewOf(who, unseen);
    expect(await Promise.all([seen, unseen].map(causeOf))).toEqual(['opened', 'notOpened']);
  });

  it('is “not opened”, and no wrong contact, where what was sent came and nobody opened it', async () => {
    const drill = () => anOpenCase(the.town, the.town.teacher, { drill: true });
    const [bounced, unopened] = [await drill(), await drill()];
    await mailed(the, bounced, () => 'bounced');
    await mailed(the, unopened, () => 'unopened');
    for (const caseId of [bounced, unopened]) await overtaken(caseId);
    expect(await Promise.all([bounced, unopened].map(causeOf))).toEqual(['wrongContact', 'notOpened']);
  });

  it('is listed once over small pages, the latest first, and of no drill', async () => {
    const { lead } = await everybody(the);
    for (const hours of [8, 6, 7]) await opened(hours);
    const drill = await opened(50, true);
    await wakeUp(the.town, drill);
    const whole = (await page(lead, '?limit=100')).items;
    expect(whole.length).toBeGreaterThan(3);
    expect(whole.map(({ caseId }) => caseId)).not.toContain(drill);
    expect(whole.map(({ due }) => due)).toEqual(
      whole
        .map(({ due }) => due)
        .sort()
        .reverse(),
    );
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await page(lead, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId, step }) => `${caseId}/${step}`));
      next = some.next;
    }
    expect(seen).toEqual(whole.map(({ caseId, step }) => `${caseId}/${step}`));
  });

  it('shows a head their own school alone', async () => {
    const other = await signIn(the.server, the.town.otherHead);
    expect((await page(other)).items).toEqual([]);
  });
});

/** Its time passes, and nobody does anything. */
async function overtaken(caseId: string): Promise<void> {
  await asOwner(
    `update app.case_file set clock_offset_ms = 5 * 3600000 where tenant_id = app.tenant() and id = $1`,
    caseId,
  );
  await wakeUp(the.town, caseId);
}

const causeOf = async (caseId: string): Promise<string | undefined> => {
  const sql = `select cause from app.breach where tenant_id = app.tenant() and case_id = $1 and step = 'decide'`;
  return (await asOwner<{ cause: string }>(sql, caseId))[0]?.cause;
};

const asOwner = <R>(sql: string, ...values: readonly unknown[]): Promise<R[]> =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));
