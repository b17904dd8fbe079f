import { Component, computed, input } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';
import { spokenDate } from '../shared/london-time.ts';

/** Whoever can act now. The Designated Officer, who advises about adults, stands on the page about adults. */
export const urgentLines = (of: DangerNumbers | null): DangerNumbers['numbers'] =>
  (of?.numbers ?? []).filter(({ name, number }) => number !== '999' && !/designated officer/i.test(name));

/** Before everything else: who to phone now. 999 stands here even when nothing else could be loaded. */
@Component({
  selector: 'tw-danger-panel',
  templateUrl: './danger-panel.html',
  styleUrl: './danger-panel.scss',
})
export class DangerPanel {
  readonly numbers = input.required<DangerNumbers | null>();

  protected readonly others = computed(() => urgentLines(this.numbers()));
  protected readonly spoken = spokenDate;
  protected readonly dial = dial;
}
