import { Component, computed, inject, input } from '@angular/core';
import type { CaseHold, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import type { ActKind } from './act-kinds.ts';
import { CaseDialog } from './case-dialog.ts';

/** What nobody may do for now, with what stays allowed; and whether somebody asks that it ends early. */
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
    this.view().holds.map((hold) => ({
      hold,
      since: this.at(hold.since),
      askedAt: hold.release === null ? '' : this.at(hold.release.at),
    })),
  );

  protected ask({ id }: CaseHold, kind: Extract<ActKind, `${string}Release`>): void {
    // Once it has ended, the box above says what is next.
    const landing = kind === 'grantRelease' ? 'next-title' : `hold-${id}`;
    this.dialog.open({ caseId: this.view().id, kind, on: id, landing });
  }

  private at(instant: string): string {
    return dayAndTime(Date.parse(instant), this.now());
  }
}
