import { startMailServer } from '../../process/harness/mail-server.ts';
import type { MailServer, Manner } from '../../process/harness/mail-server.ts';
import { byExcess, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import type { Settings } from '../first/settings.ts';
import { say, wait } from '../say.ts';
import { quantile } from '../statistics.ts';
import { ACTOR, open, openMany, placesOf } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { everySecond } from '../world/pace.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import type { LETTERS_PARTS } from './parts.ts';

type Part = (typeof LETTERS_PARTS)[number];

const MANNERS: Readonly<Record<Part, Manner>> = { refused: 550, later: 450, hanging: 'hang' };
const PER_SECOND = 1;
const GRACE_MS = 60_000;
const BESIDE = 'the same letters while the other trust sends none';

export interface Asked extends Settings {
  readonly letters: number;
}

/** How late one trust's letters are while another has thousands to addresses that the mail server does not take. */
export async function letters(
  parts: readonly string[],
  asked: Asked,
  print: (figure: Figure) => void,
): Promise<void> {
  for (const part of parts as readonly Part[]) {
    const mail = await startMailServer();
    const world = await startWorld(asked);
    try {
      for (const figure of await measured(world, mail, part, asked)) print(figure);
    } finally {
      await world.stop();
      await mail.end();
    }
  }
}

async function measured(
  world: World,
  mail: MailServer,
  part: Part,
  { quick, letters: bad }: Asked,
): Promise<readonly Figure[]> {
  const { owner, ownerPlatform } = world.database;
  const trusts = await ownerPlatform.query<{ id: string }>('select id from platform.tenant order by name');
  const places = (await Promise.all(trusts.map(({ id }) => placesOf(owner, id)))).flat();
  const [place] = places;
  const others = places.filter(({ tenantId }) => tenantId !== place?.tenantId);
  const noisy = others[0]?.tenantId;
  if (place === undefined || noisy === undefined) throw new Error('There are no two trusts.');
  const count = quick ? 20 : 60;
  for (const address of await addressesOf(world, noisy)) mail.treat(address, MANNERS[part]);

  const smtp = { TRUSTWARD_SMTP_URL: mail.url };
  const alone = await world.startWorker(smtp);
  const without = await lateness(world, mail, place, count);
  await alone.stop();
  say(`letters: ${bad} of another trust are ${part}`);
  await openMany(owner, others, bad);
  const beset = await world.startWorker(smtp);
  await attempted(world, noisy, Math.min(bad / 10, 200));
  const from = await attempts(world, noisy);
  const beside = await lateness(world, mail, place, count);
  const meanwhile = (await attempts(world, noisy)) - from;
  say(`  ${meanwhile} attempts at bad ones meanwhile, ${from} before`);
  await beset.stop();
  const figure = (q: number, words: string) => ({
    name: `letters.${part}.${words}`,
    value: quantile(beside, q),
    unit: 'ms',
    beside: BESIDE,
    besideValue: quantile(without, q),
  });
  return [
    byExcess(figure(0.5, 'p50'), 500),
    byExcess(figure(0.99, 'p99'), 2_000),
    byExcess(figure(1, 'longest'), 5_000),
    byValue({ name: `letters.${part}.missed`, value: count - beside.length, unit: 'letters' }, { atMost: 0 }),
    byValue({ name: `letters.${part}.beside`, value: meanwhile, unit: 'attempts' }, { atLeast: 1 }),
  ];
}

/** From the report's being acknowledged until the mail server has its letter. */
async function lateness(
  { database }: World,
  mail: MailServer,
  place: Place,
  count: number,
): Promise<readonly number[]> {
  const opened = await everySecond(PER_SECOND, count, async () => {
    const { caseId } = await open(database.owner, place);
    return { caseId, at: Date.now() };
  });
  const giveUpAt = Date.now() + GRACE_MS;
  for (;;) {
    const late = opened.flatMap(({ caseId, at }) => {
      const letter = mail.letters.find(({ words }) => words.includes(caseId));
      return letter === undefined ? [] : [letter.at - at];
    });
    if (late.length < count && Date.now() < giveUpAt) {
      await wait(500);
      continue;
    }
    const [p50, p99] = [quantile(late, 0.5), quantile(late, 0.99)];
    say(`  ${late.length} letters, late p50 ${p50} p99 ${p99} ms`);
    return late;
  }
}

const addressesOf = async ({ database }: World, tenantId: string): Promise<readonly string[]> => {
  const sql = `select a.email from platform.membership m join platform.account a on a.id = m.account_id
    where m.tenant_id = $1`;
  return (await database.ownerPlatform.query<{ email: string }>(sql, [tenantId])).map(({ email }) => email);
};

async function attempts({ database }: World, tenantId: string): Promise<number> {
  const sql = 'select coalesce(sum(attempts), 0)::int as count from app.message where tenant_id = $1';
  const [row] = await database.owner.run({ tenantId, actor: ACTOR }, (tx) =>
    tx.query<{ count: number }>(sql, [tenantId]),
  );
  return row?.count ?? 0;
}

/** Until so many were tried: from then on it is busy with them. */
async function attempted(world: World, tenantId: string, atLeast: number): Promise<void> {
  while ((await attempts(world, tenantId)) < atLeast) await wait(500);
}
