import { Component, computed, inject, input, output } from '@angular/core';
import type { Change } from '@trustward/contracts';
import { byWhen } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';

const OF = { calendar: 'the calendar of', absence: 'the absence of' } as const;

/** What comes of a change, and the button that has it done. */
@Component({
  selector: 'tw-change-card',
  templateUrl: './change-card.html',
  styles: ':host { display: block; } .card { margin: var(--s4) 0; }',
})
export class ChangeCard {
  private readonly tick = inject(Tick);
  readonly change = input.required<Change>();
  readonly busy = input(false);
  readonly apply = output();

  protected readonly title = computed(() => {
    const { kind, of, state } = this.change();
    return `${state === 'applied' ? 'What came of' : 'What comes of'} ${OF[kind]} ${of}`;
  });
  protected readonly isUnderWay = computed(() => isUnderWay(this.change()));
  protected readonly nearest = computed(() => {
    const now = this.tick.server();
    return this.change().nearest.map(({ was, is }) => ({
      was: byWhen(Date.parse(was), now),
      is: byWhen(Date.parse(is), now),
    }));
  });
}

export const isUnderWay = ({ state }: Change): boolean => state === 'counting' || state === 'applying';
