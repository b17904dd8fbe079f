import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { everybody, on, taskOf } from './acting.ts';
import { problemOf } from './api-server.ts';
import { publish } from './procedure.ts';
import { aSetting } from './setting.ts';
import { anOpenCase, viewOf, wakeUp } from './story.ts';

const the = aSetting();

/** What the law asks of whoever learnt of it, and of nobody else. */
const TELL_POLICE = {
  language: 2,
  id: 'tell-police',
  version: 1,
  title: 'What must be told',
  sentence: 'Somebody has learnt of it.',
  about: 'child',
  waiver: {
    reasons: { left: 'Whoever had to do it has left' },
    agreedBy: ['headteacher', 'trustSafeguardingLead', 'ceo'],
  },
  steps: [
    {
      id: 'ring',
      title: 'Tell the police yourself',
      sentence: 'In your own words.',
      owner: ['reporter', 'dsl', 'deputyDsl', 'headteacher'],
      personal: true,
      clock: { within: { hours: 24 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead', 'ceo'], every: { workingDays: 1 } }],
    },
  ],
};

beforeAll(() =>
  publish(the.town, {
    language: 2,
    layer: 'trust',
    id: 'police',
    version: 1,
    title: 'What this trust tells the police',
    chains: [TELL_POLICE],
  }),
);

const asOwner = (sql: string, ...values: readonly unknown[]) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => tx.query(sql, [...values]));
const away = (until: string) =>
  asOwner(`update app.person set away_until = ${until} where id = $1`, the.town.teacher.id);
const leaves = () => asOwner('update app.post set until = now() where person_id = $1', the.town.teacher.id);
const opened = () => anOpenCase(the.town, the.town.teacher, { chainId: 'tell-police', facts: {} });

afterEach(async () => {
  await away('null');
  await asOwner('update app.post set until = null where person_id = $1', the.town.teacher.id);
});

describe('2.38 what the law asks of one person', () => {
  it('is theirs though they were marked as away when they reported', async () => {
    await away(`now() + interval '1 day'`);
    const { dsl } = await everybody(the);
    expect((await taskOf(dsl, await opened(), 'ring')).owner?.name).toBe('Tessa Teacher');
  });

  it('is nobody else’s to leave out while they are there, or merely away', async () => {
    const { dsl } = await everybody(the);
    const caseId = await opened();
    expect(await taskOf(dsl, caseId, 'ring')).toMatchObject({
      waiveFor: [],
      mayDo: false,
      mayTakeOver: false,
    });
    await away(`now() + interval '1 day'`);
    await wakeUp(the.town, caseId);
    expect((await taskOf(dsl, caseId, 'ring')).waiveFor).toEqual([]);
    problemOf(await on(dsl, caseId, 'ring', 'waive', { reason: 'left', why: 'On leave.' }), 422, 'refused');
  });

  it('is left out, once they have left, where one who may asks and another agrees; and so the case can end', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await opened();
    await leaves();
    await wakeUp(the.town, caseId);
    expect(await taskOf(dsl, caseId, 'ring')).toMatchObject({
      owner: { name: 'Tessa Teacher' },
      waiveFor: [{ code: 'left', label: 'Whoever had to do it has left' }],
      mayDo: false,
      mayTakeOver: false,
      handOverTo: [],
    });
    const asked = await on(dsl, caseId, 'ring', 'waive', { reason: 'left', why: 'She moved abroad.' });
    expect(asked.status).toBe(200);
    expect((await taskOf(dsl, caseId, 'ring')).asked).toMatchObject({ mayAnswer: false, mayTakeBack: true });
    expect((await taskOf(head, caseId, 'ring')).asked).toMatchObject({ for: 'waiver', mayAnswer: true });
    expect((await on(head, caseId, 'ring', 'agree', { to: 'waiver' })).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'ring')).toMatchObject({
      state: 'waived',
      whyEnded: 'Whoever had to do it has left',
      agreedBy: ['Hal Head'],
    });
    expect((await viewOf(dsl, caseId)).endedAt).not.toBeNull();
  });

  it('is said to have changed, and how, to whoever asks before the case has learnt that they left; then it is taken', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await opened();
    await leaves();
    expect((await taskOf(dsl, caseId, 'ring')).waiveFor).not.toEqual([]);
    const given = { reason: 'left', why: 'She moved abroad.' };
    const { detail } = problemOf(await on(dsl, caseId, 'ring', 'waive', given), 409, 'stale');
    expect(detail).toBe(
      '“Tell the police yourself” has changed since you opened it: Tessa Teacher, whose it is, can do it no more.',
    );
    const { version } = await taskOf(head, caseId, 'ring');
    expect((await on(dsl, caseId, 'ring', 'waive', given)).status).toBe(200);
    const late = problemOf(await on(head, caseId, 'ring', 'waive', { ...given, version }), 409, 'stale');
    expect(late.detail).toMatch(
      /^Dana Lead has meanwhile asked somebody to agree that “.+” need not be done\.$/,
    );
  });

  it('is left out by nobody who is kept out of the case', async () => {
    const { deputy, dsl } = await everybody(the);
    const caseId = await opened();
    await leaves();
    const { version } = await taskOf(dsl, caseId, 'ring');
    await asOwner(
      `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
      the.town.trust.id,
      caseId,
      the.town.deputy.id,
    );
    const given = { eventId: randomUUID(), version, reason: 'left', why: 'She left.' };
    problemOf(await deputy.post(`/api/cases/${caseId}/duties/ring/waive`, given), 404, 'notFound');
  });
});
