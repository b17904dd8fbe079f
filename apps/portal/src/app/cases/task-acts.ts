import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { newEventId } from '../shared/event-id.ts';
import { problemOf } from '../shared/problem.ts';
import { Outcome } from '../shell/outcome.ts';
import type { ActKind } from './act-kinds.ts';
import { agreedTo, answersTo } from './act-words.ts';
import { CaseActs } from './case-api.ts';
import { AgencyLinkBox } from './agency-link.ts';
import { CaseDialog } from './case-dialog.ts';

/** Whether there is anything here for the reader to press, besides doing the task and taking it over. */
export const hasActs = ({
  asked,
  link,
  mayAcknowledge,
  handOverTo,
  waiveFor,
  pause,
  resume,
}: CaseTask): boolean =>
  asked?.mayAnswer === true ||
  asked?.mayTakeBack === true ||
  link?.mayMake === true ||
  mayAcknowledge ||
  handOverTo.length > 0 ||
  waiveFor.length > 0 ||
  pause !== null ||
  resume !== null;

/** What a person can say of a task without doing it: that they have it, that another should, that it need not be done. */
@Component({
  selector: 'tw-task-acts',
  imports: [AgencyLinkBox],
  templateUrl: './task-acts.html',
  styles: `
    :host {
      display: block;
      margin-top: var(--s3);
    }
  `,
})
export class TaskActs {
  private readonly acts = inject(CaseActs);
  private readonly dialog = inject(CaseDialog);
  private readonly outcome = inject(Outcome);
  readonly view = input.required<CaseView>();
  readonly task = input.required<CaseTask>();
  readonly now = input.required<number>();
  /** The id of the words that say what is so of the task. */
  readonly landing = input.required<string>();
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly agree = computed(() => {
    const asked = this.task().asked;
    return asked?.mayAnswer ? answersTo(asked.for) : null;
  });

  protected async acknowledge(): Promise<void> {
    const { step, version, title } = this.task();
    const act = { eventId: newEventId(), version };
    await this.send(
      () => this.acts.acknowledge(this.view().id, step, act),
      `You have this in hand: ${title}.`,
    );
  }

  protected async agreed(): Promise<void> {
    const { step, version, asked, title } = this.task();
    if (!asked) return;
    const act = { eventId: newEventId(), version, to: asked.for };
    await this.send(() => this.acts.agree(this.view().id, step, act), `${agreedTo(asked.for)}: ${title}.`);
  }

  protected ask(kind: ActKind): void {
    const { id: caseId } = this.view();
    this.dialog.open({ caseId, kind, on: this.task().step, landing: this.landing() });
  }

  private async send(act: () => Promise<unknown>, said: string): Promise<void> {
    if (this.busy()) return;
    const landing = this.landing();
    this.busy.set(true);
    try {
      await act();
      this.changed.emit();
      this.outcome.tell(said, landing);
    } catch (error) {
      // Somebody else was first, a rule says no, or nothing answers; and the button may be gone by then.
      this.changed.emit();
      this.outcome.refuse(problemOf(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
