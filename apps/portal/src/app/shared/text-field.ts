import { Component, computed, inject, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { SubmitErrors } from './submit-errors.ts';

/** One question answered in writing: a line, several lines, a number to phone, a time. */
@Component({
  selector: 'tw-text-field',
  imports: [FormField],
  templateUrl: './text-field.html',
  styles: ':host { display: block; } .short { max-width: 22rem; }',
})
export class TextField {
  protected readonly errors = inject(SubmitErrors);
  readonly field = input.required<FieldTree<string>>();
  /** Of the control; never called `id`, which the host element would take too. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly kind = input<'text' | 'email' | 'password' | 'tel' | 'datetime-local' | 'note'>('text');
  readonly rows = input(5);
  readonly autocomplete = input<string>('off');

  protected readonly error = computed(() => this.errors.of(this.name()));
  protected readonly describedBy = computed(() => {
    const ids = [this.hint() ? `${this.name()}-hint` : '', this.error() ? `${this.name()}-error` : ''];
    return ids.filter(Boolean).join(' ') || null;
  });
}
