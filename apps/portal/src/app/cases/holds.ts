import { Component, computed, inject, input } from '@angular/core';
import type { CaseHold, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { CaseDialog } from './case-dialog.ts';

/** What nobody may do for now, with what stays allowed. */
@Component({
  selector: 'tw-holds',
  templateUrl: './holds.html',
  styleUrl: './holds.scss',
})
export class Holds {
  private readonly dialog = inject(CaseDialog);
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly holds = computed(() =>
    this.view().holds.map((hold) => ({ hold, since: dayAndTime(Date.parse(hold.since), this.now()) })),
  );

  protected release({ id }: CaseHold, kind: 'askRelease' | 'grantRelease'): void {
    // Once it has ended, the box above says what is next.
    const landing = kind === 'askRelease' ? `hold-${id}` : 'next-title';
    this.dialog.open({ caseId: this.view().id, kind, on: id, landing });
  }
}
