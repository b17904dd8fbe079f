import { Component, type ElementRef, afterRenderEffect, inject, viewChild } from '@angular/core';
import { SubmitErrors } from './submit-errors.ts';

/** "There is a problem": every error with a link to its field. Takes the focus at each attempt. */
@Component({
  selector: 'tw-error-summary',
  template: `
    @if (errors.any()) {
      <div #box class="govuk-error-summary" tabindex="-1" role="alert" aria-labelledby="error-title">
        <h2 id="error-title" class="govuk-error-summary__title">There is a problem</h2>
        <ul class="govuk-error-summary__list">
          @for (error of errors.list(); track error.field) {
            <li>
              <a [href]="'#' + error.field" (click)="go(error.field, $event)">{{ error.message }}</a>
            </li>
          }
        </ul>
      </div>
    }
  `,
})
export class ErrorSummary {
  protected readonly errors = inject(SubmitErrors);
  private readonly box = viewChild<ElementRef<HTMLElement>>('box');
  private shown = 0;

  constructor() {
    afterRenderEffect(() => {
      const attempt = this.errors.attempt();
      if (attempt === this.shown) return;
      this.shown = attempt;
      this.box()?.nativeElement.focus();
    });
  }

  protected go(field: string, event: Event): void {
    event.preventDefault();
    document.getElementById(field)?.focus();
  }
}
