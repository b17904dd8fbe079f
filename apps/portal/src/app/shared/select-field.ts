import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import type { Choice } from './radios-field.ts';
import { SubmitErrors } from './submit-errors.ts';

/** One question with many answers. */
@Component({
  selector: 'tw-select-field',
  imports: [FormField],
  templateUrl: './select-field.html',
  styles: ':host { display: block; } select { max-width: 100%; min-width: 12rem; }',
})
export class SelectField {
  protected readonly errors = inject(SubmitErrors);
  readonly field = input.required<FieldTree<string>>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  /** The first, empty line; absent where an empty answer is one of the choices. */
  readonly placeholder = input<string | null>(null);
  readonly choices = input.required<readonly Choice[]>();

  protected readonly error = computed(() => this.errors.of(this.name()));
  protected readonly describedBy = computed(() => {
    const ids = [this.hint() ? `${this.name()}-hint` : '', this.error() ? `${this.name()}-error` : ''];
    return ids.filter(Boolean).join(' ') || null;
  });
}
