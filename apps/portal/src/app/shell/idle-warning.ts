import { Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { Tick } from '../shared/tick.ts';
import { clockTime } from '../shared/london-time.ts';
import { Session } from './session.ts';

const WARN_BEFORE_MS = 5 * 60_000;

/**
 * Says a few minutes before that the session will end. Unused time starts anew when asked; the session as a whole does
 * not, and then that is said. Nothing is lost either way.
 */
@Component({
  selector: 'tw-idle-warning',
  template: `
    <div role="status">
      @if (warning(); as end) {
        <p class="note soon">
          <strong>You will be signed out at {{ end.at }}.</strong>
          @if (end.final) {
            A session lasts no longer than that. What you have begun is kept on this device: sign in again to
            carry on.
          } @else {
            Nothing has been asked for in a while. What you have begun is kept on this device.
            <button type="button" class="link" (click)="stay()">Stay signed in</button>
            @if (failed()) {
              <strong>Trustward could not be reached. Try again.</strong>
            }
          }
        </p>
      } @else if (stayed()) {
        <p class="out-of-sight">You are still signed in.</p>
      }
    </div>
  `,
  styles: `
    .note {
      margin-bottom: var(--s4);
    }
    /* In sight wherever a long page is scrolled to, but never over most of a low window or a zoomed page. */
    @media (min-height: 560px) {
      :host {
        position: sticky;
        top: 0;
        z-index: 1;
      }
    }
  `,
})
export class IdleWarning {
  private readonly session = inject(Session);
  private readonly tick = inject(Tick);
  private readonly document = inject(DOCUMENT);
  protected readonly failed = signal(false);
  protected readonly stayed = signal(false);

  protected readonly warning = computed(() => {
    const ends = this.session.ends();
    const at = Math.min(ends.idle, ends.latest);
    if (at - this.tick.device() >= WARN_BEFORE_MS) return null;
    return { at: clockTime(at), final: ends.latest <= ends.idle };
  });

  protected async stay(): Promise<void> {
    try {
      await this.session.refresh();
      this.failed.set(false);
      this.stayed.set(true);
      // The button is gone, and the focus must not be.
      this.document.getElementById('main')?.focus({ preventScroll: true });
    } catch {
      // Out of reach: the warning stays on the page, which is the truth.
      this.failed.set(true);
    }
  }
}
