import { Component, inject, input, output } from '@angular/core';
import { clockTime, nearDay } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';
import type { Draft } from './draft.ts';

/** The reports that were begun on this device, by when: nothing of what they say stands here. */
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
                Carry on with the report begun {{ when(report) }}
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

  protected when({ startedAt }: Draft): string {
    return `${nearDay(startedAt, this.tick.server())} at ${clockTime(startedAt)}`;
  }
}
