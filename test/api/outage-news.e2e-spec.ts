import { lateBoard, noticePage } from '@trustward/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { Past } from './past.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { wakeUp } from './story.ts';
import { aTown } from './town.ts';

const the = aSetting();

/** From so many hours ago until so many. */
type Span = readonly [from: number, to: number];

/** Two written follow-ups: one due an hour ago, untold; one due half an hour before it, of which its owner was told. */
async function afterOutages(trustName: string, reminders: Span, recording: Span) {
  const town = await aTown(the.database, trustName);
  const past = new Past(town);
  const cases = [await past.rang(25), await past.rang(25.5)] as const;
  await past.told(3.45, cases[1]);
  for (const [what, hours] of Object.entries({ reminders, recording })) {
    await the.database.ownerPlatform.query(
      'insert into platform.outage (what, since, until) values ($1, app.at($2), app.at($3))',
      [what, ...hours.map((each) => past.at(each))],
    );
  }
  for (const caseId of cases) await wakeUp(town, caseId);
  const lead = await signIn(the.server, town.lead);
  const { outages } = lateBoard.strict().parse((await lead.get('/api/late?limit=100').expect(200)).body);
  const told = noticePage.parse((await lead.get('/api/notices?limit=100').expect(200)).body);
  const iso = (hoursAgo: number) => new Date(past.at(hoursAgo)).toISOString();
  return { outages, told, span: ([from, to]: Span) => ({ since: iso(from), until: iso(to) }) };
}

afterEach(() => the.database.ownerPlatform.query('delete from platform.outage'));

describe('what leaders read of outages', () => {
  it('is one piece of news where everything was down, with its whole span, each duty in it once', async () => {
    const reminders = [3.4, 0.51] as const;
    const { outages, told, span } = await afterOutages('All was down', reminders, [3.399, 0.5]);
    const all = { what: 'recording', ...span([3.4, 0.5]) };
    expect(outages).toMatchObject([{ ...all, becameLate: 2, lateByOutage: 2 }]);
    const breaches = told.items.filter(({ because }) => because === 'breach');
    expect(breaches.map(({ outage }) => outage)).toEqual([all, all]);
    expect(told.unseen).toBe(told.items.length - 1);
  });

  it('is one piece of news where everything was down for a part of it, and for how long is said', async () => {
    const reminders = [3.4, 0.5] as const;
    const { outages, told, span } = await afterOutages('Restarted to mend it', reminders, [1.1, 0.9]);
    const part = { what: 'reminders', ...span(reminders) };
    expect(outages).toEqual([{ ...part, recordingMinutes: 12, becameLate: 2, lateByOutage: 1 }]);
    const breaches = told.items.filter(({ because }) => because === 'breach');
    expect(breaches.map(({ outage }) => outage)).toEqual([part, part]);
  });

  it('is two where one was over before the other began', async () => {
    const [reminders, recording] = [[3.4, 1.3] as const, [1.2, 0.9] as const];
    const { outages, told, span } = await afterOutages('Down twice', reminders, recording);
    const part = { what: 'reminders', ...span(reminders) };
    expect(outages).toEqual([
      { what: 'recording', ...span(recording), recordingMinutes: 18, becameLate: 1, lateByOutage: 1 },
      { ...part, recordingMinutes: 0, becameLate: 1, lateByOutage: 0 },
    ]);
    const breaches = told.items.filter(({ because }) => because === 'breach');
    expect(breaches.map(({ outage }) => outage?.what ?? null).sort()).toEqual(['reminders', null].sort());
  });
});
