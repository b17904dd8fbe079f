import { deliverNotice, takeUp, wake } from '@trustward/casework';
import type { Message } from '@trustward/casework';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesBy, changesOf } from './changing.ts';
import { MAILING, asOwner } from './mailed.ts';
import { publish } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';
import { westmereVisits } from './westmere.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;
let admin: SignedIn;
const { dueOf } = changesOf(the);
const { draft, throughWith } = changesBy(the, () => admin);

/** It reminds six hours before. */
const WESTMERE = westmereVisits({ hours: 72 }, { remind: [{ before: { hours: 6 } }] });

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  await publish(the.town, WESTMERE);
});

/** What the worker does of a case: the letters that are sent now. */
async function letters(caseId: string): Promise<Message[]> {
  const { town, database } = the;
  const tenantId = town.trust.id;
  await wake(database.worker, { tenantId, caseId });
  const pending = await asOwner<{ id: string }>(
    the,
    `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'pending' order by at`,
    caseId,
  );
  const sent = [];
  for (const { id: deliveryId } of pending) {
    const { messages = [] } = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
    for (const messageId of messages) {
      const message = await takeUp(database.worker, { tenantId, messageId });
      if (message !== null && 'because' in message && 'caseId' in message) sent.push(message);
    }
  }
  return sent;
}

const limited = (hours: number) =>
  draft({
    kind: 'authority',
    authorityId: the.town.trust.authorityId,
    hours: null,
    limits: { visitHome: `${hours} hours` },
  }).then(throughWith);

describe('a deadline that comes sooner', () => {
  it('is told at once and as urgent where it is due before news would be, with its time in place of the old one', async () => {
    const { town } = the;
    await asOwner(
      the,
      `insert into app.contact_choice (tenant_id, person_id, soon, later, quiet) values ($1, $2, 'none', 'none', 'night')`,
      town.dsl.id,
    );
    const caseId = await anOpenCase(town, town.teacher, {
      chainId: 'visit-home',
      facts: {},
      // Due within the hour as soon as it comes sooner, so that no news can go out before it, whatever time of day it is.
      awareAt: Date.now() - 11.5 * HOUR_MS,
    });
    await letters(caseId);
    const before = await dueOf(caseId, 'visit');
    const [first] = await asOwner<{ id: string }>(
      the,
      `select id from app.notice where tenant_id = $1 and case_id = $2 and because = 'newDuty'`,
      caseId,
    );
    await limited(12);
    const { due } = await dueOf(caseId, 'visit');
    expect(due).toBeLessThan(before.due);
    const [letter, ...others] = await letters(caseId);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      because: 'broughtForward',
      standsFor: 'itself',
      isUrgent: true,
      dueAt: due,
      diaryEntry: { id: first?.id },
    });
    const dsl = await signIn(the.server, town.dsl);
    const { text } = await dsl.get(`/api/notices/${letter?.noticeId ?? ''}/due.ics`).expect(200);
    expect(text).toContain(`UID:${first?.id ?? ''}\r\nSEQUENCE:${letter?.diaryEntry?.sequence ?? ''}\r\n`);
  });
});
