import { Component, computed, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';

/** What was reported, in the reporter's own words, and the answers that came with it. */
@Component({
  selector: 'tw-reported',
  template: `
    <p class="pre account">{{ view().account }}</p>
    <dl class="govuk-summary-list">
      @for (row of rows(); track row.question) {
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{{ row.question }}</dt>
          <dd class="govuk-summary-list__value">{{ row.answer }}</dd>
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
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly rows = computed(() => {
    const { child, answers, awareAt } = this.view();
    const aware = `${dayAndTime(Date.parse(awareAt), this.now())}. The clock starts here.`;
    return [
      ...(child === null ? [] : [{ question: 'Child', answer: `${child.name}, ${child.yearGroup}` }]),
      ...answers,
      { question: 'Someone became aware', answer: aware },
    ];
  });
}
