import { earliestDone } from './earliest-done.ts';
import type { CaseEvent } from './event.ts';
import { isOneOf } from './moments.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import { answersOf } from '../language/answers-of.ts';
import { mostDaysOwed } from '../language/most-days-owed.ts';
import { own } from '../language/own.ts';
import { fieldsFor } from '../language/questions.ts';
import type { Step } from '../language/step.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** What is wrong with a step's form as it was sent, as far as codes and instants tell. */
export function formMistake(
  world: World,
  state: CaseState,
  step: Step,
  event: Done,
  now: Instant,
): Refused | null {
  return (
    outcomeMistake(step, event.outcome) ??
    evidenceMistake(step, event) ??
    contactMistake(step, event) ??
    learnedMistake(world, step, event, now) ??
    timeMistake(state, step, event.happenedAt, now)
  );
}

function outcomeMistake(step: Step, outcome: string | undefined): Refused | null {
  if (step.outcomes === undefined) {
    return outcome === undefined
      ? null
      : refuse('unknownOutcome', `“${step.title}” has no outcomes to choose from.`);
  }
  if (outcome === undefined) return refuse('unknownOutcome', `Choose an outcome of “${step.title}”.`);
  return Object.hasOwn(step.outcomes, outcome)
    ? null
    : refuse('unknownOutcome', `“${outcome}” is not an outcome of “${step.title}”.`);
}

function evidenceMistake(step: Step, { supplied, outcome }: Done): Refused | null {
  const missing = fieldsFor(step, outcome).filter(({ id, required }) => required && !supplied.includes(id));
  if (missing.length === 0) return null;
  return refuse(
    'missingEvidence',
    `Still to fill in: ${missing.map(({ label }) => `“${label}”`).join(', ')}.`,
  );
}

/** Advice is worth recording, and is not a referral. */
function contactMistake(step: Step, { supplied, outcome, learned }: Done): Refused | null {
  const wanted = fieldsFor(step, outcome).filter(
    (field) => field.kind === 'contact' && field.as === 'referral' && supplied.includes(field.id),
  );
  const advice = wanted.find(({ id }) => learned?.contacts?.[id] === 'advice');
  return advice === undefined
    ? null
    : refuse(
        'onlyAdvice',
        `“${advice.label}”: asking for advice is not a referral. This step needs the referral.`,
      );
}

function learnedMistake(world: World, step: Step, { learned = {} }: Done, now: Instant): Refused | null {
  const asked = new Set(step.evidence.flatMap((field) => (field.kind === 'fact' ? [field.fact] : [])));
  const dated = new Set(step.evidence.flatMap((field) => (field.kind === 'date' ? [field.event] : [])));
  const named = new Set(step.evidence.flatMap((field) => (field.kind === 'appoint' ? [field.role] : [])));
  const notAsked = [
    ...Object.keys(learned.facts ?? {}).filter((id) => !asked.has(id)),
    ...Object.keys(learned.dates ?? {}).filter((id) => !dated.has(id)),
    ...Object.keys(learned.appointed ?? {}).filter((role) => !isOneOf(role, [...named])),
  ];
  if (notAsked.length > 0) {
    return refuse('unknownName', `“${step.title}” does not ask for “${notAsked.join(', ')}”.`);
  }
  return (
    answerMistake(world, learned.facts ?? {}) ??
    Object.values(learned.dates ?? {}).reduce<Refused | null>(
      (wrong, date) => wrong ?? dateMistake(world, date, now),
      null,
    )
  );
}

/** What is wrong with the date of an event. Meanwhile a case may wait for it alone, so it is as near as a duty is due. */
export function dateMistake({ chain }: World, date: Instant, now: Instant): Refused | null {
  if (!Number.isSafeInteger(date)) return refuse('unknownName', 'This is not a date.');
  const most = mostDaysOwed(chain);
  return date > now + most * DAY
    ? refuse(
        'future',
        `This date lies more than ${most} days ahead. Look at the year, or record it when it is nearer.`,
      )
    : null;
}

/** The first answer that its question does not have. */
export function answerMistake({ chain }: World, facts: Readonly<Record<string, string>>): Refused | null {
  const unknown = Object.entries(facts).find(([id, answer]) => {
    const fact = own(chain.facts, id);
    return fact === undefined || !Object.hasOwn(answersOf(fact), answer);
  });
  return unknown === undefined
    ? null
    : refuse('unknownFact', `“${unknown[1]}” is not an answer to “${unknown[0]}” in this procedure.`);
}

function timeMistake(
  state: CaseState,
  step: Step,
  happenedAt: Instant | undefined,
  now: Instant,
): Refused | null {
  if (happenedAt === undefined) return null;
  if (!Number.isSafeInteger(happenedAt) || happenedAt > now) {
    return refuse('future', 'The time when this happened lies in the future.');
  }
  const earliest = earliestDone(step, state.awareAt);
  return happenedAt < earliest.at
    ? refuse('backwards', `This cannot have happened ${earliest.words}.`)
    : null;
}
