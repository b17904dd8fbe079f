import { deliverNotice, endUnopened, putDown, takeUp, wake } from '@trustward/casework';
import { noticePage, timelinePage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { MAILING, asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();

/** Told of a new duty, of which a later version beside this one says what this one has no word for. */
async function toldOfSomethingNew() {
  const { town, database } = the;
  const tenantId = town.trust.id;
  const caseId = await anOpenCase(town, town.teacher);
  const { deliveries } = await wake(database.worker, { tenantId, caseId });
  const messages: string[] = [];
  for (const deliveryId of deliveries) {
    const sent = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
    messages.push(...(sent.messages ?? []));
  }
  for (const table of ['delivery', 'notice']) {
    await database.ownerPlatform.query(
      `alter table app.${table} drop constraint if exists ${table}_because_check`,
    );
    const because = `update app.${table} set because = 'constructor' where tenant_id = $1 and case_id = $2`;
    await asOwner(the, because, caseId);
  }
  return { caseId, tenantId, messageId: messages[0] ?? '' };
}

describe('what a later version beside this one knows, and this one does not', () => {
  it('is told of in plain words: in the notices and on the timeline, and goes on to be sent', async () => {
    const { caseId, tenantId, messageId } = await toldOfSomethingNew();
    const dsl = await signIn(the.server, the.town.dsl);

    const { items } = noticePage.parse((await dsl.get('/api/notices').expect(200)).body);
    expect(items.find((notice) => notice.caseId === caseId)).toMatchObject({
      because: 'other',
      sentence: expect.stringMatching(/^There is news about “.+”\.$/),
    });
    const timeline = await dsl.get(`/api/cases/${caseId}/timeline`).expect(200);
    expect(timelinePage.parse(timeline.body).items.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/: news about “.+”$/),
    );
    const message = await takeUp(the.database.worker, { tenantId, messageId });
    expect(message).toMatchObject({ because: 'constructor', isUrgent: false });
  });

  it('is told to the next person too, where nobody opens it in time', async () => {
    const { caseId, tenantId, messageId } = await toldOfSomethingNew();
    await putDown(the.database.worker, { tenantId, messageId }, { state: 'accepted' });
    const back = (table: string, column: string) =>
      `update app.${table} set ${column} = ${column} - interval '30 hours' where tenant_id = $1 and case_id = $2`;
    await asOwner(the, back('message', 'ended_at'), caseId);
    await asOwner(the, back('notice', 'created_at'), caseId);
    await endUnopened(the.database.worker, tenantId);
    const [message] = await asOwner<{ state: string }>(
      the,
      'select state from app.message where tenant_id = $1 and id = $2',
      messageId,
    );
    expect(message?.state).toBe('unopened');
  });

  it('is told of in plain words where it is of the trust itself', async () => {
    const { town, server, database } = the;
    await database.ownerPlatform.query(
      'alter table app.trust_notice drop constraint if exists trust_notice_because_check',
    );
    await asOwner(
      the,
      `insert into app.trust_notice (tenant_id, id, person_id, because, mail)
        values ($1, gen_random_uuid(), $2, 'constructor', 'noAddress')`,
      town.administrator.id,
    );
    const administrator = await signIn(server, town.administrator);
    const { items } = noticePage.parse((await administrator.get('/api/notices').expect(200)).body);
    expect(items).toContainEqual(
      expect.objectContaining({ because: 'other', sentence: 'There is news about your trust.' }),
    );
  });

  it('is shown in plain words where it was done in a case', async () => {
    const { town, server, database } = the;
    const { caseId } = await toldOfSomethingNew();
    await database.ownerPlatform.query('alter table app.case_event disable trigger user');
    await asOwner(
      the,
      `update app.case_event set type = 'constructor', body = jsonb_set(body, '{event,type}', '"constructor"')
        where tenant_id = $1 and case_id = $2 and seq = 1`,
      caseId,
    );
    const dsl = await signIn(server, town.dsl);
    const timeline = await dsl.get(`/api/cases/${caseId}/timeline`).expect(200);
    expect(timelinePage.parse(timeline.body).items.map(({ title }) => title)).toContain(
      'Something else was recorded',
    );
  });
});
