import { text } from 'node:stream/consumers';
import { timed } from './timed.ts';
import { workOf } from './work.ts';
import type { Asked } from './work.ts';

/** A process of its own, so that what is timed meets a library that has just been loaded. Asked and answered in JSON. */
const work = workOf(JSON.parse(await text(process.stdin)) as Asked);

function once(): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

process.stdout.write(JSON.stringify(await timed(once)));
