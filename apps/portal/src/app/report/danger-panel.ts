import { Component, computed, input } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';
import { spokenDate } from '../shared/london-time.ts';

/** Before everything else: who to phone now. 999 stands here even when nothing else could be loaded. */
@Component({
  selector: 'tw-danger-panel',
  templateUrl: './danger-panel.html',
  styleUrl: './danger-panel.scss',
})
export class DangerPanel {
  readonly numbers = input.required<DangerNumbers | null>();

  /** Whoever can act now. The Designated Officer, who advises about adults, stands on the page about adults. */
  protected readonly others = computed(() =>
    (this.numbers()?.numbers ?? []).filter(
      ({ name, number }) => number !== '999' && !/designated officer/i.test(name),
    ),
  );
  protected readonly spoken = spokenDate;

  protected dial(number: string): string {
    return `tel:${number.replaceAll(/[^\d+]/g, '')}`;
  }
}
