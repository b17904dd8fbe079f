import type { EvidenceField, Learned } from '@trustward/chain';
import type { EvidenceAnswer } from '@trustward/contracts';

/** A field of a step with what was answered, once it is known to fit. */
export interface Answered {
  readonly field: EvidenceField;
  readonly answer: EvidenceAnswer;
}

/** Under which name is kept, beside whom somebody spoke to, whether that was for advice; no field is named so. */
export const contactAs = (field: string): string => `${field}.as`;

/** What the case learns from a form, in codes, instants and ids; undefined where it learns nothing. */
export function learnedFrom(answered: readonly Answered[]): Learned | undefined {
  const learned: Learned = {
    ...group('facts', answered, ({ field, answer }) =>
      field.kind === 'fact' ? [[field.fact, String(answer)]] : [],
    ),
    ...group('dates', answered, ({ field, answer }) =>
      field.kind === 'date' ? [[field.event, Date.parse(String(answer))]] : [],
    ),
    ...group('appointed', answered, ({ field, answer }) =>
      field.kind === 'appoint' ? [[field.role, String(answer)]] : [],
    ),
    ...group('contacts', answered, ({ field, answer }) =>
      typeof answer === 'object' && 'as' in answer ? [[field.id, answer.as]] : [],
    ),
  };
  return Object.keys(learned).length === 0 ? undefined : learned;
}

function group<T>(
  name: keyof Learned,
  answered: readonly Answered[],
  read: (one: Answered) => [string, T][],
): Record<string, Record<string, T>> {
  const found = answered.flatMap(read);
  return found.length === 0 ? {} : { [name]: Object.fromEntries(found) };
}
