import { Component, computed, inject, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { type ActKind, WHOLE_CASE } from './act-kinds.ts';
import { CaseDialog } from './case-dialog.ts';

/** What can be done with a case beside its tasks, as far as the API offers it. An answer is changed where it stands. */
@Component({
  selector: 'tw-case-acts',
  templateUrl: './case-acts.html',
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s4);
    }
    h3 {
      margin-top: var(--s3);
      font-size: 1rem;
    }
    .row {
      margin-top: var(--s2);
    }
  `,
})
export class CaseActsCard {
  private readonly dialog = inject(CaseDialog);
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly acts = computed(() => this.view().acts);
  protected readonly isAny = computed(() => {
    const { standDown, askMistake, events } = this.acts();
    return standDown !== null || askMistake !== null || events.length > 0;
  });

  protected readonly events = computed(() =>
    this.acts().events.map((one) => ({ ...one, known: knownWords(one, this.now()) })),
  );

  protected ask(kind: ActKind, on: string = WHOLE_CASE): void {
    this.dialog.open({ caseId: this.view().id, kind, on, landing: 'next-title' });
  }
}

/** What is recorded of it already: the day that it has, or else when it was said to have happened. */
function knownWords({ recordedAt, date }: CaseView['acts']['events'][number], now: number): string | null {
  if (date !== null) return `The day so far: ${dayAndTime(Date.parse(date), now)}`;
  return recordedAt === null ? null : `Recorded ${dayAndTime(Date.parse(recordedAt), now)}`;
}
