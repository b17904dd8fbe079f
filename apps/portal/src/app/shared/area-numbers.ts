import { Component, input } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';
import { Numbers } from './numbers.ts';

/** Whom to ring, area by area, for whoever must know themselves which is theirs. */
@Component({
  selector: 'tw-area-numbers',
  imports: [Numbers],
  template: `
    @for (area of areas(); track area.authority) {
      <section class="card">
        <h2>{{ area.authority }}</h2>
        <tw-numbers [of]="area" />
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-top: var(--s4);
    }
    h2 {
      font-size: 1.06rem;
    }
  `,
})
export class AreaNumbers {
  readonly areas = input.required<readonly DangerNumbers[]>();
}
