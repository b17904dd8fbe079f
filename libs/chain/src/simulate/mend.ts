import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import { named } from './words.ts';
import type { Instant } from '../clock/calendar.ts';
import { namesOf } from '../inherit/say-names.ts';
import { fieldsFor } from '../language/questions.ts';
import { stepOf, stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent, Refusal } from '../reducer/event.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';
import type { Step } from '../language/step.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

interface Mending {
  readonly event: CaseEvent;
  readonly note: Difference;
}

/** An event made such that it fits, and what that says of the draft; null where nothing can be made of it. */
export function mended(
  world: World,
  state: CaseState | null,
  event: CaseEvent,
  { code, sentence }: Refusal,
  at: Instant,
): Mending | null {
  if (!('version' in event)) {
    return event.type === 'opened' && code === 'unknownFact'
      ? withoutFacts(world, event, sentence, at)
      : null;
  }
  const step = stepOf(world, stepOfKey(event.step));
  if (step === undefined) return null;
  const note = (kind: Difference['kind'], words: string, why: string): Difference =>
    difference(world.calendar, { kind, at, step: event.step, sentence: words, why });
  const title = namesOf(world.chain).step(step.id);
  if (code === 'notYours' || code === 'ownAct' || code === 'personal') {
    const owner = state?.duties[event.step]?.owner ?? null;
    if (owner === null || owner.person === event.by || event.type !== 'done') return null;
    const words = `${event.by} did ${title}; under the draft it is for ${named(owner.person, owner.role)}.`;
    return { event: { ...event, by: owner.person }, note: note('owner', words, sentence) };
  }
  return event.type === 'done'
    ? mendedForm(step, event, code, sentence, (kind, words) => note(kind, words, sentence))
    : null;
}

function mendedForm(
  step: Step,
  event: Done,
  code: Refusal['code'],
  sentence: string,
  note: (kind: Difference['kind'], words: string) => Difference,
): Mending | null {
  if (code === 'missingEvidence') {
    const supplied = fieldsFor(step, event.outcome).map(({ id }) => id);
    const words = `“${step.title}” would have asked for more than was written down; taken as given.`;
    return { event: { ...event, supplied }, note: note('asksMore', words) };
  }
  if (code === 'unknownName' || code === 'unknownFact') {
    const { learned: _learned, ...rest } = event;
    return {
      event: rest,
      note: note('doesNotFit', `What “${step.title}” answered is not asked in the draft: ${sentence}`),
    };
  }
  if (code !== 'unknownOutcome') return null;
  if (step.outcomes === undefined) {
    const { outcome: _outcome, ...rest } = event;
    return {
      event: rest,
      note: note('doesNotFit', `“${step.title}” has no outcomes in the draft; taken as done.`),
    };
  }
  return null;
}

function withoutFacts(
  world: World,
  event: Extract<CaseEvent, { type: 'opened' }>,
  sentence: string,
  at: Instant,
): Mending {
  const facts = Object.fromEntries(
    Object.entries(event.facts).filter(([id]) => !sentence.includes(`"${id}"`)),
  );
  const words = 'An answer given when it was reported is not asked in the draft; taken as not given.';
  return {
    event: { ...event, facts },
    note: difference(world.calendar, { kind: 'doesNotFit', at, step: null, sentence: words, why: sentence }),
  };
}
