import { Component, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { TextField } from './text-field.ts';

/** Where the code is typed that is asked for beside the password. */
@Component({
  selector: 'tw-code-field',
  imports: [TextField],
  template: `
    <tw-text-field
      name="code"
      label="Code"
      hint="The six digits that your authenticator app shows now, or one of your recovery codes"
      autocomplete="one-time-code"
      [field]="field()"
    />
  `,
})
export class CodeField {
  readonly field = input.required<FieldTree<string>>();
}
