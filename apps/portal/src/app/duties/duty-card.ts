import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DutySummary } from '@trustward/contracts';
import { stateWord } from '../shared/clock-sentence.ts';
import { ClockLine } from '../shared/clock-line.ts';

/** One duty: what, for which case, by when, one button. */
@Component({
  selector: 'tw-duty-card',
  imports: [NgTemplateOutlet, RouterLink, ClockLine],
  templateUrl: './duty-card.html',
  styleUrl: './duty-card.scss',
})
export class DutyCard {
  readonly duty = input.required<DutySummary>();
  readonly now = input.required<number>();
  /** Of its heading. */
  readonly level = input<2 | 3>(2);

  protected readonly late = computed(() => {
    const { state, clock, theirs } = this.duty();
    return (
      stateWord({ state, due: clock ? Date.parse(clock.due) : null, theirs }, this.now()).tone === 'late'
    );
  });
}
