import { dutyOf, owedDuties, stepOf, stepOfKey } from './duties.ts';
import type { Answering, AsRead } from './event.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { own } from '../language/own.ts';

/** What is still to be done, as somebody who looks now reads it: the version of each duty by its key. */
export const owedVersions = (world: World, state: CaseState): Readonly<Record<string, number>> =>
  Object.fromEntries(owedDuties(world, state).map(([, { key, version }]) => [key, version]));

/** What is known of it, as somebody who looks now reads it: each answer, and each event with its date. */
export const knownNow = ({ facts, events }: CaseState): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(facts).map(([fact, code]) => [`fact/${fact}`, code]),
    ...Object.entries(events).map(([event, { recordedAt, date }]) => [
      `event/${event}`,
      `${recordedAt}/${date ?? ''}`,
    ]),
  ]);

/** What has changed since a person read what is still to be done and what is known, if they say what they read. */
export const changedSince = (world: World, state: CaseState, read: AsRead): Refused | null =>
  otherToDo(world, state, read) ?? learnedSince(world, state, read);

function learnedSince({ chain }: World, state: CaseState, { known: read }: AsRead): Refused | null {
  if (read === undefined) return null;
  const now = knownNow(state);
  const key = Object.keys(now).find((each) => own(read, each) !== now[each]);
  if (key === undefined) return null;
  const id = key.slice(key.indexOf('/') + 1);
  const question = own(chain.facts, id)?.question;
  return key === `fact/${id}`
    ? refuse('stale', `“${question ?? id}” has been answered ${SINCE}`)
    : refuse('stale', `“${own(chain.events, id)?.title ?? id}” has been recorded ${SINCE}`);
}
const SINCE = 'since you opened this page.';

/** Whether what a person answers was asked anew since they read it: another asking is another question. */
export const askedSince = (askedAt: Instant | undefined, { asked: read }: Answering): Refused | null =>
  read === undefined || askedAt === undefined || read === askedAt
    ? null
    : refuse('stale', `This was asked anew ${SINCE} Read what is said now before you answer.`);

function otherToDo(world: World, state: CaseState, { owed: read }: AsRead): Refused | null {
  if (read === undefined) return null;
  for (const [{ title }, { key, version }] of owedDuties(world, state)) {
    const seen = own(read, key);
    if (seen === version) continue;
    const how = seen === undefined ? 'come up' : 'changed';
    return refuse('stale', `“${title}” has ${how} ${SINCE}`);
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
