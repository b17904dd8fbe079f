import { Component, computed, input } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';
import { spokenDate } from '../shared/london-time.ts';

/**
 * Whoever can act now. The Designated Officer, who advises about adults, stands on the page about adults; the police unit
 * that protects vulnerable people is rung about what happened, and 999 about what happens now.
 */
export const urgentLines = (of: DangerNumbers | null): DangerNumbers['numbers'] =>
  (of?.numbers ?? []).filter(
    ({ name, number, note }) =>
      number !== '999' && !/designated officer/i.test(name) && !/vulnerable people/i.test(note ?? ''),
  );

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
