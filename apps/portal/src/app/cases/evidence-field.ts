import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { type EvidenceField, PARTIES } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import { RadiosField } from '../shared/radios-field.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { worded } from '../shared/worded.ts';
import { boxOf, choicesOf, contactAs } from './step-answers.ts';

const WHO = 'A name, a team or a number is enough.';
/** Where only a referral can be recorded, nothing else is offered, and it is said. */
const hintOf = ({ hint, as }: EvidenceField & { readonly kind: 'contact' }): string =>
  [hint ?? WHO, ...(as === 'referral' ? ['Asking them only for advice does not count here.'] : [])].join(' ');

const WRITTEN = {
  line: 'text',
  reference: 'text',
  note: 'note',
  phone: 'tel',
  instant: 'datetime-local',
  date: 'datetime-local',
} as const;

/** One field of a step's evidence, drawn by its kind. */
@Component({
  selector: 'tw-evidence-field',
  imports: [FormField, RadiosField, SelectField, TextField],
  templateUrl: './evidence-field.html',
})
export class EvidenceFieldInput {
  protected readonly errors = inject(SubmitErrors);
  readonly task = input.required<CaseTask>();
  readonly of = input.required<EvidenceField>();
  readonly evidence = input.required<FieldTree<Record<string, string>>>();
  readonly attested = input.required<FieldTree<Record<string, boolean>>>();

  protected readonly label = computed(() => this.of().label + (this.of().required ? '' : ' (optional)'));
  protected readonly text = computed(() => this.evidence()[this.of().id]);
  protected readonly box = computed(() => this.attested()[this.of().id]);
  protected readonly written = computed(() => {
    const { kind } = this.of();
    return kind in WRITTEN ? WRITTEN[kind as keyof typeof WRITTEN] : null;
  });
  protected readonly choices = computed(() => choicesOf(this.task(), this.of()));
  protected readonly boxes = computed(() =>
    this.choices().flatMap(({ code, label }) => {
      const name = boxOf(this.of(), code);
      const field = this.attested()[name];
      return field ? [{ name, label, field }] : [];
    }),
  );
  /** Of a list: its error stands at its first box. */
  protected readonly error = computed(() => this.errors.of(this.boxes()[0]?.name ?? this.of().id));
  protected readonly describedBy = computed(() => {
    const { id, hint } = this.of();
    return [hint ? `${id}-hint` : '', this.error() ? `${id}-error` : ''].filter(Boolean).join(' ') || null;
  });

  /** Whom somebody spoke to, and where both will do, whether it was only to ask. */
  protected readonly contact = computed(() => {
    const field = this.of();
    if (field.kind !== 'contact') return null;
    const name = contactAs(field);
    const purpose = field.as === 'either' ? this.evidence()[name] : undefined;
    return {
      name,
      purpose,
      party: worded<string>(PARTIES, field.with, 'Whom it names'),
      hint: hintOf(field),
    };
  });
  protected readonly waysOfAsking = [
    { code: 'referral', label: 'I told them or made the referral' },
    { code: 'advice', label: 'I only asked for advice' },
  ];
}
