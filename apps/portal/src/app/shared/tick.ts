import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const EVERY_MS = 30_000;

/** The device's clock, told every half minute, so that clocks on the page move without asking the server. */
@Injectable({ providedIn: 'root' })
export class Tick {
  private readonly at = signal(Date.now());
  readonly device = this.at.asReadonly();

  constructor() {
    const timer = setInterval(() => this.at.set(Date.now()), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /**
   * The server's (or a drill's own) now: what it said when it answered, plus the time since. The device's clock may be
   * wrong; only its passing is used.
   */
  nowOf(said: string, receivedAt: number): number {
    return Date.parse(said) + Math.max(0, this.at() - receivedAt);
  }
}
