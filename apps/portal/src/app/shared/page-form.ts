import { inject, signal } from '@angular/core';
import { type SchemaOrSchemaFn, form } from '@angular/forms/signals';
import { Outcome } from '../shell/outcome.ts';
import { deeds } from './deeds.ts';

/**
 * What a page with a form begins with: what is typed into it, the errors of the last attempt, one deed at a time, and where
 * it is said what came of it. For a component that provides `SubmitErrors`.
 */
export function pageForm<T extends object>(blank: T, rules: SchemaOrSchemaFn<T> = () => undefined) {
  const model = signal(blank);
  return {
    model,
    form: form(model, rules),
    outcome: inject(Outcome),
    ...deeds((name) => name in model()),
  };
}
