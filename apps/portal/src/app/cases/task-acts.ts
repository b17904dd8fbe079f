import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { newEventId } from '../shared/event-id.ts';
import { problemOf } from '../shared/problem.ts';
import { type Act, ActDialog } from './act-dialog.ts';
import { CaseActs } from './case-api.ts';
import { AGREE, declining, handingOver, takingBack, waiving } from './act-words.ts';

/** Whether there is anything here for the reader to press, besides doing the task and taking it over. */
export const hasActs = ({ asked, mayAcknowledge, handOverTo, waiveFor }: CaseTask): boolean =>
  asked?.mayAnswer === true ||
  asked?.mayTakeBack === true ||
  mayAcknowledge ||
  handOverTo.length > 0 ||
  waiveFor.length > 0;

/** What a person can say of a task without doing it: that they have it, that another should, that it need not be done. */
@Component({
  selector: 'tw-task-acts',
  imports: [ActDialog],
  templateUrl: './task-acts.html',
  styles: `
    :host {
      display: block;
      margin-top: var(--s3);
    }
    p {
      margin-top: var(--s2);
    }
  `,
})
export class TaskActs {
  private readonly acts = inject(CaseActs);
  readonly view = input.required<CaseView>();
  readonly task = input.required<CaseTask>();
  readonly changed = output();

  protected readonly asking = signal<Act | null>(null);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | null>(null);
  protected readonly agree = computed(() => {
    const asked = this.task().asked;
    return asked?.mayAnswer ? AGREE[asked.for] : null;
  });

  protected async acknowledge(): Promise<void> {
    const { step, version } = this.task();
    await this.send(() => this.acts.acknowledge(this.view().id, step, { eventId: newEventId(), version }));
  }

  protected async agreed(): Promise<void> {
    const { step, version, asked } = this.task();
    if (!asked) return;
    const act = { eventId: newEventId(), version, to: asked.for };
    await this.send(() => this.acts.agree(this.view().id, step, act));
  }

  protected decline(): void {
    this.asking.set(declining(this.acts, this.view().id, this.task()));
  }

  protected takeBack(): void {
    this.asking.set(takingBack(this.acts, this.view().id, this.task()));
  }

  protected handOver(): void {
    this.asking.set(handingOver(this.acts, this.view().id, this.task()));
  }

  protected waive(): void {
    this.asking.set(waiving(this.acts, this.view().id, this.task()));
  }

  protected done(): void {
    this.asking.set(null);
    this.changed.emit();
  }

  private async send(act: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      await act();
      this.changed.emit();
    } catch (error) {
      // Somebody else was first, a rule says no, or nothing answers: said beside the button.
      this.refused.set(problemOf(error).detail);
      this.changed.emit();
    } finally {
      this.busy.set(false);
    }
  }
}
