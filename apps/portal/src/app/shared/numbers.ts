import { Component, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';
import { dial } from './dial.ts';

/** Who to ring: name, number, and the hours it answers. The hours are never left out: a closed line helps nobody. */
@Component({
  selector: 'tw-numbers',
  template: `
    <ul>
      @if (emergency()) {
        <li>Police, ambulance <a class="figures" href="tel:999">999</a> <small>at any hour</small></li>
      }
      @for (line of lines(); track line.name + line.number) {
        <li>
          {{ line.name }} <a class="figures" [href]="dial(line.number)">{{ line.number }}</a>
          @if (line.note) {
            <small>{{ line.note }}</small>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      padding: var(--s1) 0;
    }
    a {
      display: inline-block;
      padding: 2px 0;
      white-space: nowrap;
    }
    small {
      display: block;
    }
  `,
})
export class Numbers {
  readonly lines = input.required<CaseView['numbers']>();
  /** Whether 999 stands above them. */
  readonly emergency = input(false);
  protected readonly dial = dial;
}
