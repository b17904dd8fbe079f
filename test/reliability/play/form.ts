import type { CaseTask, CaseView, DutyDone, EvidenceAnswer } from '@trustward/contracts';
import type { Luck } from '../luck.ts';

type Form = CaseTask['form'];
type Field = Form['evidence'][number];
type Filled = Pick<DutyDone, 'outcome' | 'evidence'>;

const DAY_MS = 86_400_000;

/** A form as somebody fills it in; null where it wants a file, which cannot be attached yet. */
export function filledIn({ form }: CaseTask, { now }: CaseView, luck: Luck): Filled | null {
  const outcomes = form.outcomes.filter(({ code }) => !wantsFile(fieldsOf(form, code)));
  const outcome = form.outcomes.length === 0 ? undefined : outcomes[luck.below(outcomes.length)]?.code;
  if (form.outcomes.length > 0 && outcome === undefined) return null;
  const fields = fieldsOf(form, outcome);
  if (wantsFile(fields)) return null;
  const answers = fields
    .filter(({ kind }) => kind !== 'attachment')
    .map((field) => [field.id, answerTo(field, form, now, luck)] as const);
  return { ...(outcome === undefined ? {} : { outcome }), evidence: Object.fromEntries(answers) };
}

const fieldsOf = (form: Form, outcome: string | undefined): Field[] =>
  form.evidence.filter(
    ({ onlyFor }) => onlyFor === undefined || (outcome !== undefined && onlyFor.includes(outcome)),
  );

const wantsFile = (fields: readonly Field[]): boolean =>
  fields.some(({ kind, required }) => kind === 'attachment' && required);

function answerTo(field: Field, form: Form, now: string, luck: Luck): EvidenceAnswer {
  switch (field.kind) {
    case 'phone':
      return '01632 960 100';
    case 'instant':
      return luck.isOneIn(2) ? now : form.earliest;
    case 'date':
      return new Date(Date.parse(now) + luck.between(1, 30) * DAY_MS).toISOString();
    case 'choice':
      return luck.oneOf(Object.keys(field.options));
    case 'choices':
      return [luck.oneOf(Object.keys(field.options))];
    case 'attest':
      return true;
    case 'contact':
      return { who: 'J. Osei', as: field.as === 'either' ? luck.oneOf(['advice', 'referral']) : field.as };
    case 'fact':
    case 'appoint':
      return luck.oneOf(form.answers[field.id] ?? []).code;
    default:
      return 'As it was told to us.';
  }
}
