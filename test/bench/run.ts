import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Temporary } from '../temporary.ts';
import type { Seeds } from './faults/index.ts';
import type { Figure } from './figure.ts';
import { CASES_PARTS, FIRST_PARTS } from './first/parts.ts';
import type { Settings } from './first/settings.ts';
import type { Growing } from './growth/index.ts';
import { LETTERS_PARTS } from './letters/parts.ts';
import { say } from './say.ts';
import { SIGN_IN_PARTS } from './sign-in/parts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Asked extends Settings {
  readonly parts: readonly string[];
  readonly build: boolean;
  /** Which schedules of faults, and where their outcomes are kept. */
  readonly seeds: Seeds;
  /** How many of them are bad. */
  readonly letters: number;
  readonly growing: Growing;
}

interface Bench {
  readonly parts: readonly string[];
  run(asked: Asked, print: (figure: Figure) => void): Promise<void>;
}

/** Each is read only when it is asked for: what it imports may have been built just before. */
const BENCHES: Readonly<Record<string, Bench>> = {
  first: {
    parts: FIRST_PARTS,
    async run(asked, print) {
      if (asked.build) await buildAll();
      const { first } = await import('./first/index.ts');
      await first(asked.parts, asked, print);
    },
  },
  cases: {
    parts: CASES_PARTS,
    async run(asked, print) {
      if (asked.build) await buildAll();
      const { first } = await import('./first/index.ts');
      for (const temporalOn of ['SQLite', 'PostgreSQL'] as const) {
        await first(asked.parts, { ...asked, temporalOn }, print);
      }
    },
  },
  audit: {
    parts: [],
    async run({ build, quick }, print) {
      if (build) await buildAll();
      const { audit } = await import('./audit/index.ts');
      await audit(quick, print);
    },
  },
  browser: {
    parts: [],
    async run({ quick }, print) {
      const { browser } = await import('./browser/index.ts');
      await browser(quick, print);
    },
  },
  clock: {
    parts: [],
    async run({ quick }, print) {
      const { clock } = await import('./clock/index.ts');
      await clock(quick, print);
    },
  },
  faults: {
    parts: [],
    async run({ build, seeds }, print) {
      if (build) await buildAll();
      const { faults } = await import('./faults/index.ts');
      await faults(seeds, print);
    },
  },
  growth: {
    parts: [],
    async run({ build, growing, temporalOn }, print) {
      if (build) await buildAll();
      const { growth } = await import('./growth/index.ts');
      await growth(growing, temporalOn, print);
    },
  },
  letters: {
    parts: LETTERS_PARTS,
    async run(asked, print) {
      if (asked.build) await buildAll();
      const { letters } = await import('./letters/index.ts');
      await letters(asked.parts, asked, print);
    },
  },
  mutants: {
    parts: [],
    async run({ quick }, print) {
      const { mutants } = await import('./mutants/index.ts');
      await mutants(quick, print);
    },
  },
  prove: {
    parts: [],
    async run({ quick }, print) {
      const { prove } = await import('./prove/index.ts');
      await prove(quick, print);
    },
  },
  reducer: {
    parts: [],
    async run(_asked, print) {
      const { reducer } = await import('./reducer/index.ts');
      await reducer(print);
    },
  },
  rolling: {
    parts: [],
    async run({ build, quick }, print) {
      if (build) await buildAll();
      const { rolling } = await import('./rolling/index.ts');
      await rolling(quick ? 50 : 1_000, print);
    },
  },
  'sign-in': {
    parts: SIGN_IN_PARTS,
    async run({ build, parts, quick }, print) {
      if (build) await buildAll();
      const { signIn } = await import('./sign-in/index.ts');
      await signIn(parts, quick, print);
    },
  },
  year: {
    parts: [],
    async run({ build }, print) {
      if (build) await buildAll();
      const { year } = await import('./year/index.ts');
      await year(print);
    },
  },
};

const USAGE = `Usage: npm run -s bench -- NAME [PART…] [--quick] [--no-build] [--profile DIR] [--postgres]
  first       the first slice; parts: ${FIRST_PARTS.join(', ')}; all when none is named
  cases       a case's way through Temporal on either store; parts: ${CASES_PARTS.join(', ')}
  audit       what writing the audit costs an act, with 64 who write in one trust
  browser     how long the longest allegation takes to play and to prove in Chromium, beside node
  clock       the arithmetic of clocks; it builds nothing and starts nothing
  faults      schedules of faults, and what does not hold after them; --from, --to, --shard, --results
  growth      memory, disk and time of a rebuild as open cases become more; --cases, --folder
  letters     a trust's letters beside another's to bad addresses; parts: ${LETTERS_PARTS.join(', ')}; --letters
  mutants     the packs broken in every place there is, and what nobody refuses
  prove       how long a proof takes, and how it grows; it builds nothing and starts nothing
  reducer     events a second, and what weeks of messages cost in one call
  rolling     three versions deployed one after another over 1,000 open cases, and what fails
  sign-in     whether accounts are told apart by time, and what guessing costs others; parts: ${SIGN_IN_PARTS.join(', ')}
  year        how long Temporal's histories of a year-long allegation grow
  --quick     a few seconds each, to see that it works; the numbers then mean little
  --profile   leaves a CPU profile of each measured process in DIR
  --postgres  has Temporal of first and growth keep what it has in PostgreSQL, as in a cluster, instead of an SQLite file
  --letters N       how many letters to bad addresses, 10000 when not given
  --cases N,N       how many are open in each step of growth, 1000,10000 when not given
  --folder DIR      where growth keeps all it has, so that the next run goes on; gone afterwards when not given
  --from A --to B   the seeds of the schedules, 1 to 8 when not given
  --shard I/N       only this part of them
  --results FILE    what was run before and is not run again; test-results/faults.jsonl when not given`;

function given() {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    quick: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
    profile: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    letters: { type: 'string', default: '10000' },
    cases: { type: 'string', default: '1000,10000' },
    folder: { type: 'string' },
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '8' },
    shard: { type: 'string', default: '1/1' },
    results: { type: 'string', default: `${root}test-results/faults.jsonl` },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true, allowNegative: true });
  } catch (mistake) {
    // parseArgs says what it did not understand by throwing.
    process.stderr.write(`${mistake instanceof Error ? mistake.message : String(mistake)}\n`);
    return null;
  }
}

function asked({
  values,
  positionals,
}: NonNullable<ReturnType<typeof given>>): (Asked & { readonly bench: Bench }) | null {
  const [name = '', ...parts] = positionals;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined || parts.some((part) => !bench.parts.includes(part))) return null;
  const seeds = seedsOf(values);
  const letters = Number(values.letters);
  const counts = values.cases.split(',').map(Number);
  const areCounts = [letters, ...counts].every((count) => Number.isInteger(count) && count > 0);
  if (seeds === null || !areCounts) return null;
  const temporalOn = values.postgres ? 'PostgreSQL' : 'SQLite';
  const growing = { counts, folder: values.folder };
  return {
    ...values,
    seeds,
    letters,
    growing,
    temporalOn,
    bench,
    parts: parts.length > 0 ? parts : bench.parts,
  };
}

function seedsOf(values: Readonly<Record<'from' | 'to' | 'shard' | 'results', string>>): Seeds | null {
  const [from, to] = [Number(values.from), Number(values.to)];
  const [part = 0, of = 0] = values.shard.split('/').map(Number);
  const isRight = [from, to, part, of].every(Number.isInteger) && from >= 1 && part >= 1 && part <= of;
  return isRight ? { from, to, shard: { part, of }, results: values.results } : null;
}

async function main(): Promise<number> {
  const typed = given();
  if (typed?.values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const what = typed && asked(typed);
  if (what === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const figures: Figure[] = [];
  await leavingNothing(() =>
    what.bench.run(what, (figure) => {
      process.stdout.write(`${JSON.stringify(figure)}\n`);
      figures.push(figure);
    }),
  );
  const short = figures.filter(({ holds }) => !holds);
  say(short.length === 0 ? 'all hold' : `short of the goal: ${short.map(({ name }) => name).join(', ')}`);
  return short.length === 0 ? 0 : 1;
}

/** Once it is over, and where it is stopped, nothing of it goes on and its folder is gone. */
async function leavingNothing(work: () => Promise<void>): Promise<void> {
  const temporary = new Temporary('bench');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      temporary.clear();
      process.exit(130);
    });
  }
  await work().finally(() => temporary.clear());
}

/** What is measured is what was built from what lies here. */
async function buildAll(): Promise<void> {
  say('building what changed');
  const child = spawn(process.execPath, ['infra/launch/build.ts'], { cwd: root, stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The build failed, so there is nothing to measure.');
}

process.exit(
  await main().catch((failed: unknown) => {
    // Neither a yes nor a no: something broke, and its stack says where.
    process.stderr.write(`${failed instanceof Error ? (failed.stack ?? failed.message) : String(failed)}\n`);
    return 3;
  }),
);
