import { randomUUID } from 'node:crypto';
import { giveUp, lockedOut, putDown, releaseUnsent, takeUp, wake } from '@trustward/casework';
import { Backdated } from '@trustward/casework/backdated';
import { beforeAll, describe, expect, it } from 'vitest';
import { on, taskOf } from './acting.ts';
import { aBrowser, aLink, aWrittenReferral, askForLink, madeLink, tokenOf, withdrawLink } from './agency.ts';
import { problemOf } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { viewOf, wakeUp } from './story.ts';

const the = aSetting();

let dsl: SignedIn;
let lead: SignedIn;
beforeAll(async () => {
  [dsl, lead] = [await signIn(the.server, the.town.dsl), await signIn(the.server, the.town.lead)];
});

const linksOf = (caseId: string) =>
  asOwner<{ id: string; mail: string | null }>(
    the,
    'select id, mail from app.agency_link where tenant_id = $1 and case_id = $2',
    caseId,
  );

describe('3.14 giving out a link by which an agency confirms a receipt', () => {
  it('is for whoever might write down that it has come, while that is owed', async () => {
    const caseId = await aWrittenReferral(the, dsl);
    const head = await signIn(the.server, the.town.head);
    const { mayMake, live, party } = (await taskOf(dsl, caseId, 'receipt')).link ?? {};
    expect({ mayMake, live, party }).toEqual({ mayMake: true, live: null, party: "Children's social care" });
    await madeLink(head, caseId);
    const other = await signIn(the.server, the.town.otherDsl);
    problemOf(await askForLink(other, caseId), 404, 'notFound');
    const teacher = await signIn(the.server, the.town.teacher);
    problemOf(await askForLink(teacher, caseId), 403, 'notAllowed');
    const wrong = `/api/cases/${caseId}/duties/record-answer/link`;
    problemOf(await dsl.post(wrong, { eventId: randomUUID() }), 422, 'refused');
    await on(dsl, caseId, 'receipt', 'done', {
      evidence: { receivedAt: new Date().toISOString(), confirmedBy: 'J. Osei' },
    });
    problemOf(await askForLink(dsl, caseId), 422, 'refused');
  });

  it('twice by one press of the page is one link, and another ends the one before', async () => {
    const caseId = await aWrittenReferral(the, dsl);
    const eventId = randomUUID();
    const first = await madeLink(dsl, caseId, { eventId });
    expect(await madeLink(dsl, caseId, { eventId })).toEqual(first);
    expect(await linksOf(caseId)).toHaveLength(1);
    const second = await madeLink(dsl, caseId);
    expect(tokenOf(second)).not.toBe(tokenOf(first));
    problemOf(await askForLink(dsl, caseId, { eventId }), 409, 'stale');
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live).toMatchObject({ by: 'Dana Lead', mail: null });
  });

  it('that was withdrawn stays so, though the API itself would have it otherwise', async () => {
    const { caseId, token } = await aLink(the, dsl);
    await withdrawLink(dsl, caseId).expect(204);
    await withdrawLink(dsl, caseId).expect(204);
    const revive = 'update app.agency_link set withdrawn_by = null, withdrawn_at = null where case_id = $1';
    const as = { tenantId: the.town.trust.id, personId: the.town.dsl.id };
    await expect(the.database.api.run(as, (tx) => tx.query(revive, [caseId]))).rejects.toThrow(/stays so/);
    problemOf(await aBrowser(the).says(token), 404, 'notFound');
  });

  it('counts what was said before the deadline as said in time, though the case heard of it after', async () => {
    const { caseId, token } = await aLink(the, dsl);
    await aBrowser(the).says(token).expect(200);
    const as = { tenantId: the.town.trust.id, actor: 'test' };
    const aWeekOn = Date.now() + 7 * 86_400_000;
    const { state } = await the.database.owner.run(as, (tx) =>
      new Backdated(tx).drive(aWeekOn, caseId, { kind: 'time' }),
    );
    expect(state.duties['receipt']).toMatchObject({ state: 'met', breachedAt: null });
    expect(state.duties['record-answer']?.breachedAt).toBeLessThan(aWeekOn);
  });

  it('is used though whoever gave it out may have no part in the case any more', async () => {
    const { caseId, token } = await aLink(the, dsl);
    await asOwner(
      the,
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`,
      caseId,
      the.town.dsl.id,
    );
    await aBrowser(the).says(token).expect(200);
    await wakeUp(the.town, caseId);
    expect((await taskOf(lead, caseId, 'receipt')).state).toBe('met');
  });
});

describe('3.14 a link that is mailed', () => {
  const beats = (mail: string) =>
    the.database.ownerPlatform.query(
      `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
       on conflict (process) do update set at = excluded.at, mail = excluded.mail`,
      [mail],
    );

  it('goes where whoever asked for it was told that it goes, whatever is set for the agency meanwhile', async () => {
    await beats('on');
    const caseId = await aWrittenReferral(the, dsl);
    const { mailedTo } = await madeLink(dsl, caseId, { mail: true });
    await asOwner(
      the,
      `insert into app.own_mail (tenant_id, authority_id, party, address, set_by)
        select c.tenant_id, c.authority_id, 'socialCare', 'ada@home.example', $3 from app.case_file c
        where c.tenant_id = $1 and c.id = $2`,
      caseId,
      the.town.administrator.id,
    );
    const [row] = await linksOf(caseId);
    const message = { tenantId: the.town.trust.id, messageId: row?.id ?? '' };
    expect(await takeUp(the.database.worker, message)).toMatchObject({ address: mailedTo });
    await asOwner(the, 'delete from app.own_mail where tenant_id = $1');
  });

  it('is kept while no carrier lets us in, however long, and goes when one does', async () => {
    const { caseId } = await aLink(the, dsl);
    const waiting = `update app.agency_link set mail = 'waiting' 
      where tenant_id = $1 and case_id = $2 returning id`;
    const [link] = await asOwner<{ id: string }>(the, waiting, caseId);
    const tenantId = the.town.trust.id;
    const message = { tenantId, messageId: link?.id ?? '' };
    expect(await takeUp(the.database.worker, message)).not.toBeNull();
    await lockedOut(the.database.worker, message);
    expect(await giveUp(the.database.worker, message)).toBe('unsent');
    expect(await linksOf(caseId)).toMatchObject([{ mail: 'unsent' }]);
    await releaseUnsent(the.database.worker, tenantId, ['email']);
    expect(await linksOf(caseId)).toMatchObject([{ mail: 'waiting' }]);
    expect(await takeUp(the.database.worker, message)).not.toBeNull();
  });

  it('goes to the address of the agency, by the case’s own workflow, with its reference and no more', async () => {
    await beats('on');
    const caseId = await aWrittenReferral(the, dsl);
    const mailTo = (await taskOf(dsl, caseId, 'receipt')).link?.mailTo;
    expect(mailTo).toMatch(/@.*\.example$/);
    const link = await madeLink(dsl, caseId, { mail: true });
    expect(link.mailedTo).toBe(mailTo);
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live?.mail).toBe('onItsWay');
    const tenantId = the.town.trust.id;
    const { deliveries } = await wake(the.database.worker, { tenantId, caseId });
    const [row] = await linksOf(caseId);
    const messageId = row?.id ?? '';
    expect(deliveries).toContain(messageId);
    const { reference } = await viewOf(dsl, caseId);
    expect(await takeUp(the.database.worker, { tenantId, messageId })).toEqual({
      tenantId,
      id: messageId,
      channel: 'email',
      address: mailTo,
      returnMark: expect.stringMatching(/^r-/) as string,
      token: tokenOf(link),
      reference,
    });
    await putDown(the.database.worker, { tenantId, messageId }, { state: 'accepted' });
    expect((await taskOf(dsl, caseId, 'receipt')).link?.live?.mail).toBe('sent');
    expect((await wake(the.database.worker, { tenantId, caseId })).deliveries).not.toContain(messageId);
  });

  it('is news to every page that shows its case: as it is made, as it is sent and as it is withdrawn', async () => {
    await beats('on');
    const stream = await openStream(the.server, lead.cookie);
    const caseId = await aWrittenReferral(the, dsl);
    const { version } = await viewOf(dsl, caseId);
    const heard = () => stream.messages.filter((each) => each.kind === 'case' && each.caseId === caseId);
    await stream.until(() => heard().some((each) => each.kind === 'case' && each.version === version));
    const tenantId = the.town.trust.id;
    const sent = async () => {
      const [row] = await linksOf(caseId);
      await putDown(the.database.worker, { tenantId, messageId: row?.id ?? '' }, { state: 'accepted' });
    };
    for (const act of [() => madeLink(dsl, caseId, { mail: true }), sent, () => withdrawLink(dsl, caseId)]) {
      const before = heard().length;
      await act();
      await stream.until(() => heard().length > before);
    }
    stream.close();
  });

  it.each([
    ['has ended', 'ended_at = clock_timestamp()'],
    ['is a drill', 'drill = true'],
  ])('is not sent where its case %s', async (_how, what) => {
    await beats('on');
    const caseId = await aWrittenReferral(the, dsl);
    await madeLink(dsl, caseId, { mail: true });
    await asOwner(the, `update app.case_file set ${what} where tenant_id = $1 and id = $2`, caseId);
    const [row] = await linksOf(caseId);
    const message = { tenantId: the.town.trust.id, messageId: row?.id ?? '' };
    expect(await takeUp(the.database.worker, message)).toBeNull();
    expect(await linksOf(caseId)).toMatchObject([{ mail: 'withheld' }]);
  });

  it('is not sent once it was withdrawn, and is offered by no drill and where no e-mail is sent', async () => {
    await beats('on');
    const caseId = await aWrittenReferral(the, dsl);
    await madeLink(dsl, caseId, { mail: true });
    await withdrawLink(dsl, caseId).expect(204);
    const tenantId = the.town.trust.id;
    const [row] = await linksOf(caseId);
    expect(await takeUp(the.database.worker, { tenantId, messageId: row?.id ?? '' })).toBeNull();
    const drill = await aWrittenReferral(the, dsl, { drill: true });
    expect((await taskOf(dsl, drill, 'receipt')).link?.mailTo).toBeNull();
    problemOf(await askForLink(dsl, drill, { mail: true }), 422, 'refused');
    await beats('unset');
    expect((await taskOf(dsl, caseId, 'receipt')).link?.mailTo).toBeNull();
    problemOf(await askForLink(dsl, caseId, { mail: true }), 422, 'refused');
  });
});
