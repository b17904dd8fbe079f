import { byValueBeside } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { median } from '../statistics.ts';
import type { World } from '../world/world.ts';
import type { Api } from './attack.ts';
import { networkOf, signIn } from './browser.ts';
import { emailOf, people } from './people.ts';
import { kolmogorovSmirnov, mannWhitney } from './ranks.ts';

/** Each account is tried so often, from a network of its own each time: nobody waits. */
const TRIES = 4;
const WARM_UP = 20;
const KINDS = ['known', 'other', 'unknown', 'disabled'] as const;
type Kind = (typeof KINDS)[number];
type Took = Readonly<Record<Kind, number[]>>;

/** What chance alone passes once in a thousand times. */
const RANKS_AT_MOST = 3.29;
const SHAPES_AT_MOST = 1.95;

/** Whether an account that is unknown, or disabled, takes another time than one that is known: one of each by turns. */
export async function timing(
  world: World,
  { url }: Api,
  quick: boolean,
  print: (figure: Figure) => void,
): Promise<void> {
  const rounds = quick ? 150 : 2_000;
  const emails = await accounts(world, Math.ceil((rounds + WARM_UP) / TRIES));
  const took: Took = { known: [], other: [], unknown: [], disabled: [] };
  for (let n = 0; n < rounds + WARM_UP; n += 1) {
    for (const [at, kind] of shuffled(KINDS).entries()) {
      const email = emails[kind][n % emails[kind].length] ?? '';
      const { status, ms } = await signIn(url, email, 'not the password', { from: networkOf(n * 4 + at) });
      if (status !== 401) throw new Error(`${kind}: ${status}`);
      if (n >= WARM_UP) took[kind].push(ms);
    }
  }
  for (const kind of KINDS) {
    say(`timing: ${kind}: the median of ${took[kind].length} is ${median(took[kind]).toFixed(3)} ms`);
  }
  for (const figure of figures(took)) print(figure);
}

async function accounts(world: World, count: number): Promise<Readonly<Record<Kind, readonly string[]>>> {
  const [known, other] = [await people(world, 'known', count), await people(world, 'other', count)];
  const disabled = await people(world, 'disabled', count);
  const disable = 'update platform.account set disabled_at = now() where email = any($1)';
  await world.database.ownerPlatform.query(disable, [disabled]);
  return { known, other, disabled, unknown: known.map((_, n) => emailOf('unknown', n)) };
}

const figures = (took: Took): Figure[] =>
  (['unknown', 'disabled'] as const).flatMap((kind) => {
    const beside = 'known accounts against other known ones';
    const ranks = (of: Kind) => Math.abs(mannWhitney(took[of], took.known));
    const shapes = (of: Kind) => kolmogorovSmirnov(took[of], took.known);
    return [
      byValueBeside(
        {
          name: `sign-in.${kind}-told-from-known.mann-whitney`,
          value: ranks(kind),
          unit: 'standard deviations',
          beside,
          besideValue: ranks('other'),
        },
        { atMost: RANKS_AT_MOST },
      ),
      byValueBeside(
        {
          name: `sign-in.${kind}-told-from-known.kolmogorov-smirnov`,
          value: shapes(kind),
          unit: 'D √(nm / (n + m))',
          beside,
          besideValue: shapes('other'),
        },
        { atMost: SHAPES_AT_MOST },
      ),
    ];
  });

function shuffled<T>(all: readonly T[]): T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1));
}
