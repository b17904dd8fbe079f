import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseView } from '@trustward/contracts';
import { Session } from '../shell/session.ts';
import { KeptSteps } from './kept-steps.ts';

/** The way back to words that were not recorded, because somebody else had the duty by then. */
@Component({
  selector: 'tw-unrecorded',
  imports: [RouterLink],
  template: `
    @for (task of tasks(); track task.step) {
      <p class="note soon">
        <strong>What you typed was not recorded:</strong> {{ task.title }}.
        <a [routerLink]="['/cases', view().id, 'do', task.step]">Read it, or put it away</a>
      </p>
    }
  `,
  styles: '.note { margin-bottom: var(--s4); }',
})
export class Unrecorded {
  private readonly kept = inject(KeptSteps);
  private readonly personId = inject(Session).me()?.personId ?? '';
  readonly view = input.required<CaseView>();

  private readonly lost = resource({
    params: () => ({ personId: this.personId, caseId: this.view().id }),
    // A browser that would not open its store kept nothing in it.
    loader: ({ params }) => this.kept.lostIn(params).catch(() => []),
  });
  protected readonly tasks = computed(() => {
    const lost = this.lost.hasValue() ? this.lost.value() : [];
    return this.view().tasks.filter(({ step }) => lost.includes(step));
  });
}
