import { DOCUMENT, Injectable, inject } from '@angular/core';
import type { Change, DraftChange } from '@trustward/contracts';
import { deeds } from '../shared/deeds.ts';
import { Outcome } from '../shell/outcome.ts';
import { titleOf } from './change-card.ts';
import { ChangeList } from './change-list.ts';
import { Changes } from './changes-api.ts';

const TAKEN = {
  applying: 'It is being applied to the running cases.',
  applied: 'It is so from now on.',
  waiting: 'It is entered, and reaches the running cases when it begins.',
  aside: 'It was put aside. Nothing was changed.',
  back: 'It was taken back before it began.',
} as const;

/** What is done to changes on a page that has their list: one thing after another, and what went wrong is said there. */
@Injectable()
export class ChangeDesk {
  private readonly changes = inject(Changes);
  private readonly outcome = inject(Outcome);
  private readonly document = inject(DOCUMENT);
  private readonly list = inject(ChangeList);
  private readonly deeds = deeds();
  readonly busy = this.deeds.busy;
  /** What is refused is said of a field: the one that it names, or this. */
  readonly doing = this.deeds.doing;

  async draft(draft: DraftChange, field: string): Promise<void> {
    await this.doing(field, async () => {
      const drafted = await this.changes.draft(draft);
      this.list.add(drafted);
      this.outcome.forget();
      await this.outcome.land(titleOf(drafted), this.document.activeElement);
    });
  }

  async apply(change: Change): Promise<void> {
    await this.doing(titleOf(change), async () => {
      const { state } = await this.changes.apply(change);
      this.outcome.tell(
        TAKEN[state === 'waiting' || state === 'applied' ? state : 'applying'],
        titleOf(change),
      );
    });
    this.list.reload();
  }

  async putAside(change: Change): Promise<void> {
    await this.doing(titleOf(change), async () => {
      await this.changes.putAside(change);
      this.outcome.tell(TAKEN[change.state === 'waiting' ? 'back' : 'aside'], 'outcome');
    });
    this.list.reload();
  }
}
