import { inject, signal } from '@angular/core';
import { type SchemaOrSchemaFn, form } from '@angular/forms/signals';
import { Outcome } from '../shell/outcome.ts';
import { problemOf } from './problem.ts';
import { SubmitErrors } from './submit-errors.ts';

/**
 * What a page with a form begins with: what is typed into it, the errors of the last attempt, one deed at a time, and where
 * it is said what came of it. For a component that provides `SubmitErrors`.
 */
export function pageForm<T extends object>(blank: T, rules: SchemaOrSchemaFn<T> = () => undefined) {
  const errors = inject(SubmitErrors);
  const busy = signal(false);
  const model = signal(blank);

  /** `field` takes the words of what is about no field of the form. */
  async function doing(field: string, work: () => Promise<void>): Promise<void> {
    if (busy()) return;
    errors.clear();
    busy.set(true);
    try {
      await work();
    } catch (error) {
      // Refused, out of reach or signed out meanwhile: what was typed stays on the page.
      const { detail, fields } = problemOf(error);
      const named = fields[0]?.field.split('.')[0] ?? '';
      errors.show([{ field: named in model() ? named : field, message: detail }]);
    } finally {
      busy.set(false);
    }
  }

  return {
    model,
    form: form(model, rules),
    errors,
    outcome: inject(Outcome),
    busy: busy.asReadonly(),
    doing,
  };
}
