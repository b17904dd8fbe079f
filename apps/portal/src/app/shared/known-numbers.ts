import { Component, inject } from '@angular/core';
import { KeptNumbers } from './kept-numbers.ts';
import { Numbers } from './numbers.ts';

/** Whom to ring in the areas that this device knows, for whoever is not signed in. */
@Component({
  selector: 'tw-known-numbers',
  imports: [Numbers],
  template: `
    @for (area of kept.areas(); track area.authority) {
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
export class KnownNumbers {
  protected readonly kept = inject(KeptNumbers);
}
