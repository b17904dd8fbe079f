import { dutyOf, owedDuties, stepOf, stepOfKey } from './duties.ts';
import type { AsRead } from './event.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import { own } from '../language/own.ts';

/** What is still to be done, as somebody who looks now reads it: the version of each duty by its key. */
export const owedVersions = (world: World, state: CaseState): Readonly<Record<string, number>> =>
  Object.fromEntries(owedDuties(world, state).map(([, { key, version }]) => [key, version]));

/** What has changed of what is still to be done since a person read it, if they say what they read. */
export function changedSince(world: World, state: CaseState, { owed: read }: AsRead): Refused | null {
  if (read === undefined) return null;
  for (const [{ title }, { key, version }] of owedDuties(world, state)) {
    const seen = own(read, key);
    if (seen === version) continue;
    const how = seen === undefined ? 'come up' : 'changed';
    return refuse('stale', `“${title}” has ${how} since you opened this page.`);
  }
  const now = owedVersions(world, state);
  const gone = Object.keys(read).find((key) => own(now, key) === undefined);
  if (gone === undefined) return null;
  const title = stepOf(world, stepOfKey(gone))?.title ?? gone;
  return (dutyOf(state, gone)?.doneAt ?? null) === null
    ? refuse('stale', `“${title}” need not be done any more.`)
    : refuse('stale', `“${title}” has been done meanwhile.`);
}

/** Why nobody ends as a mistake what is a danger and came up only after it was said to be one. */
export function dangerSince(world: World, state: CaseState): Refused | null {
  const { mistakeAskedBy: asker, mistakeAskedOver: over } = state;
  if (asker === null || over === undefined) return null;
  const since = owedDuties(world, state).find(
    ([{ path }, { key }]) => path === 'danger' && !over.includes(key),
  );
  return since === undefined
    ? null
    : refuse(
        'notAllowed',
        `“${since[0].title}” has come up since this was said to be a mistake. Do it, or say anew that all of it was a mistake.`,
      );
}
