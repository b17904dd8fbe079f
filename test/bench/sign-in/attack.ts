import { byExcess, byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say, wait } from '../say.ts';
import { quantile } from '../statistics.ts';
import { everySecond } from '../world/pace.ts';
import type { Running } from '../world/node-process.ts';
import type { World } from '../world/world.ts';
import { PASSWORD, networkOf, signIn } from './browser.ts';
import type { Answer } from './browser.ts';
import { comesInUntil, owner } from './owner.ts';
import type { Owner } from './owner.ts';
import { people } from './people.ts';

const GUESSES_A_SECOND = 20;
const OTHERS_A_SECOND = 6;
const SLOWER_AT_MOST = 1.1;
/** Of a hundred for each processor. */
const TAKES_AT_MOST = 10;
const OTHERS = 30;
const VICTIMS = 500;
/** How many networks somebody attacks from who has rented many computers. */
const NETWORKS = 200;
const OF_OTHERS = 40_000;

export type Api = Running & { readonly url: string };

interface Stage {
  readonly api: Api;
  readonly others: readonly string[];
  readonly victims: readonly string[];
  readonly owner: Owner;
}
/** Whom the nth guess is at, and where it comes from. */
type Attack = (n: number, stage: Stage) => { readonly email: string; readonly from: string };

const ATTACKS: Readonly<Record<string, Attack>> = {
  'one-account-from-one-network': (_, { owner }) => ({ email: owner.email, from: networkOf(1) }),
  'one-account-from-200-networks': (n, { owner }) => ({
    email: owner.email,
    from: networkOf(10 + (n % NETWORKS)),
  }),
  '500-accounts-from-one-network': (n, { victims }) => ({
    email: victims[n % VICTIMS] ?? '',
    from: networkOf(2),
  }),
};

/** What guessing at a steady rate costs everybody else who signs in, and whether the attacked account's owner comes in. */
export async function attack(
  world: World,
  api: Api,
  quick: boolean,
  print: (figure: Figure) => void,
): Promise<void> {
  const [attacked = ''] = await people(world, 'attacked', 1);
  const stage: Stage = {
    api,
    others: await people(world, 'others', OTHERS),
    victims: await people(world, 'victims', VICTIMS),
    owner: await owner(api.url, attacked),
  };
  const [rounds, seconds] = quick ? [2, 5] : [6, 10];
  for (const [name, way] of Object.entries(ATTACKS)) {
    const took = { with: [] as Answer[], without: [] as Answer[] };
    const cpuMs = { with: 0, without: 0 };
    const owned = { entered: 0, refused: 0 };
    // Until what is free of it is used up.
    await underAttack(stage, way, seconds);
    for (let n = 0; n < rounds; n += 1) {
      const before = api.cpuMs();
      took.without.push(...(await othersSignIn(stage, seconds)));
      cpuMs.without += api.cpuMs() - before;
      const { answers, entered, refused, ...more } = await underAttack(stage, way, seconds);
      took.with.push(...answers);
      cpuMs.with += more.cpuMs;
      owned.entered += entered;
      owned.refused += refused;
    }
    for (const figure of figures(name, took, owned)) print(figure);
    print(processor(name, cpuMs, rounds * seconds));
  }
}

function figures(
  name: string,
  took: { readonly with: readonly Answer[]; readonly without: readonly Answer[] },
  { entered, refused }: { readonly entered: number; readonly refused: number },
): readonly Figure[] {
  const failed = [...took.with, ...took.without].filter(({ status }) => status !== 200).length;
  const p95 = (of: readonly Answer[]) =>
    quantile(
      of.map(({ ms }) => ms),
      0.95,
    );
  say(
    `attack: ${name}: the owner came in ${entered} times, and ${refused} times not; ${failed} others failed`,
  );
  const others = byRatio(
    {
      name: `sign-in.others-p95.${name}`,
      value: p95(took.with),
      unit: 'ms',
      beside: 'the same while nobody guesses',
      besideValue: p95(took.without),
    },
    { atMost: SLOWER_AT_MOST },
  );
  const own = byValue(
    { name: `sign-in.owner-refused.${name}`, value: refused, unit: 'times' },
    { atMost: 0 },
  );
  return [
    { ...others, holds: others.holds && failed === 0 },
    { ...own, holds: own.holds && entered > 0 },
  ];
}

/** What of the API's processor time goes to it: a busy machine disturbs that less than how long anybody waits. */
function processor(
  name: string,
  cpuMs: { readonly with: number; readonly without: number },
  seconds: number,
): Figure {
  const share = (ms: number) => ms / seconds / 10;
  const [value, besideValue] = [share(cpuMs.with), share(cpuMs.without)];
  const beside = 'the same while nobody guesses';
  return byExcess(
    { name: `sign-in.processor.${name}`, value, unit: '% of a processor', beside, besideValue },
    TAKES_AT_MOST,
  );
}

/** Others sign in at a steady rate, each from a network of their own, on a browser that nobody knows. */
const othersSignIn = ({ api: { url }, others }: Stage, seconds: number): Promise<Answer[]> =>
  everySecond(OTHERS_A_SECOND, OTHERS_A_SECOND * seconds, (n) =>
    signIn(url, others[n % OTHERS] ?? '', PASSWORD, { from: networkOf(OF_OTHERS + (n % OTHERS)) }),
  );

/** Others and the owner sign in while guesses come; over once all of these are answered, so that none is left for what comes next. */
async function underAttack(stage: Stage, way: Attack, seconds: number) {
  const state = { isOver: false };
  const guesses: Promise<Answer>[] = [];
  const guessing = async () => {
    for (let n = 0; !state.isOver; n += 1) {
      const { email, from } = way(n, stage);
      guesses.push(signIn(stage.api.url, email, `guess ${n}`, { from }));
      await wait(1_000 / GUESSES_A_SECOND);
    }
  };
  const attacking = guessing();
  const coming = comesInUntil(stage.owner, () => state.isOver);
  const before = stage.api.cpuMs();
  const answers = await othersSignIn(stage, seconds);
  const cpuMs = stage.api.cpuMs() - before;
  state.isOver = true;
  await attacking;
  const guessed = await Promise.all(guesses);
  const looked = guessed.filter(({ status }) => status === 401).length;
  say(`attack: of ${guessed.length} guesses ${looked} were looked at`);
  return { answers, cpuMs, ...(await coming) };
}
