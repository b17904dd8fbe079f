import { Component, computed, inject, input } from '@angular/core';
import { type DangerNumbers, forTheChild } from '@trustward/contracts';
import { dial } from './dial.ts';
import { checkedWords } from './checked-words.ts';
import { openFirst } from './open-now.ts';
import { Tick } from './tick.ts';

/**
 * Before everything else: who to phone now, whoever answers at this hour first. 999 stands here even when nothing else
 * could be loaded; the Designated Officer, who advises about adults, stands on the page about adults.
 */
@Component({
  selector: 'tw-danger-panel',
  templateUrl: './danger-panel.html',
  styleUrl: './danger-panel.scss',
})
export class DangerPanel {
  private readonly tick = inject(Tick);
  readonly numbers = input.required<DangerNumbers | null>();
  /** A case has its own time. */
  readonly now = input<number>();
  /** Nobody is told to ring. */
  readonly drill = input(false);
  /** Whether the numbers may stand beside one another. */
  readonly wide = input(false);

  protected readonly lines = computed(() => {
    const { numbers = [], closedOn = [] } = this.numbers() ?? {};
    return openFirst(forTheChild(numbers), closedOn, this.now() ?? this.tick.server());
  });
  protected readonly checked = computed(() => checkedWords(this.lines(), 'Numbers for '));
  protected readonly dial = dial;
}
