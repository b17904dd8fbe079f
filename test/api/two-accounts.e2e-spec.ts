import { randomUUID } from 'node:crypto';
import { changePage, questionPage } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { everybody, on, taskOf } from './acting.ts';
import { problemOf } from './api-server.ts';
import { changesBy, closedAround } from './changing.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, viewOf, wakeUp } from './story.ts';

const the = aSetting();

const flown = { reason: 'flown', why: 'The keeper rang.' };
/** The safeguarding lead once more, by another account, in a post that agrees to what she asks. */
const herOther = async (): Promise<SignedIn> =>
  signIn(
    the.server,
    await aPerson(the.town.trust)
      .named('Ms Lead, Dana')
      .withPasswordHash(PASSWORD_HASH)
      .as('headteacher')
      .at(the.town.school)
      .create(),
  );
const offDuty = (...people: readonly { readonly id: string }[]) =>
  asOwner(
    the,
    'update app.person set suspended_at = clock_timestamp() where tenant_id = $1 and id = any($2::uuid[])',
    people.map(({ id }) => id),
  );
const askedOf = async (who: SignedIn, caseId: string) =>
  questionPage
    .strict()
    .parse((await who.get('/api/duties/asked?limit=100').expect(200)).body)
    .items.filter((each) => each.caseId === caseId);

describe('law 6: whoever may be the same person under another name', () => {
  it('does not agree that what they asked is left out, is not asked, and is told why', async () => {
    const { dsl, head } = await everybody(the);
    const other = await herOther();
    const caseId = await aDragonCase(the.town);
    expect((await on(dsl, caseId, 'tell', 'waive', flown)).status).toBe(200);
    expect([await askedOf(other, caseId), (await askedOf(head, caseId)).length]).toEqual([[], 1]);
    expect((await taskOf(other, caseId, 'tell')).asked?.mayAnswer).toBe(false);
    const said = problemOf(await on(other, caseId, 'tell', 'agree', { to: 'waiver' }), 422, 'refused');
    expect(said).toMatchObject({
      rule: 'ownAct',
      detail: expect.stringContaining('you may be the person who asked') as unknown,
    });
    expect((await on(head, caseId, 'tell', 'agree', { to: 'waiver' })).status).toBe(200);
  });

  it('has stood down where they have: reads no more of the case, and is told nothing', async () => {
    const { dsl } = await everybody(the);
    const other = await herOther();
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect((await viewOf(other, caseId)).tasks).not.toEqual([]);
    const said = { eventId: randomUUID(), reason: 'She is my niece.' };
    expect((await dsl.post(`/api/cases/${caseId}/stand-down`, said)).status).toBe(200);
    problemOf(await other.get(`/api/cases/${caseId}`), 404, 'notFound');
    await wakeUp(the.town, caseId);
    const told = await asOwner<{ id: string }>(
      the,
      'select distinct person_id as id from app.notice where tenant_id = $1 and case_id = $2',
      caseId,
    );
    expect(told.map(({ id }) => id)).toEqual([the.town.deputy.id]);
  });

  it('does not end what they called a mistake, nor is anybody told that they may', async () => {
    const { dsl, lead } = await everybody(the);
    const other = await herOther();
    await offDuty(the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const say = async (who: SignedIn, what: 'ask' | 'agree') => {
      const { owed } = (await viewOf(who, caseId)).acts;
      const said = { eventId: randomUUID(), reason: 'Wrong child.', owed };
      return who.post(`/api/cases/${caseId}/mistake/${what}`, said);
    };
    const first = await say(dsl, 'ask');
    expect(first.status, first.text).toBe(200);
    expect(await askedOf(other, caseId)).toEqual([]);
    expect(problemOf(await say(other, 'agree'), 422, 'refused').rule).toBe('ownAct');
    const { mistake } = (await viewOf(dsl, caseId)).acts;
    expect(mistake?.answerers).toBe('the trust safeguarding lead or the chief executive');
    const ended = await say(lead, 'agree');
    expect(ended.status, ended.text).toBe(200);
  });

  it('is not the second person of their own change, though nobody else is there to be', async () => {
    const admin = await signIn(the.server, the.town.administrator);
    const person = aPerson(the.town.trust).withPasswordHash(PASSWORD_HASH);
    const her = await person.named('Ms Admin, Ada').as('trustAdministrator').create();
    const other = await signIn(the.server, her);
    await offDuty(the.town.lead, the.town.ceo);
    const { draft, carryOut } = changesBy(the, () => admin);
    const counted = await carryOut(await draft(closedAround(the.town.school.id)));
    const { items } = changePage.parse((await other.get('/api/changes/to-confirm').expect(200)).body);
    expect([counted.takesTwo, items]).toEqual([true, []]);
    const answer = await other.post(`/api/changes/${counted.id}/apply`, { version: counted.version });
    expect(answer.status).not.toBe(200);
  });
});
