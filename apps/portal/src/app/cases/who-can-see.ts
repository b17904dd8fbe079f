import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseShare, CaseView } from '@trustward/contracts';
import { numberWord } from '../shared/duration.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { problemOf } from '../shared/problem.ts';
import { Outcome } from '../shell/outcome.ts';
import { partLabel } from '../shown/part-words.ts';
import { ShareApi } from '../shown/share-api.ts';

/** Who can see a case: by their post, and who else was let see a part of it, until when and why. */
@Component({
  selector: 'tw-who-can-see',
  imports: [RouterLink],
  templateUrl: './who-can-see.html',
  styles: `
    :host {
      display: block;
      margin-top: var(--s4);
    }
    li + li,
    p,
    h3 {
      margin-top: var(--s2);
    }
    small {
      display: block;
    }
    h2 {
      font-size: 1.06rem;
    }
  `,
})
export class WhoCanSee {
  private readonly api = inject(ShareApi);
  private readonly outcome = inject(Outcome);
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly looked = computed(() => lookedWords(this.view().lookedToday));
  protected readonly shares = computed(() =>
    this.view().shares.map((share) => ({
      share,
      what: partLabel(share.part),
      // By the real clock, for a drill too: people are let see it in real time.
      until: dayAndTime(Date.parse(share.until), Date.now()),
    })),
  );

  protected async end({ id, person }: CaseShare): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.api.end(this.view().id, id);
      this.outcome.tell(`${person.name} can see nothing of this case any more.`, 'who-title');
    } catch (error) {
      // Nothing answers, or the case is not theirs any more.
      this.outcome.refuse(problemOf(error).detail);
    } finally {
      this.busy.set(false);
      this.changed.emit();
    }
  }
}

function lookedWords(people: number): string {
  if (people === 0) return 'Nobody has looked today.';
  return people === 1 ? 'One person looked today.' : `${numberWord(people)} people looked today.`;
}
