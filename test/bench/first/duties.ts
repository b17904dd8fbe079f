import path from 'node:path';
import { recordTwo } from '../bare/recording.ts';
import { byRatio } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { alternate } from '../load/alternate.ts';
import { say } from '../say.ts';
import { startBare } from '../world/bare-server.ts';
import { browserAt, signIn } from '../world/browser.ts';
import type { World } from '../world/world.ts';
import { BARE, ROUNDS } from './settings.ts';
import type { Settings } from './settings.ts';

const WHO = 'dsl@oakfield.demo';
const PATH = '/api/duties';

/** The page that a safeguarding lead opens first, over HTTP, beside a bare route that sends the same statements. */
export async function listMyDuties(world: World, { quick }: Settings): Promise<readonly Figure[]> {
  say('list-my-duties');
  const file = path.join(world.folder, 'duties.statements');
  const recorded = await world.startApi(file);
  const there = await signIn(recorded.url, WHO);
  const [recording] = await recordTwo(file, () => there.get(PATH));
  await recorded.stop();
  say(
    `  ${recording.lines.length} statements, an answer of ${JSON.stringify(recording.answer).length} bytes`,
  );

  const api = await world.startApi();
  const bare = await startBare(world, { method: 'GET', path: PATH, status: 200, recorded: recording });
  const ours = browserAt(api.url, there.me, there.headers).target('GET', PATH);
  const theirs = browserAt(bare.url, there.me, there.headers).target('GET', PATH);
  const paces = await alternate({ ...api, target: ours }, { ...bare, target: theirs }, ROUNDS(quick));
  await Promise.all([api.stop(), bare.stop()]);

  const [value, besideValue] = [paces.ours, paces.bare];
  const name = 'list-my-duties';
  return [
    byRatio(
      {
        name: `${name}.throughput`,
        value: value.perSecond,
        unit: 'requests/s',
        beside: BARE,
        besideValue: besideValue.perSecond,
      },
      { atLeast: 0.7 },
    ),
    byRatio(
      { name: `${name}.p99`, value: value.p99, unit: 'ms', beside: BARE, besideValue: besideValue.p99 },
      { atMost: 2 },
    ),
  ];
}
