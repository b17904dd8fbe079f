import type { EvidenceField } from '@trustward/chain';
import { type CaseTask, type DutyDone, type EvidenceAnswer, typed } from '@trustward/contracts';
import { dayAndTime, fromWall } from '../shared/london-time.ts';
import { askedFields, asksTime, choicesOf, contactAs, ticked } from './step-answers.ts';
import type { StepAnswers } from './step-answers.ts';

const MINUTE = 60_000;

/** A wall clock says minutes: one in the very minute in which it can first have been means after it, not before. */
function instantOf(wall: string, { form }: CaseTask): string {
  const earliest = Date.parse(form.earliest);
  const at = fromWall(wall) ?? earliest;
  return new Date(at < earliest && earliest - at < MINUTE ? earliest : at).toISOString();
}

function valueOf(field: EvidenceField, answers: StepAnswers, task: CaseTask): EvidenceAnswer | undefined {
  if (field.kind === 'attest') return answers.attested[field.id] ? true : undefined;
  if (field.kind === 'choices') {
    const codes = ticked(field, answers);
    return codes.length === 0 ? undefined : codes;
  }
  const value = typed(answers.evidence[field.id] ?? '');
  if (value === '' || field.kind === 'attachment') return undefined;
  if (field.kind === 'contact') return { who: value, as: asOf(field, answers) };
  if (field.kind === 'date') return new Date(fromWall(value) ?? 0).toISOString();
  return field.kind === 'instant' ? instantOf(value, task) : value;
}

/** Where a step can only be asking for advice, or only a referral, nobody is asked which it was. */
const asOf = (field: EvidenceField & { readonly kind: 'contact' }, answers: StepAnswers) => {
  if (field.as !== 'either') return field.as;
  return answers.evidence[contactAs(field)] === 'referral' ? 'referral' : 'advice';
};

/** The message the API takes. Called only with answers that passed the rules. */
export function toDone(task: CaseTask, answers: StepAnswers, eventId: string): DutyDone {
  const given = askedFields(task, answers.outcome).flatMap((field) => {
    const value = valueOf(field, answers, task);
    return value === undefined ? [] : [[field.id, value] as const];
  });
  return {
    eventId,
    version: task.version,
    ...(answers.outcome ? { outcome: answers.outcome } : {}),
    ...(answers.when === 'earlier' ? { happenedAt: instantOf(answers.wall, task) } : {}),
    ...(isEmergency(task, answers) ? { emergency: answers.emergency } : {}),
    evidence: Object.fromEntries(given),
  };
}

/** Whether it is done without the agreement that it needs, for a reason that is still offered. */
const isEmergency = ({ agreement }: CaseTask, { emergency }: StepAnswers): boolean =>
  agreement?.emergencyFor.some(({ code }) => code === emergency) ?? false;

/** What becomes of it once it is recorded, where somebody else must agree to it. */
function agreementLine(task: CaseTask, answers: StepAnswers) {
  const { agreement } = task;
  if (!agreement) return [];
  const reason = agreement.emergencyFor.find(({ code }) => code === answers.emergency);
  const value = reason
    ? `Done now without agreement: ${reason.label}. ${agreement.comes.join(' ')}`.trim()
    : `It counts once this is agreed, and its time runs on until then. It waits for ${agreement.answerers}.`;
  return [{ label: 'Agreement', value }];
}

/** Question and answer, to be checked before it is recorded. */
export function recordedLines(task: CaseTask, answers: StepAnswers, now: number) {
  const outcome = task.form.outcomes.find(({ code }) => code === answers.outcome)?.label;
  const happened = answers.when === 'earlier' ? fromWall(answers.wall) : null;
  return [
    ...(outcome ? [{ label: 'Outcome', value: outcome }] : []),
    ...askedFields(task, answers.outcome).map((field) => ({
      label: field.label,
      value: inWords(task, field, answers, now),
    })),
    ...(asksTime(task)
      ? []
      : [{ label: 'When', value: happened === null ? 'Just now' : dayAndTime(happened, now) }]),
    ...agreementLine(task, answers),
  ];
}

function inWords(task: CaseTask, field: EvidenceField, answers: StepAnswers, now: number): string {
  if (field.kind === 'attest') return answers.attested[field.id] ? 'Confirmed' : 'Not confirmed';
  const labelOf = (code: string): string =>
    choicesOf(task, field).find((choice) => choice.code === code)?.label ?? code;
  if (field.kind === 'choices') return ticked(field, answers).map(labelOf).join('\n') || 'Not given';
  const value = answers.evidence[field.id] ?? '';
  if (value === '') return 'Not given';
  if (field.kind === 'contact') {
    return `${value} (${asOf(field, answers) === 'referral' ? 'referred' : 'asked for advice'})`;
  }
  if (field.kind === 'instant' || field.kind === 'date') return dayAndTime(fromWall(value) ?? 0, now);
  return labelOf(value);
}
