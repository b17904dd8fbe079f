import { Component, computed, input } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';

/** Before everything else: who to phone now. 999 stands here even when nothing else could be loaded. */
@Component({
  selector: 'tw-danger-panel',
  templateUrl: './danger-panel.html',
  styleUrl: './danger-panel.scss',
})
export class DangerPanel {
  readonly numbers = input.required<DangerNumbers | null>();

  protected readonly others = computed(() =>
    (this.numbers()?.numbers ?? []).filter(({ number }) => number !== '999'),
  );
  protected dial(number: string): string {
    return `tel:${number.replaceAll(/[^\d+]/g, '')}`;
  }
}
