import { Component, computed, inject, input } from '@angular/core';
import { type DangerNumbers, forTheAdult } from '@trustward/contracts';
import { dial } from './dial.ts';
import { openFirst } from './open-now.ts';
import { Tick } from './tick.ts';

/** Who to ring: whoever answers now first; name, number, and hours, which are never left out: a closed line helps nobody. */
@Component({
  selector: 'tw-numbers',
  template: `
    <ul [class.large]="large()">
      @if (emergency()) {
        <li>Police, ambulance <a class="figures" href="tel:999">999</a> <small>at any hour</small></li>
      }
      @for (line of lines(); track line.name + line.number) {
        <li [class.card]="large()">
          {{ line.name }}{{ large() ? ', ' + line.authority : '' }}
          <a class="figures" [href]="dial(line.number)">{{ line.number }}</a>
          @if (line.says) {
            <small class="says" [class.open]="line.open">{{ line.says }}</small>
          }
          @if (line.note) {
            <small>{{ line.note }}</small>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }
    li:not(.card) {
      padding: var(--s1) 0;
    }
    a {
      display: inline-block;
      padding: 2px 0;
      white-space: nowrap;
    }
    .large a {
      display: block;
      font-size: 1.5rem;
      font-weight: 700;
    }
    small {
      display: block;
    }
    .says.open {
      color: var(--ink);
      font-weight: 650;
    }
  `,
})
export class Numbers {
  private readonly tick = inject(Tick);
  readonly of = input.required<DangerNumbers>();
  /** Only those that are rung about an adult. */
  readonly adult = input(false);
  /** Whether 999 stands above them. */
  readonly emergency = input(false);
  /** For a page that is there for nothing else. */
  readonly large = input(false);
  /** A case has its own time. */
  readonly now = input<number>();

  protected readonly lines = computed(() => {
    const { numbers, closedOn } = this.of();
    const asked = this.adult() ? forTheAdult(numbers) : numbers;
    return openFirst(asked, closedOn, this.now() ?? this.tick.server());
  });
  protected readonly dial = dial;
}
