import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import type { EvidenceField } from '@trustward/chain';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';

const KINDS = { line: 'text', note: 'note', phone: 'tel', instant: 'datetime-local' } as const;

/** One field of a step's evidence, drawn by its kind. */
@Component({
  selector: 'tw-evidence-field',
  imports: [FormField, RadiosField, TextField],
  templateUrl: './evidence-field.html',
})
export class EvidenceFieldInput {
  protected readonly errors = inject(SubmitErrors);
  readonly of = input.required<EvidenceField>();
  readonly text = input.required<FieldTree<string> | undefined>();
  readonly attested = input.required<FieldTree<boolean> | undefined>();

  protected readonly label = computed(() => this.of().label + (this.of().required ? '' : ' (optional)'));
  protected readonly error = computed(() => this.errors.of(this.of().id));
  protected readonly kind = computed(() => {
    const { kind } = this.of();
    return kind === 'choice' || kind === 'attest' ? 'text' : KINDS[kind];
  });
  protected readonly choices = computed(() => {
    const field = this.of();
    return field.kind === 'choice'
      ? Object.entries(field.options).map(([code, label]) => ({ code, label }))
      : [];
  });
}
