import type { EvidenceField } from '@trustward/chain';
import { LINE_MAX_LENGTH, NOTE_MAX_LENGTH, PHONE } from '@trustward/chain';
import { type CaseTask, isOneLine, typed as typedIn } from '@trustward/contracts';
import { dayAndTime, fromWall } from '../shared/london-time.ts';
import { askedFields, boxOf, choicesOf, contactAs, stepAnswers, ticked } from './step-answers.ts';
import type { StepAnswers } from './step-answers.ts';

/** What is wrong with an answer, and which control says it. */
interface Mistake {
  readonly at: readonly [part: 'evidence' | 'attested', name: string];
  readonly message: string;
}
interface Checked {
  readonly task: CaseTask;
  readonly answers: StepAnswers;
  readonly now: number;
}

/** What a step asks, as rules: made from the chain's own evidence fields, as far as its outcome asks for them. */
export const stepRules = (task: CaseTask, now: () => number) =>
  stepAnswers.superRefine((answers, context) => {
    const refuse = (message: string, path: readonly string[]) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    if (task.form.outcomes.length > 0 && answers.outcome === '') refuse('Choose an outcome', ['outcome']);
    if (!['now', 'earlier'].includes(answers.when)) refuse('Choose when it happened', ['when']);
    const wall = answers.when === 'earlier' ? fromWall(answers.wall) : 0;
    if (wall === null || wall > now()) refuse('Enter a time in the past', ['wall']);
    else if (answers.when === 'earlier' && isTooEarly(task, wall)) {
      refuse(`Enter a time after ${earliestOf(task, now())}`, ['wall']);
    }
    for (const field of askedFields(task, answers.outcome)) {
      const mistake = RULES[field.kind](field, { task, answers, now: now() });
      if (mistake !== null) refuse(mistake.message, mistake.at);
    }
  });

const MINUTE = 60_000;
/** A wall clock says minutes. */
const isTooEarly = ({ form }: CaseTask, wall: number): boolean => wall <= Date.parse(form.earliest) - MINUTE;
const earliestOf = ({ form }: CaseTask, now: number): string => dayAndTime(Date.parse(form.earliest), now);

type Rule = (field: EvidenceField, checked: Checked) => Mistake | null;

const typed = ({ id }: EvidenceField, { answers }: Checked): string => typedIn(answers.evidence[id] ?? '');
const at = ({ id }: EvidenceField, message: string): Mistake => ({ at: ['evidence', id], message });

const words =
  (longest: number): Rule =>
  (field, checked) => {
    const text = typed(field, checked);
    if (text === '') return field.required ? at(field, `Fill in “${field.label}”`) : null;
    return text.length > longest
      ? at(field, `“${field.label}” must be ${longest} characters or fewer`)
      : null;
  };

const line: Rule = (field, checked) =>
  words(LINE_MAX_LENGTH)(field, checked) ??
  (isOneLine(typed(field, checked))
    ? null
    : at(field, `“${field.label}” must not have characters that cannot be seen`));

const chosen: Rule = (field, checked) => {
  const code = typed(field, checked);
  if (code === '') return field.required ? at(field, `Answer “${field.label}”`) : null;
  const known = choicesOf(checked.task, field).some((choice) => choice.code === code);
  return known ? null : at(field, `Answer “${field.label}”`);
};

const RULES: Readonly<Record<EvidenceField['kind'], Rule>> = {
  line,
  reference: line,
  note: words(NOTE_MAX_LENGTH),
  phone: (field, checked) => {
    const mistake = line(field, checked);
    const number = typed(field, checked);
    if (mistake !== null || number === '' || PHONE.test(number)) return mistake;
    return at(field, `“${field.label}” must be a telephone number, like 01632 960 100`);
  },
  instant: (field, checked) => {
    const mistake = line(field, checked);
    const wall = typed(field, checked);
    if (mistake !== null || wall === '') return mistake;
    const { task, now } = checked;
    const when = fromWall(wall) ?? Number.POSITIVE_INFINITY;
    if (when > now) return at(field, `“${field.label}” must be a time in the past`);
    return isTooEarly(task, when)
      ? at(field, `“${field.label}” cannot lie before ${earliestOf(task, now)}`)
      : null;
  },
  date: (field, checked) => {
    const mistake = line(field, checked);
    const wall = typed(field, checked);
    if (mistake !== null || wall === '' || fromWall(wall) !== null) return mistake;
    return at(field, `“${field.label}” must be a date and a time`);
  },
  choice: chosen,
  fact: chosen,
  appoint: chosen,
  choices: (field, { answers }) => {
    if (field.kind !== 'choices' || !field.required || ticked(field, answers).length > 0) return null;
    const [first = ''] = Object.keys(field.options);
    return {
      at: ['attested', boxOf(field, first)],
      message: `Choose at least one answer to “${field.label}”`,
    };
  },
  attest: (field, { answers }) =>
    !field.required || answers.attested[field.id] === true
      ? null
      : { at: ['attested', field.id], message: `Tick to confirm “${field.label}”` },
  contact: (field, checked) => {
    const mistake = line(field, checked);
    if (mistake !== null || field.kind !== 'contact' || field.as !== 'either') return mistake;
    const as = checked.answers.evidence[contactAs(field)] ?? '';
    return typed(field, checked) !== '' && as === ''
      ? {
          at: ['evidence', contactAs(field)],
          message: `Say whether “${field.label}” was for advice or to refer`,
        }
      : null;
  },
  attachment: (field) =>
    field.required
      ? at(field, `“${field.label}” cannot be attached here yet, so this step cannot be recorded`)
      : null,
};
