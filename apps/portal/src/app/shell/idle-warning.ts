import { Component, computed, inject } from '@angular/core';
import { Tick } from '../shared/tick.ts';
import { clockTime } from '../shared/london-time.ts';
import { Session } from './session.ts';

const WARN_BEFORE_MS = 5 * 60_000;

/** Says a few minutes before that the session will end, and keeps it when asked. Nothing is lost either way. */
@Component({
  selector: 'tw-idle-warning',
  template: `
    <div role="status">
      @if (endsAt(); as at) {
        <p class="note soon">
          <strong>You will be signed out at {{ at }}.</strong> Anything you have begun is kept on this device.
          <button type="button" class="link" (click)="stay()">Stay signed in</button>
        </p>
      }
    </div>
  `,
  styles: '.note { margin-bottom: var(--s4); }',
})
export class IdleWarning {
  private readonly session = inject(Session);
  private readonly tick = inject(Tick);

  protected readonly endsAt = computed(() => {
    const ends = Date.parse(this.session.me()?.expiresAt ?? '');
    return ends - this.tick.device() < WARN_BEFORE_MS ? clockTime(ends) : null;
  });

  protected async stay(): Promise<void> {
    await this.session.refresh().catch(() => {
      // Out of reach: the warning stays on the page, which is the truth.
    });
  }
}
