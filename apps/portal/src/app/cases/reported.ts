import { Component, computed, inject, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { CaseDialog } from './case-dialog.ts';

/** What was reported, in the reporter's own words, and the answers that came with it; on the case's page they can be changed. */
@Component({
  selector: 'tw-reported',
  template: `
    <p class="pre account">{{ view().account }}</p>
    <dl class="govuk-summary-list">
      @for (row of rows(); track row.question) {
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{{ row.question }}</dt>
          <dd class="govuk-summary-list__value">{{ row.answer }}</dd>
          @if (row.fact; as fact) {
            <dd class="govuk-summary-list__actions">
              <button type="button" class="link" (click)="change(fact)">
                Change<span class="out-of-sight"> this answer: {{ row.question }}</span>
              </button>
            </dd>
          }
        </div>
      }
    </dl>
  `,
  styles: `
    .account {
      margin-bottom: var(--s4);
      padding-left: var(--s4);
      border-left: 4px solid var(--line);
    }
    dl {
      margin-bottom: 0;
    }
  `,
})
export class Reported {
  private readonly dialog = inject(CaseDialog, { optional: true });
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly rows = computed(() => {
    const { child, answers, awareAt, acts } = this.view();
    const others = new Set(this.dialog ? acts.answers.map(({ fact }) => fact) : []);
    const aware = `${dayAndTime(Date.parse(awareAt), this.now())}. The clock starts here.`;
    return [
      ...(child === null
        ? []
        : [{ question: 'Child', answer: `${child.name}, ${child.yearGroup}`, fact: null }]),
      ...answers.map((said) => ({ ...said, fact: others.has(said.fact) ? said.fact : null })),
      { question: 'Someone became aware', answer: aware, fact: null },
    ];
  });

  protected change(fact: string): void {
    const { id: caseId } = this.view();
    this.dialog?.open({ caseId, kind: 'changeAnswer', on: fact, landing: 'account-title' });
  }
}
