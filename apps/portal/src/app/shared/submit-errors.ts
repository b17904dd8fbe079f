import { Injectable, computed, inject, signal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { PageTitle } from '../shell/page-title.ts';

export interface FieldError {
  /** The id of the control, or of the first of its choices. */
  readonly field: string;
  readonly message: string;
}

/**
 * The errors of the last attempt to go on, as a snapshot: they do not come and go while a person types. Provided by each
 * page that has a form.
 */
@Injectable()
export class SubmitErrors {
  private readonly title = inject(PageTitle);
  private readonly found = signal<readonly FieldError[]>([]);
  private readonly attempts = signal(0);

  readonly list = this.found.asReadonly();
  /** Grows with each attempt, so that the summary takes the focus again although the errors are the same. */
  readonly attempt = this.attempts.asReadonly();
  readonly any = computed(() => this.found().length > 0);

  show(errors: readonly FieldError[]): boolean {
    this.found.set(errors);
    this.attempts.update((n) => n + 1);
    this.title.errors(errors.length > 0);
    return errors.length > 0;
  }

  clear(): void {
    this.found.set([]);
    this.title.errors(false);
  }

  of(field: string): string | null {
    return this.found().find((error) => error.field === field)?.message ?? null;
  }
}

/** The form's errors, one per field, named as its controls are; only of the fields asked for. */
export function errorsOf(tree: FieldTree<unknown>, fields?: readonly string[]): FieldError[] {
  const seen = new Map<string, string>();
  for (const error of tree().errorSummary()) {
    // What belongs to no field of the form (a question not drawn yet) belongs to the form itself.
    const field = error.fieldTree() === tree() ? '' : String(error.fieldTree().keyInParent());
    if (fields && !fields.includes(field)) continue;
    if (!seen.has(field)) seen.set(field, error.message ?? 'Check this answer');
  }
  return [...seen].map(([field, message]) => ({ field, message }));
}
