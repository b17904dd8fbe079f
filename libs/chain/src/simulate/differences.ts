import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import { differentCases } from './different-cases.ts';
import { differentHolds } from './different-holds.ts';
import { differentMessages } from './messages.ts';
import type { Replayed } from './replay.ts';
import { whyLate } from './why.ts';
import { named, sayTime } from './words.ts';
import { describeDue, describeInstant } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import { quoted, sayRoles } from '../inherit/say-words.ts';
import { isOwed, stepOf, stepOfKey } from '../reducer/duties.ts';
import type { Duty } from '../reducer/state.ts';

/** What two replays of the same events came to otherwise. */
export function differencesBetween(was: Replayed, would: Replayed): Difference[] {
  const keys = [...new Set([was, would].flatMap(({ state }) => Object.keys(state?.duties ?? {})))];
  return [
    ...keys.flatMap((key) => differentDuty(was, would, key)),
    ...differentMessages(was, would),
    ...differentCases(was, would),
    ...differentHolds(was, would),
    ...differentEnding(was, would),
  ];
}

function differentDuty(was: Replayed, would: Replayed, key: string): Difference[] {
  const [before, after] = [was.state?.duties[key], would.state?.duties[key]];
  if (after === undefined) return before === undefined ? [] : [gone(was, would, before)];
  if (before === undefined) return [comesUp(would, after)];
  return [...differentLateness(would, before, after), ...differentOwner(was, would, after)];
}

function gone(was: Replayed, would: Replayed, duty: Duty): Difference {
  const title = namesOf(was.world.chain).step(duty.step);
  const why =
    stepOf(would.world, duty.step) === undefined
      ? 'the draft has no such step'
      : 'nothing brings it up in the draft';
  return difference(would.world.calendar, {
    kind: 'doesNotComeUp',
    at: duty.openedAt,
    step: duty.key,
    sentence: `${title} would not have come up.`,
    why,
  });
}

function comesUp({ world, firstOwners, until }: Replayed, duty: Duty): Difference {
  const { calendar } = world;
  const title = namesOf(world.chain).step(duty.step);
  const owner = firstOwners.get(duty.key) ?? null;
  const whom = owner === null ? 'nobody' : named(owner.person, owner.role);
  const due = duty.dueAt === null ? '' : `, due ${describeDue(calendar, duty.dueAt)}`;
  const isUndone = isOwed(duty);
  const undone = isUndone ? ' Nobody was asked to, so it is still to be done' : '';
  const late =
    isUndone && duty.dueAt !== null && duty.dueAt <= until ? ` and ${sayTime(until - duty.dueAt)} late` : '';
  return difference(calendar, {
    kind: 'comesUp',
    at: duty.openedAt,
    step: duty.key,
    sentence: `${title} would have come up, for ${whom}${due}.${undone}${late}${isUndone ? '.' : ''}`,
    why: 'the draft asks for it',
  });
}

function differentLateness({ world, state }: Replayed, before: Duty, after: Duty): Difference[] {
  const { calendar } = world;
  const title = namesOf(world.chain).step(after.step);
  const step = stepOf(world, after.step);
  const base = {
    at: after.dueAt ?? after.openedAt,
    step: after.key,
    why: step === undefined || state === null ? '' : whyLate(world, state, step, after),
  };
  const wasLate = before.breachedAt !== null;
  if (after.breachedAt !== null && !wasLate) {
    return [
      difference(calendar, {
        kind: 'late',
        ...base,
        sentence: `${title} would have been late: ${whenDone(calendar, after)}.`,
      }),
    ];
  }
  if (after.breachedAt === null && wasLate) {
    return [
      difference(calendar, {
        kind: 'inTime',
        ...base,
        sentence: `${title} would have been in time: ${whenDone(calendar, after)}.`,
      }),
    ];
  }
  if (after.dueAt === before.dueAt) return [];
  const due = ({ dueAt }: Duty): string => (dueAt === null ? 'at no time' : describeDue(calendar, dueAt));
  return [
    difference(calendar, {
      kind: 'due',
      ...base,
      sentence: `${title} would have been due ${due(after)}, rather than ${due(before)}.`,
    }),
  ];
}

function whenDone(calendar: Replayed['world']['calendar'], { doneAt, happenedAt, dueAt }: Duty): string {
  const done = happenedAt ?? doneAt;
  if (done === null) return 'it was not done';
  const late =
    dueAt !== null && done >= dueAt ? `, ${sayTime(done - dueAt)} after it would have been due` : '';
  return `it was done ${describeInstant(calendar, done)}${late}`;
}

function differentOwner(was: Replayed, would: Replayed, duty: Duty): Difference[] {
  const [before, after] = [was, would].map(({ firstOwners }) => firstOwners.get(duty.key) ?? null);
  if (before?.person === after?.person) return [];
  const { chain, calendar } = would.world;
  const say = (owner: typeof after): string => (owner ? named(owner.person, owner.role) : 'nobody');
  const ladder = stepOf(would.world, duty.step)?.owner ?? [];
  const sentence = `${namesOf(chain).step(duty.step)} would have come to ${say(after)}, rather than ${say(before)}.`;
  return [
    difference(calendar, {
      kind: 'owner',
      at: duty.openedAt,
      step: duty.key,
      sentence,
      why: `its ladder is ${sayRoles(ladder)}`,
    }),
  ];
}

function differentEnding(was: Replayed, would: Replayed): Difference[] {
  const [before, after] = [was.state?.endedAt ?? null, would.state?.endedAt ?? null];
  if (before === after) return [];
  const { calendar } = would.world;
  const say = (at: number | null): string =>
    at === null ? 'not have ended by then' : `have ended ${describeInstant(calendar, at)}`;
  return [
    difference(calendar, {
      kind: 'ending',
      at: after ?? before ?? would.until,
      step: null,
      sentence: `The case would ${say(after)}.`,
      why: after === null ? whyOpen(would) : '',
    }),
  ];
}

function whyOpen({ world, state }: Replayed): string {
  const { step: titled } = namesOf(world.chain);
  const owed = Object.values(state?.duties ?? {}).filter(isOwed);
  const waitsForAll = world.chain.steps.every(({ closes }) => closes === undefined);
  const awaited = Object.entries(state?.children ?? {}).filter(
    ([duty, { endedAt }]) =>
      endedAt === null && (waitsForAll || stepOf(world, stepOfKey(duty))?.opens?.awaited === true),
  );
  return [
    ...(owed.length === 0 ? [] : [`still to be done: ${owed.map(({ step }) => titled(step)).join(', ')}`]),
    ...awaited.map(
      ([duty, child]) => `${titled(stepOfKey(duty))} waits for the case of ${quoted(child.chain)}`,
    ),
  ].join('; ');
}
