import { Component, computed, inject, input, output } from '@angular/core';
import { Tick } from '../shared/tick.ts';
import { begunWords } from './begun-words.ts';
import type { Draft } from './draft.ts';

/** The reports that were begun on this device. */
@Component({
  selector: 'tw-begun-list',
  template: `
    @if (reports().length) {
      <section class="note soon" aria-labelledby="begun-list">
        <h2 id="begun-list">Begun on this device, and not sent</h2>
        <ul>
          @for (report of reports(); track report.id) {
            <li>
              <button type="button" class="link" (click)="carryOn.emit(report)">
                Carry on with {{ names()[$index] }}
              </button>
              @if (report.refused) {
                It was not taken.
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    section {
      margin-top: var(--s4);
    }
    h2 {
      font-size: 1rem;
    }
    button {
      text-align: left;
    }
  `,
})
export class BegunList {
  private readonly tick = inject(Tick);
  readonly reports = input.required<readonly Draft[]>();
  readonly carryOn = output<Draft>();
  protected readonly names = computed(() => begunWords(this.reports(), this.tick.server()));
}
