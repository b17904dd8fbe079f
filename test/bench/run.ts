import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { FIRST_PARTS } from './first/parts.ts';
import { say } from './say.ts';

const PARTS: ReadonlySet<string> = new Set(FIRST_PARTS);
const root = fileURLToPath(new URL('../..', import.meta.url));
const USAGE = `Usage: npm run -s bench -- first [PART…] [--quick] [--no-build] [--profile DIR]
  parts: ${FIRST_PARTS.join(', ')}; all when none is named
  --quick     a few seconds each, to see that it works; the numbers then mean little
  --profile   leaves a CPU profile of each measured process in DIR`;

interface Asked {
  readonly parts: readonly string[];
  readonly quick: boolean;
  readonly build: boolean;
  readonly profile?: string | undefined;
}

function asked(): Asked | null {
  const options = {
    quick: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
    profile: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true, allowNegative: true });
  const [name, ...parts] = positionals;
  if (name !== 'first' || parts.some((part) => !PARTS.has(part))) return null;
  return { ...values, parts: parts.length > 0 ? parts : FIRST_PARTS };
}

async function main(): Promise<number> {
  const what = asked();
  if (what === null) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  if (what.build) await buildAll();
  // Read only now, as it reads what was built just before.
  const { first } = await import('./first/index.ts');
  const figures: Figure[] = [];
  await first(what.parts, what, (figure) => {
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    figures.push(figure);
  });
  const short = figures.filter(({ holds }) => !holds);
  say(short.length === 0 ? 'all hold' : `short of the goal: ${short.map(({ name }) => name).join(', ')}`);
  return short.length === 0 ? 0 : 1;
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
