import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CaseHold, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { type Act, ActDialog } from './act-dialog.ts';
import { releasing } from './act-words.ts';
import { CaseActs } from './case-api.ts';

/** What nobody may do for now, with what stays allowed. */
@Component({
  selector: 'tw-holds',
  imports: [ActDialog],
  templateUrl: './holds.html',
  styleUrl: './holds.scss',
})
export class Holds {
  private readonly acts = inject(CaseActs);
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();
  readonly changed = output();

  protected readonly asking = signal<Act | null>(null);
  protected readonly holds = computed(() =>
    this.view().holds.map((hold) => ({ hold, since: dayAndTime(Date.parse(hold.since), this.now()) })),
  );

  protected release(hold: CaseHold, how: 'ask' | 'grant'): void {
    this.asking.set(releasing(this.acts, this.view().id, hold, how));
  }

  protected done(): void {
    this.asking.set(null);
    this.changed.emit();
  }
}
