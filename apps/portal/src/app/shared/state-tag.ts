import { Component, computed, input } from '@angular/core';
import type { DutyState } from '@trustward/chain';
import { stateWord } from './clock-sentence.ts';

/** A duty's state: always a word, the colour only beside it. */
@Component({
  selector: 'tw-state-tag',
  template: '<span class="tag" [class]="state().tone">{{ state().word }}</span>',
})
export class StateTag {
  readonly of = input.required<DutyState>();
  readonly due = input.required<string | null>();
  readonly now = input.required<number>();
  /** Whose time it is, when not ours. */
  readonly theirs = input<string | null>(null);

  protected readonly state = computed(() => {
    const due = this.due();
    const timed = { state: this.of(), due: due === null ? null : Date.parse(due), theirs: this.theirs() };
    return stateWord(timed, this.now());
  });
}
