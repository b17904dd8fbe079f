import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isBuilt } from './building.ts';
import { DataFolder } from './data-folder.ts';
import { outside } from './outside.ts';
import { programIn } from './programs.ts';
import { report } from './refusal.ts';

/** `npm run -s cli -- COMMAND`: standard output carries the answer alone. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const main = programIn(root, 'cli');

try {
  if (!isBuilt(root, 'cli')) {
    process.stderr.write('Building the command line: half a minute at most, only what changed\n');
    await build(root, 'cli');
  }
  followTheRunningOne();
  process.argv = [process.execPath, main, ...process.argv.slice(2)];
  await import(pathToFileURL(main).href);
} catch (error) {
  process.exitCode = report(error);
}

/** Started from the clone, a command means the Trustward that this clone runs, unless it is told of another. */
function followTheRunningOne(): void {
  const folder = new DataFolder(path.resolve(root, outside('TRUSTWARD_DATA_DIR') ?? '.trustward'));
  if (outside('TRUSTWARD_DATABASE_URL') || !existsSync(folder.environment)) return;
  const told = JSON.parse(readFileSync(folder.environment, 'utf8')) as Record<string, string>;
  for (const [name, value] of Object.entries(told)) process.env[name] ||= value;
}
