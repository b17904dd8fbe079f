import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ReportForm } from '@trustward/contracts';
import { recordTwo } from '../bare/recording.ts';
import { byRatio } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { alternate } from '../load/alternate.ts';
import { EVENT_ID } from '../load/shot.ts';
import { say } from '../say.ts';
import { startBare } from '../world/bare-server.ts';
import { browserAt, signIn } from '../world/browser.ts';
import type { Browser } from '../world/browser.ts';
import type { World } from '../world/world.ts';
import { makeTheSameRows } from './same-rows.ts';
import { noneLost } from './none-lost.ts';
import { paced } from './paced.ts';
import { BARE, ROUNDS } from './settings.ts';
import type { Settings } from './settings.ts';

const WHO = 'teacher@brookgreen.demo';
const PATH = '/api/concerns';

/** Event, state, duties, audit and job of a new concern, over HTTP, beside a bare route that inserts the same rows. */
export async function reportAConcern(world: World, { quick }: Settings): Promise<readonly Figure[]> {
  say('report-a-concern');
  const file = path.join(world.folder, 'concern.statements');
  const recorded = await world.startApi(file);
  const there = await signIn(recorded.url, WHO);
  const report = await reportOf(there);
  const fresh = () => there.post(PATH, { ...report, eventId: randomUUID() });
  const [recording, another] = await recordTwo(file, fresh);
  await recorded.stop();
  say(`  ${recording.lines.length} statements`);

  const api = await world.startApi();
  const bare = await startBare(world, {
    method: 'POST',
    path: PATH,
    status: 201,
    recorded: recording,
    another,
  });
  const at = (url: string) => browserAt(url, there.me, there.headers).target('POST', PATH, report);
  await makeTheSameRows(world, there.me.trust.id, at(api.url), at(bare.url));
  const paces = await alternate(
    { ...api, target: at(api.url) },
    { ...bare, target: at(bare.url) },
    ROUNDS(quick),
  );
  await bare.stop();
  const name = 'report-a-concern';
  const figures = [
    byRatio(
      {
        name: `${name}.throughput`,
        value: paces.ours.perSecond,
        unit: 'reports/s',
        beside: BARE,
        besideValue: paces.bare.perSecond,
      },
      { atLeast: 0.7 },
    ),
    ...(await paced(world, at(api.url), there.me.trust.id, quick)),
    ...(await noneLost(world, at(api.url), there.me.trust.id, quick)),
  ];
  await api.stop();
  return figures;
}

/** A report as the form would send it: the first school, the first answer to each question. */
async function reportOf(browser: Browser): Promise<object> {
  const form = (await browser.get('/api/report-form')) as ReportForm;
  const [school] = form.schools;
  if (school === undefined) throw new Error(`${WHO} may report for no school.`);
  return {
    eventId: EVENT_ID,
    schoolId: school.id,
    childName: 'Bench Child',
    yearGroup: 'Year 4',
    account: 'She said that she is afraid to go home. She asked me not to tell anyone. '.repeat(4),
    awareAt: new Date().toISOString(),
    facts: Object.fromEntries(form.questions.map(({ fact, options }) => [fact, options.at(-1)?.code ?? ''])),
  };
}
