import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Replayed } from './replay.ts';
import { describeInstant } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import { own } from '../language/own.ts';
import type { PlacedHold } from '../reducer/state.ts';

/** Which holds would have stood from or until another time, or not at all. */
export function differentHolds(was: Replayed, would: Replayed): Difference[] {
  const [before, after] = [was.state?.holds ?? {}, would.state?.holds ?? {}];
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].flatMap((id) => {
    const [had, has] = [own(before, id), own(after, id)];
    if (had?.placedAt === has?.placedAt && had?.endedAt === has?.endedAt) return [];
    const { calendar } = would.world;
    const title = namesOf((has === undefined ? was : would).world.chain).hold(id);
    const stood = (hold: PlacedHold | undefined): string => {
      if (hold === undefined) return 'not at all';
      const until = hold.endedAt === null ? '' : ` until ${describeInstant(calendar, hold.endedAt)}`;
      return `from ${describeInstant(calendar, hold.placedAt)}${until}`;
    };
    const at = has?.placedAt ?? had?.placedAt ?? would.until;
    const sentence = `${title} would have stood ${stood(has)}, rather than ${stood(had)}.`;
    return [difference(calendar, { kind: 'hold', at, step: null, sentence })];
  });
}
