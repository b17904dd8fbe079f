import { inject, signal } from '@angular/core';
import { problemOf } from './problem.ts';
import { SubmitErrors } from './submit-errors.ts';

/** One deed at a time, whose refusal is said on the page. For whoever is provided with `SubmitErrors`. */
export function deeds(isField: (name: string) => boolean = () => true) {
  const errors = inject(SubmitErrors);
  const busy = signal(false);

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
      errors.show([{ field: named !== '' && isField(named) ? named : field, message: detail }]);
    } finally {
      busy.set(false);
    }
  }

  return { errors, busy: busy.asReadonly(), doing };
}
