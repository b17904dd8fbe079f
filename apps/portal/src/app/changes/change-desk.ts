import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import type { Change, DraftChange } from '@trustward/contracts';
import { problemOf } from '../shared/problem.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Outcome } from '../shell/outcome.ts';
import { titleOf } from './change-card.ts';
import { ChangeList } from './change-list.ts';
import { Changes } from './changes-api.ts';

const TAKEN = {
  applying: 'It is being applied to the running cases.',
  waiting: 'It is entered, and reaches the running cases when it begins.',
  aside: 'It was put aside. Nothing was changed.',
  back: 'It was taken back before it began.',
} as const;

/** What is done to changes on a page that has their list: one thing after another, and what went wrong is said there. */
@Injectable()
export class ChangeDesk {
  private readonly changes = inject(Changes);
  private readonly errors = inject(SubmitErrors);
  private readonly outcome = inject(Outcome);
  private readonly document = inject(DOCUMENT);
  private readonly list = inject(ChangeList);
  private readonly isBusy = signal(false);
  readonly busy = this.isBusy.asReadonly();

  async draft(draft: DraftChange, field: string): Promise<void> {
    await this.doing(async () => {
      const drafted = await this.changes.draft(draft);
      this.list.add(drafted);
      this.outcome.forget();
      await this.outcome.land(titleOf(drafted), this.document.activeElement);
    }, field);
  }

  async apply(change: Change): Promise<void> {
    await this.doing(async () => {
      const { state } = await this.changes.apply(change);
      this.outcome.tell(TAKEN[state === 'waiting' ? 'waiting' : 'applying'], titleOf(change));
    }, titleOf(change));
    this.list.reload();
  }

  async putAside(change: Change): Promise<void> {
    await this.doing(async () => {
      await this.changes.putAside(change);
      this.outcome.tell(TAKEN[change.state === 'waiting' ? 'back' : 'aside'], 'outcome');
    }, titleOf(change));
    this.list.reload();
  }

  /** What is refused is said of a field: the one that it names, or this. */
  async doing(work: () => Promise<void>, field: string): Promise<void> {
    if (this.isBusy()) return;
    this.errors.clear();
    this.isBusy.set(true);
    try {
      await work();
    } catch (error) {
      // Refused, out of reach or signed out meanwhile: what was typed stays on the page.
      const { detail, fields } = problemOf(error);
      const at = fields[0]?.field.split('.')[0] ?? field;
      this.errors.show([{ field: at, message: detail }]);
    } finally {
      this.isBusy.set(false);
    }
  }
}
