import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Notice } from '@trustward/contracts';

export interface ShownNotice {
  readonly notice: Notice;
  readonly isNew: boolean;
  readonly late: boolean;
  readonly link: string[] | null;
  readonly when: string;
}

/** One notice: what it says, of what, and whether it is new. */
@Component({
  selector: 'tw-notice-line',
  imports: [RouterLink],
  templateUrl: './notice-line.html',
  styles: `
    :host {
      display: block;
    }
    .tag {
      margin-right: 6px;
    }
  `,
})
export class NoticeLine {
  readonly of = input.required<ShownNotice>();
}
