import { Component, input, output } from '@angular/core';

@Component({
  selector: 'tw-show-more',
  template: `
    @if (more()) {
      <p>
        <button type="button" class="btn second" [attr.aria-disabled]="loading()" (click)="show.emit()">
          {{ loading() ? 'Loading…' : 'Show more' }}
        </button>
      </p>
    }
  `,
  styles: 'p { margin-top: var(--s4); }',
})
export class ShowMore {
  readonly more = input.required<boolean>();
  readonly loading = input.required<boolean>();
  readonly show = output();
}
