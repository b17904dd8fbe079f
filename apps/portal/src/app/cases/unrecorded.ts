import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseView } from '@trustward/contracts';
import type { BegunAct } from './kept-acts.ts';
import { CaseDialog } from './case-dialog.ts';
import { KeptActs } from './kept-acts.ts';
import { KeptSteps } from './kept-steps.ts';

/**
 * The way back to words that were not recorded: those of a step that somebody else had by then, and those of a dialog that
 * was not sent.
 */
@Component({
  selector: 'tw-unrecorded',
  imports: [RouterLink],
  template: `
    @for (task of tasks(); track task.step) {
      <p class="note soon">
        <strong>{{ task.sent ? UNANSWERED : 'What you typed was not recorded:' }}</strong>
        {{ task.title }}.
        <a [routerLink]="['/cases', caseId(), 'do', task.step]">Read it, or put it away</a>
      </p>
    }
    @for (act of acts(); track act.kind + act.on) {
      <p class="note soon">
        <strong>{{ act.sent ? UNANSWERED : 'What you typed was not sent:' }}</strong> {{ act.title }}.
        <button type="button" class="link" (click)="open(act)">Read it, send it or put it away</button>
      </p>
    }
  `,
  styles: '.note { margin-bottom: var(--s4); }',
})
export class Unrecorded {
  private readonly keptSteps = inject(KeptSteps);
  private readonly keptActs = inject(KeptActs);
  private readonly dialog = inject(CaseDialog);
  protected readonly UNANSWERED = 'You sent this, and no answer came. See whether the case has it:';
  readonly caseId = input.required<string>();
  /** Nothing where the case is closed to the reader: then their own words are all there is. */
  readonly view = input<CaseView>();

  private readonly lost = resource({
    params: () => ({ personId: this.dialog.personId, caseId: this.caseId() }),
    // A browser that would not open its store kept nothing in it.
    loader: ({ params }) => this.keptSteps.lostIn(params).catch(() => []),
  });
  /** Looked for again whenever the dialog was closed. */
  private readonly begun = resource({
    params: () => (this.dialog.now() ? undefined : { personId: this.dialog.personId, caseId: this.caseId() }),
    loader: ({ params }) => this.keptActs.begunIn(params).catch(() => []),
  });
  protected readonly tasks = computed(() => {
    const lost = this.lost.hasValue() ? this.lost.value() : [];
    return lost.flatMap(({ step, sent }) => {
      const title = this.view()?.tasks.find((task) => task.step === step)?.title;
      return title === undefined ? [] : [{ step, sent, title }];
    });
  });
  protected readonly acts = computed(() => (this.begun.hasValue() ? this.begun.value() : []));

  protected open({ kind, on }: BegunAct): void {
    this.dialog.open({ caseId: this.caseId(), kind, on, landing: 'next-title' });
  }
}
