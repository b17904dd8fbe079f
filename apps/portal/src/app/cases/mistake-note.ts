import { Component, computed, inject, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { type ActKind, WHOLE_CASE } from './act-kinds.ts';
import { CaseDialog } from './case-dialog.ts';

/** That somebody says it was all reported by mistake: to them that it waits for another, to that other that it is theirs. */
@Component({
  selector: 'tw-mistake-note',
  templateUrl: './mistake-note.html',
  styles: `
    section {
      margin-bottom: var(--s4);
    }
    p {
      margin-top: var(--s2);
    }
    .row {
      margin-top: var(--s3);
    }
  `,
})
export class MistakeNote {
  private readonly dialog = inject(CaseDialog);
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly mistake = computed(() => this.view().acts.mistake);
  protected readonly since = computed(() => dayAndTime(Date.parse(this.mistake()?.at ?? ''), this.now()));

  protected ask(kind: ActKind): void {
    this.dialog.open({ caseId: this.view().id, kind, on: WHOLE_CASE, landing: 'next-title' });
  }
}
