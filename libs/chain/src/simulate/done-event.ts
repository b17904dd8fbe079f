import { instantOfLocal } from './local-time.ts';
import type { Acting } from './scenario.ts';
import type { Instant } from '../clock/calendar.ts';
import type { EvidenceField } from '../language/evidence.ts';
import { answersOf } from '../language/answers-of.ts';
import { fieldsFor } from '../language/questions.ts';
import type { Step } from '../language/step.ts';
import type { CaseEvent, Learned } from '../reducer/event.ts';
import type { Duty } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** A duty done as a rule says. What it leaves open is taken as the first that the form offers. */
export function doneEvent(
  world: World,
  step: Step,
  duty: Duty,
  by: string,
  rule: Acting,
  happenedAt: Instant | null,
): Done {
  const outcome = outcomeOf(step, duty, rule);
  const fields = fieldsFor(step, outcome).filter(({ id }) => rule.leavesOut?.includes(id) !== true);
  const supplied = fields.filter((field) => field.required || isAnswered(field, rule));
  return {
    type: 'done',
    by,
    step: duty.key,
    version: duty.version,
    supplied: supplied.map(({ id }) => id),
    learned: learnedFrom(world, supplied, by, rule),
    ...(outcome === undefined ? {} : { outcome }),
    ...(happenedAt === null ? {} : { happenedAt }),
    ...(rule.emergency === undefined ? {} : { emergency: rule.emergency }),
  };
}

function outcomeOf({ outcomes }: Step, { round }: Duty, { outcome }: Acting): string | undefined {
  if (outcomes === undefined) return undefined;
  const said = [outcome ?? []].flat();
  return said[Math.min(round, said.length) - 1] ?? Object.keys(outcomes)[0];
}

function isAnswered(field: EvidenceField, { answers, dates, appoints, contacts }: Acting): boolean {
  if (field.kind === 'fact') return answers?.[field.fact] !== undefined;
  if (field.kind === 'date') return dates?.[field.event] !== undefined;
  if (field.kind === 'appoint') return appoints?.[field.role] !== undefined;
  return contacts?.[field.id] !== undefined;
}

function learnedFrom(
  { chain, calendar }: World,
  fields: readonly EvidenceField[],
  by: string,
  rule: Acting,
): Learned {
  const facts: Record<string, string> = {};
  const dates: Record<string, Instant> = {};
  const appointed: Record<string, string> = {};
  const contacts: Record<string, 'advice' | 'referral'> = {};
  for (const field of fields) {
    if (field.kind === 'fact') {
      facts[field.fact] = rule.answers?.[field.fact] ?? firstAnswer(chain.facts[field.fact]);
    }
    if (field.kind === 'appoint') appointed[field.role] = rule.appoints?.[field.role] ?? by;
    if (field.kind === 'contact') {
      contacts[field.id] = rule.contacts?.[field.id] ?? (field.as === 'advice' ? 'advice' : 'referral');
    }
    const date = field.kind === 'date' ? rule.dates?.[field.event] : undefined;
    if (field.kind === 'date' && date !== undefined) dates[field.event] = instantOfLocal(calendar, date);
  }
  return { facts, dates, appointed, contacts };
}

function firstAnswer(fact: Parameters<typeof answersOf>[0] | undefined): string {
  return fact === undefined ? '' : (Object.keys(answersOf(fact))[0] ?? '');
}
