import { Component, effect, inject, signal, untracked } from '@angular/core';
import { dayName } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';
import { Session } from '../shell/session.ts';
import { KeptReports } from './kept-reports.ts';
import { DRAFT_KEPT_MS } from './sealing.ts';

/** Tells the writer of a report that it was begun, never sent, and is gone: it must not be believed to be on its way. */
@Component({
  selector: 'tw-lapsed-note',
  template: `
    <div role="status">
      @if (days().length) {
        <div class="note soon stack">
          @for (day of days(); track $index) {
            <p>
              <strong>A report that you wrote on this device until {{ day }} was never sent</strong>, and is
              no longer here. Nobody has been told of it.
            </p>
          }
          <p>What is begun and not sent is kept for seven days. If it still matters, report it again.</p>
          <p><button type="button" class="btn second" (click)="read()">I have read this</button></p>
        </div>
      }
    </div>
  `,
  styles: '.note { margin-bottom: var(--s4); }',
})
export class LapsedNote {
  private readonly kept = inject(KeptReports);
  private readonly session = inject(Session);
  private readonly tick = inject(Tick);
  protected readonly days = signal<readonly string[]>([]);

  constructor() {
    effect(() => {
      const { personId = '' } = this.session.me() ?? {};
      untracked(() => void this.look(personId));
    });
  }

  protected async read(): Promise<void> {
    this.days.set([]);
    await this.kept.forgetLapsed(this.session.me()?.personId ?? '');
  }

  private async look(personId: string): Promise<void> {
    // A browser that would not open its store kept nothing in it.
    const gone = await this.kept.lapsedOf(personId).catch(() => []);
    this.days.set(gone.map((at) => dayName(at - DRAFT_KEPT_MS, this.tick.now())));
  }
}
