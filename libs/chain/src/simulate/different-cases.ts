import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Replayed } from './replay.ts';
import { describeInstant } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import { listed, quoted } from '../inherit/say-words.ts';
import { own } from '../language/own.ts';
import { stepOf, stepOfKey } from '../reducer/duties.ts';
import type { OpenCaseEffect } from '../reducer/event.ts';

/** Which cases of other chains the one opens and the other does not, or otherwise. */
export function differentCases(was: Replayed, would: Replayed): Difference[] {
  const [before, after] = [openedBy(was), openedBy(would)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((duty) =>
    differentCase(was, would, before.get(duty), after.get(duty)),
  );
}

/** By the duty that opens it, which opens no more than one. */
const openedBy = ({ effects }: Replayed): ReadonlyMap<string, OpenCaseEffect> =>
  new Map(effects.flatMap(({ effect }) => (effect.kind === 'openCase' ? [[effect.step, effect]] : [])));

function differentCase(
  was: Replayed,
  would: Replayed,
  before: OpenCaseEffect | undefined,
  after: OpenCaseEffect | undefined,
): Difference[] {
  if (after === undefined) return before === undefined ? [] : [notOpened(was, would, before)];
  const { calendar, chain } = would.world;
  const { at, step } = after;
  const title = namesOf(chain).step(stepOfKey(step));
  if (before === undefined) {
    const sentence = `${title} would have opened a case of ${quoted(after.chain)}.`;
    return [difference(calendar, { kind: 'opensCase', at, step, sentence, why: 'the draft opens one here' })];
  }
  const otherwise = [
    ...(after.chain === before.chain ? [] : [`rather than of ${quoted(before.chain)}`]),
    ...otherAnswers(before, after),
    ...(at === before.at
      ? []
      : [`${describeInstant(calendar, at)} rather than ${describeInstant(calendar, before.at)}`]),
  ];
  if (otherwise.length === 0) return [];
  const sentence = `${title} would have opened a case of ${quoted(after.chain)} ${otherwise.join(', ')}.`;
  return [difference(calendar, { kind: 'opensOtherwise', at, step, sentence })];
}

function notOpened(was: Replayed, would: Replayed, { at, step, chain }: OpenCaseEffect): Difference {
  const title = namesOf(was.world.chain).step(stepOfKey(step));
  const isAsked = stepOf(would.world, stepOfKey(step))?.opens !== undefined;
  const why = isAsked ? 'what the draft opens it for did not come about' : 'the draft opens none here';
  const sentence = `${title} would have opened no case of ${quoted(chain)}.`;
  return difference(would.world.calendar, { kind: 'opensNoCase', at, step, sentence, why });
}

/** Another chain asks other questions, so that their answers say nothing. */
function otherAnswers(before: OpenCaseEffect, after: OpenCaseEffect): string[] {
  if (before.chain !== after.chain) return [];
  const facts = [...new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])];
  const said = ({ facts: answers }: OpenCaseEffect, fact: string): string => {
    const answer = own(answers, fact);
    return answer === undefined ? 'not answered' : `answered ${quoted(answer)}`;
  };
  const others = facts.flatMap((fact) => {
    const [is, had] = [said(after, fact), said(before, fact)];
    return is === had ? [] : [`${quoted(fact)} ${is}, rather than ${had}`];
  });
  return others.length === 0 ? [] : [`with ${listed(others)}`];
}
