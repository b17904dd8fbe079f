import { randomUUID } from 'node:crypto';
import { wake } from '@trustward/casework';
import { lateBoard, lateRecordPage, receipt } from '@trustward/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { asOwner } from './mailed.ts';
import { Past } from './past.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

/** What fell due while its case could not be read, so that nobody could do anything in it: nobody is said to have let it slip. */
const the = aSetting();
const FOLLOW_UP = 'written-follow-up';
const alarms: string[] = [];
const wakeIt = (caseId: string) =>
  wake(the.database.worker, { tenantId: the.town.trust.id, caseId }, (what) => alarms.push(what));

const causeOf = async (caseId: string, step: string) => {
  const lead = await signIn(the.server, the.town.lead);
  const records = lateRecordPage.parse((await lead.get('/api/late/records?limit=100').expect(200)).body);
  const board = lateBoard.parse((await lead.get('/api/late?limit=100').expect(200)).body);
  const is = (row: { caseId: string; step: string }) => row.caseId === caseId && row.step === step;
  return [records.items.find(is)?.cause, board.items.find(is)?.why];
};

beforeEach(() => void alarms.splice(0));

describe('what fell due while the state of its case could not be read', () => {
  /** Its follow-up was due an hour ago; it was found to be unreadable two hours ago, and its owner looked at its page. */
  async function mended() {
    const { town, server } = the;
    const past = new Past(town);
    const caseId = await past.rang(25);
    await past.told(3, caseId);
    const [kept] = await asOwner<{ state: object; next: Date }>(
      the,
      'select state, next_wake as next from app.case_file where tenant_id = $1 and id = $2',
      caseId,
    );
    const put = (state: object) =>
      asOwner(
        the,
        'update app.case_file set state = $3 where tenant_id = $1 and id = $2',
        caseId,
        JSON.stringify(state),
      );
    await put({});
    await wakeIt(caseId);
    expect(alarms).toEqual(['state']);
    await asOwner(
      the,
      `update app.delivery set created_at = created_at - interval '2 hours' where tenant_id = $1 and case_id = $2
         and because = 'caseUnreadable'`,
      caseId,
    );
    await (await signIn(server, town.dsl)).get(`/api/cases/${caseId}`).expect(200);
    const before = await causeOf(caseId, FOLLOW_UP);
    await put(kept?.state ?? {});
    return { caseId, next: kept?.next, before };
  }

  it('3.15 is late as that could not be read, on the board and in the record', async () => {
    const { caseId, before } = await mended();
    const cause = 'The case could not be read';
    expect(before).toEqual([undefined, cause]);
    await wakeIt(caseId);
    expect(await causeOf(caseId, FOLLOW_UP)).toEqual([cause, cause]);
  });

  it('3.15 is late as ever where its case was woken in between, and so could be read again', async () => {
    const { caseId, next } = await mended();
    await asOwner(
      the,
      'update app.case_file set next_wake = $3 where tenant_id = $1 and id = $2',
      caseId,
      next,
    );
    await wakeIt(caseId);
    expect(await causeOf(caseId, FOLLOW_UP)).toEqual(['Opened, not done', 'Opened, not done']);
  });
});

describe('what fell due while a report could not be opened, as a layer was damaged', () => {
  it('3.15 is late as its case could not be read', async () => {
    const { town, server } = the;
    const guidance = `tenant_id = $1 and layer = 'guidance' and number = 1`;
    const damage = (hash: string) =>
      asOwner(the, `update app.layer_version set hash = ${hash} where ${guidance}`);
    await damage(`'damaged ' || hash`);
    const teacher = await signIn(server, town.teacher);
    const report = {
      ...{
        eventId: randomUUID(),
        schoolId: town.school.id,
        childName: 'Robin Testcase',
        yearGroup: 'Year 4',
      },
      ...{ account: 'Said so.', awareAt: new Date(Date.now() - 60_000).toISOString() },
      facts: { source: 'saw', 'in-danger-now': 'no' },
    };
    const given = receipt.parse((await teacher.post('/api/concerns', report).expect(201)).body);
    expect(given.unread).toBe(true);
    const [row] = await asOwner<{ id: string }>(
      the,
      'select id from app.case_file where tenant_id = $1 and reference = $2',
      given.reference,
    );
    const caseId = row?.id ?? expect.fail('It was not opened.');
    await wakeIt(caseId);
    expect(alarms).toEqual(['pinned']);
    // As if that had been two days ago.
    const ago = `interval '2 days'`;
    await asOwner(
      the,
      `update app.case_file set opened_at = opened_at - ${ago} where tenant_id = $1 and id = $2`,
      caseId,
    );
    await asOwner(
      the,
      `update app.case_event set at = at - ${ago}, body = jsonb_set(body, '{event,awareAt}',
         to_jsonb((body #>> '{event,awareAt}')::double precision - 2 * 86400000)) where tenant_id = $1 and case_id = $2`,
      caseId,
    );
    await asOwner(
      the,
      `update app.delivery set at = at - ${ago}, created_at = created_at - ${ago} where tenant_id = $1 and case_id = $2`,
      caseId,
    );
    await (await signIn(server, town.dsl)).get(`/api/cases/${caseId}`).expect(200);
    await damage('substr(hash, 9)');
    await wakeIt(caseId);
    expect(alarms).toEqual(['pinned']);
    const cause = 'The case could not be read';
    expect(await causeOf(caseId, 'decide')).toEqual([cause, cause]);
  });
});
