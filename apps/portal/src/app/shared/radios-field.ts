import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { SubmitErrors } from './submit-errors.ts';

export interface Choice {
  readonly code: string;
  readonly label: string;
  readonly hint?: string | null | undefined;
}

/** One question with a few answers, each a card to press. */
@Component({
  selector: 'tw-radios-field',
  imports: [FormField],
  templateUrl: './radios-field.html',
  styles: ':host { display: block; }',
})
export class RadiosField {
  protected readonly errors = inject(SubmitErrors);
  readonly field = input.required<FieldTree<string>>();
  readonly name = input.required<string>();
  readonly legend = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly choices = input.required<readonly Choice[]>();
  /** For a page whose heading already asks the question. */
  readonly legendHidden = input(false);

  protected readonly error = computed(() => this.errors.of(this.name()));
  protected readonly describedBy = computed(() => {
    const ids = [this.hint() ? `${this.name()}-hint` : '', this.error() ? `${this.name()}-error` : ''];
    return ids.filter(Boolean).join(' ') || null;
  });
}
