import { answersOf, describeInstant, earliestDone } from '@trustward/chain';
import type { Chain, EvidenceField, Step } from '@trustward/chain';
import type { Words } from '@trustward/casework';
import type { CaseTask } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';
import { contactAs } from '../duty/learned.ts';
import type { TaskContext } from './task-context.ts';

/** The form of a step, with the answers that only the chain or the school knows. */
export const formOf = (context: TaskContext, step: Step): CaseTask['form'] => ({
  evidence: step.evidence,
  answers: Object.fromEntries(
    step.evidence.flatMap((field) => {
      const answers = answersFor(context, field);
      return answers === null ? [] : [[field.id, answers]];
    }),
  ),
  outcomes: Object.entries(step.outcomes ?? {}).map(([code, { label, sentence }]) => ({
    code,
    label,
    sentence: sentence ?? null,
  })),
  earliest: iso(earliestDone(step, context.record.state.awareAt).at),
});

type Answers = CaseTask['form']['answers'][string];

function answersFor({ world, names }: TaskContext, field: EvidenceField): Answers | null {
  if (field.kind === 'fact') {
    const fact = world.chain.facts[field.fact];
    return Object.entries(fact === undefined ? {} : answersOf(fact)).map(([code, label]) => ({
      code,
      label,
    }));
  }
  if (field.kind !== 'appoint') return null;
  const once = new Map(
    world.people.flatMap(({ person, role, excluded, away }) =>
      role === null || excluded || away ? [] : [[person, role]],
    ),
  );
  return [...once].flatMap(([code, role]) => {
    const name = names.get(code)?.name;
    return name === undefined ? [] : [{ code, label: `${name}, ${roleTitle(role)}` }];
  });
}

/** What was written when it was done, label and words, in the step's order. */
export const recordedOf = ({ world, names }: TaskContext, step: Step, words: Words): CaseTask['recorded'] =>
  step.evidence.flatMap((field) => {
    const answer = words[field.id];
    if (answer === undefined || answer === '') return [];
    if (typeof answer === 'boolean') return [{ label: field.label, value: answer ? 'Yes' : 'No' }];
    const value = SAID[field.kind]?.(answer, { field, words, chain: world.chain }) ?? answer;
    if (field.kind === 'instant' || field.kind === 'date') {
      return [{ label: field.label, value: describeInstant(world.calendar, Date.parse(answer)) }];
    }
    if (field.kind === 'appoint') return [{ label: field.label, value: names.get(answer)?.name ?? '' }];
    return [{ label: field.label, value }];
  });

interface Recorded {
  readonly field: EvidenceField;
  readonly words: Words;
  readonly chain: Chain;
}

/** Codes as the words people read; what is not here was written in words. */
const SAID: Readonly<Partial<Record<EvidenceField['kind'], (answer: string, about: Recorded) => string>>> = {
  choice: (answer, { field }) => labelIn(field, answer),
  choices: (answer, { field }) =>
    answer
      .split(',')
      .map((code) => labelIn(field, code))
      .join('; '),
  fact: (answer, { field, chain }) => {
    const fact = field.kind === 'fact' ? chain.facts[field.fact] : undefined;
    return fact === undefined ? answer : (answersOf(fact)[answer] ?? answer);
  },
  contact: (answer, { field, words }) =>
    `${answer} (${words[contactAs(field.id)] === 'referral' ? 'referred' : 'asked for advice'})`,
};

const labelIn = (field: EvidenceField, code: string): string =>
  field.kind === 'choice' || field.kind === 'choices' ? (field.options[code] ?? code) : code;
