import { Component, input } from '@angular/core';

/** Questions and answers, to read over before they are recorded, or to keep when they were not. */
@Component({
  selector: 'tw-kept-words',
  template: `
    <dl class="govuk-summary-list">
      @for (line of lines(); track line.label) {
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{{ line.label }}</dt>
          <dd class="govuk-summary-list__value pre">{{ line.value }}</dd>
        </div>
      }
    </dl>
  `,
})
export class KeptWords {
  readonly lines = input.required<readonly { readonly label: string; readonly value: string }[]>();
}
