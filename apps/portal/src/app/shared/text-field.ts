import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { SubmitErrors } from './submit-errors.ts';

/** One question answered in writing: a line, several lines, a number to phone, a time. */
@Component({
  selector: 'tw-text-field',
  imports: [FormField],
  templateUrl: './text-field.html',
  styles: `
    :host {
      display: block;
    }
    .short {
      max-width: 22rem;
    }
    .line {
      display: flex;
      gap: var(--s2);
    }
    .line input {
      min-width: 0;
    }
    .line .btn {
      flex: none;
    }
  `,
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

  /** Whether somebody asked to see the secret that they type; hidden again once the field is empty. */
  protected readonly shown = linkedSignal<boolean, boolean>({
    source: () => this.field()().value() === '',
    computation: (isEmpty, before) => !isEmpty && (before?.value ?? false),
  });
  /** Whether no keyboard or dictionary may change it, or be sent it. */
  protected readonly isExact = computed(() => this.kind() === 'email' || this.kind() === 'password');
  protected readonly error = computed(() => this.errors.of(this.name()));
  protected readonly describedBy = computed(() => {
    const ids = [this.hint() ? `${this.name()}-hint` : '', this.error() ? `${this.name()}-error` : ''];
    return ids.filter(Boolean).join(' ') || null;
  });
}
