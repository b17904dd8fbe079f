import type { Line } from './line.ts';
import { sayTime } from './words.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import { describeInstant } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import type { Names } from '../inherit/say-names.ts';
import { listed } from '../inherit/say-words.ts';
import { stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent } from '../reducer/event.ts';
import type { Duty } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** That somebody did something, with its outcome and whether it was in time; or asked for the agreement it needs. */
export function sayDone(
  { chain, calendar }: World,
  event: Done,
  duty: Duty | undefined,
): Pick<Line, 'kind' | 'what' | 'step'> {
  const id = stepOfKey(event.step);
  const names = namesOf(chain);
  const outcome = event.outcome === undefined ? '' : `: ${names.outcomes(id, event.outcome)}`;
  const { step } = event;
  if (duty !== undefined && duty.asked !== null) {
    return { kind: 'acts', what: `${event.by} asks for agreement to ${names.step(id)}${outcome}`, step };
  }
  return {
    kind: 'done',
    what: `${event.by} does ${names.step(id)}${outcome}${sayWhen(calendar, duty)}${sayAnswers(names, event.learned?.facts)}`,
    step,
  };
}

/** What was answered, in the words of the chain. */
export function sayAnswers(names: Names, facts: Readonly<Record<string, string>> = {}): string {
  const answers = Object.entries(facts).map(
    ([id, code]) => `${names.question(id)} ${names.answers(id, code)}`,
  );
  return answers.length === 0 ? '' : `; ${listed(answers)}`;
}

/** Whether it was in time; and if not, by how much it was not. */
function sayWhen(calendar: CalendarSnapshot, duty: Duty | undefined): string {
  if (duty === undefined || duty.dueAt === null || duty.doneAt === null) return '';
  const { dueAt, doneAt, happenedAt } = duty;
  if (duty.state === 'metLate') return `, ${sayTime((happenedAt ?? doneAt) - dueAt)} late`;
  if (duty.state === 'recordedLate') {
    const when = happenedAt === null ? '' : ` (${describeInstant(calendar, happenedAt)})`;
    return `, which was in time${when}, and records it ${sayTime(doneAt - dueAt)} late`;
  }
  return duty.theirLateAt === null ? ', in time' : ', after the time of the other side';
}
