import { mkdirSync, writeFileSync } from 'node:fs';
import { fileOf, PLAYED, played, storedText, STORED, textOf } from './timelines.ts';

// Stored timelines are only ever written by somebody who asks for it and then reads what has changed:
//   node --conditions=@trustward/source workflows/packs/test/write-timelines.ts --write
const isAsked = process.argv.includes('--write');

let different = 0;
for (const [chain, situation] of PLAYED) {
  const text = textOf(played(chain, situation));
  if (text === storedText(chain, situation)) continue;
  different += 1;
  process.stdout.write(`${isAsked ? 'written' : 'different'}: ${chain}/${situation}\n`);
  if (!isAsked) continue;
  mkdirSync(new URL(`${chain}/`, STORED), { recursive: true });
  writeFileSync(fileOf(chain, situation), text);
}
process.stdout.write(`${PLAYED.length} timelines, ${different} ${isAsked ? 'written' : 'different'}\n`);
if (different > 0 && !isAsked) process.exitCode = 1;
