import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { aFolder } from '../../test/folder.ts';
import { GOOD, head } from '../../test/lost-property.ts';
import { CommandFailed } from '../command.ts';
import { chainExplainCommand } from './explain.ts';

const MAIN = fileURLToPath(new URL('../../../../infra/dist/programs/cli.js', import.meta.url));

const deep = (levels: number): string => `${'{"all":['.repeat(levels)}1${']}'.repeat(levels)}`;
const bomb = Array.from({ length: 30 }, (_, n) =>
  n === 0 ? 'a0: &a0 [x, x]' : `a${n}: &a${n} [*a${n - 1}, *a${n - 1}, *a${n - 1}]`,
).join('\n');
const manySteps = (title: string): string =>
  `${head('many')}steps:\n${Array.from({ length: 10_000 }, (_, n) => `- {id: s${n},${title}owner: [dsl]}`).join('\n')}\n`;

/** What a file holds, and what is said of it after its name. */
const HOSTILE: readonly (readonly [what: string, text: string | Uint8Array, said: RegExp])[] = [
  ['nothing', '', /: This must be a group of named values\./],
  ['malformed YAML', 'steps: [1, 2\nid: x: y\n', /:[123]: \S.+\./],
  ['a key that stands twice', `${GOOD}title: Again\n`, /:14: "title" stands here a second time\./],
  ['ten megabytes', 'x: y\n'.repeat(2_000_000), /: It is longer than 500000 characters\./],
  ['ten megabytes on one line', `x: ${'y'.repeat(10_000_000)}`, /: It is longer than 500000 characters\./],
  ['brackets without end', deep(20_000), /:1: It is nested too deeply\./],
  [
    'more levels than the language has',
    `${GOOD}holds: ${deep(60)}\n`,
    /Nothing may be nested deeper than 40 levels\./,
  ],
  ['aliases that stand for billions of values', bomb, /:1: Its aliases stand for too many values\./],
  [
    'an alias to itself',
    `${GOOD}holds: &h { a: *h }\n`,
    /Nothing may be nested deeper than 40 levels\.|nam|alias/i,
  ],
  [
    'a key that reaches into objects',
    `${GOOD}__proto__: { polluted: true }\n`,
    /"__proto__" may not be used as a name\./,
  ],
  [
    'a step called constructor',
    `${GOOD}facts: { constructor: { kind: yesNo, question: Q } }\n`,
    /"constructor" may not be used as a name\./,
  ],
  ['words where a list should be', `${head('x')}steps: many\n`, /:7: steps: This must be a list\./],
  ['a list', '- 1\n- 2\n', /: This must be a group of named values\./],
  ['a number', '7\n', /: This must be a group of named values\./],
  ['ten thousand steps', manySteps('title: T,sentence: S,'), /steps: This may be at most 500\./],
  ['ten thousand steps that are nothing', manySteps(''), /steps: This may be at most 500\./],
  [
    'a hundred thousand values',
    `${head('x')}steps: [${'1,'.repeat(100_000)}1]\n`,
    /steps: This may be at most 500\./,
  ],
  [
    'what is not text',
    new Uint8Array([0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe, 0x00]),
    /: It is not text in UTF-8\./,
  ],
  ['text in UTF-16', Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), /: It is not text in UTF-8\./],
  ['control characters', 'id: "\u0000\u0007"\n', /./],
  [
    'a language that is not known yet',
    GOOD.replace('language: 2', 'language: 3'),
    /:1: language: Languages 1 and 2 are known here, and 2 is today’s\./,
  ],
];

const { path: folder, write } = aFolder();
const fileOf = (what: string): string => `${what.replace(/\W+/g, '-')}.yaml`;
const nameOf = (what: string): string => path.join(folder, fileOf(what));
beforeAll(() => {
  for (const [what, text] of HOSTILE) write(fileOf(what), text);
});

/** What the command line says on both its ways, with little memory. All files are bad, so it ends with 2. */
function saidByLint(files: readonly string[]): string {
  try {
    execFileSync(process.execPath, ['--max-old-space-size=200', MAIN, 'chain', 'lint', ...files], {
      env: {},
      encoding: 'utf8',
      timeout: 100_000,
      maxBuffer: 8 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return 'it ended with 0';
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return `${stdout}${stderr}it ended with ${status}`;
  }
}

async function saidByExplain(file: string): Promise<string> {
  const answers: string[] = [];
  const io = { answer: (line: string) => void answers.push(line), talk: () => undefined };
  try {
    await chainExplainCommand(io, [file]);
    return 'it was explained';
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.exitCode !== 2 || answers.length > 0) throw error;
    return error.message;
  }
}

describe('a file with', () => {
  it('orders to a terminal, or what turns its lines round, is quoted without them', () => {
    write('orders.yaml', `${GOOD}"\\e[31mred\\u202e": 1\n`);
    const said = saidByLint([path.join(folder, 'orders.yaml')]);
    expect(said).toContain('\\u001b[31mred\\u202e');
    expect(said).not.toMatch(/[\u001b\u202e]/u);
  });

  it('whatever stands in it is answered by the built command line, each of many, in little memory', () => {
    const said = saidByLint(HOSTILE.map(([what]) => nameOf(what))).split('\n');
    for (const [what, , why] of HOSTILE) {
      expect(said.filter((line) => line.startsWith(nameOf(what)) && why.test(line))).not.toEqual([]);
    }
    expect(said.at(-1)).toBe('it ended with 2');
    expect(said.length).toBeLessThan(300);
    expect(said.filter((line) => /^ {4}at |Error:/.test(line))).toEqual([]);
  }, 120_000);

  it.each(HOSTILE)('%s is refused in a sentence with its name, in bounded time', async (what, _, why) => {
    const began = Date.now();
    const said = await saidByExplain(nameOf(what));
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(said.startsWith(nameOf(what))).toBe(true);
    expect(said).toMatch(why);
    expect(said.split('\n').length).toBeLessThan(210);
  });

  it.each([
    ['nowhere.yaml', 'There is no such file.'],
    ['.', 'This is a folder. Name a file in it.'],
    ['/dev/zero', 'It is longer than 500000 characters.'],
  ])('%s for its name says that there is nothing to read', async (name, why) => {
    const whole = path.resolve(folder, name);
    expect(await saidByExplain(whole)).toBe(`${whole}: ${why}`);
  });
});
