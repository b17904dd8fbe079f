import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { Tick } from '../shared/tick.ts';
import { Session } from '../shell/session.ts';
import { ReportsHere } from './reports-here.ts';
import { Unsent } from './unsent.ts';

/**
 * Whether a report lies on this device whose writer pressed Send and of which nobody was told, because they were signed
 * out or there was no connection. Whose it is and what it says is told to nobody but them.
 */
@Injectable({ providedIn: 'root' })
export class UnsentHere {
  private readonly here = inject(ReportsHere);
  private readonly session = inject(Session);
  private readonly unsent = inject(Unsent);
  private readonly tick = inject(Tick);
  private readonly writers = signal<readonly string[]>([]);
  private readonly any = computed(() => this.writers().length > 0);

  /** By the one whose session has just ended in this page. */
  readonly own = computed(() => {
    const writer = this.session.formerId();
    return this.unsent.held() || (writer !== null && this.writers().includes(writer));
  });
  readonly others = computed(() => {
    const mine = [this.session.me()?.personId, this.session.formerId()];
    return this.writers().some((writer) => !mine.includes(writer));
  });

  constructor() {
    effect(() => {
      this.session.me();
      this.session.formerId();
      this.session.other();
      // By another page of this browser it may have gone meanwhile.
      if (this.any()) this.tick.device();
      this.unsent.receipt();
      untracked(() => void this.look());
    });
  }

  private async look(): Promise<void> {
    const found = await this.here.find();
    this.writers.set(found.flatMap(({ writer, sent }) => (sent ? [writer] : [])));
  }
}
