import { dutyLines } from './duty-lines.ts';
import { effectLines } from './effect-lines.ts';
import { untimed } from './line.ts';
import type { Line, Untimed } from './line.ts';
import type { Refused, Taken } from './play.ts';
import { sayEvent, sayRefused } from './say-event.ts';
import { describeInstant } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';

/** Everything that a timeline says of one event, in the order in which people would tell it. */
export function linesOf(happened: Taken | Refused): Line[] {
  const { at, world } = happened;
  const local = describeInstant(world.calendar, at);
  const told = 'refusal' in happened ? [sayRefused(happened)] : taken(happened);
  return told.map((line) => ({ at, local, ...line }));
}

function taken(it: Taken): Untimed[] {
  return [
    ...sayEvent(it),
    ...holds(it),
    ...Object.values(it.after.duties).flatMap((duty) => dutyLines(it, duty, it.before?.duties[duty.key])),
    ...it.effects.flatMap((effect) => effectLines(it, effect)),
    ...ending(it),
  ];
}

function holds({ world, before, after }: Taken): Untimed[] {
  const names = namesOf(world.chain);
  return Object.entries(after.holds).flatMap(([id, { endedAt }]): Untimed[] => {
    const was = before?.holds[id];
    const meant = (world.chain.holds[id]?.sentence ?? '').replace(/\.$/, '');
    if (was === undefined) {
      return [untimed({ kind: 'hold', what: `From now on ${names.hold(id)}: ${meant}` })];
    }
    const isOver = endedAt !== null && was.endedAt === null;
    return isOver ? [untimed({ kind: 'hold', what: `No longer ${names.hold(id)}` })] : [];
  });
}

function ending({ before, after }: Taken): Untimed[] {
  if (after.endedAt === null || before?.endedAt === after.endedAt) return [];
  const what = after.endedAs === 'mistake' ? 'The case ends as a mistake' : 'The case is closed';
  return [untimed({ kind: 'ends', what })];
}
