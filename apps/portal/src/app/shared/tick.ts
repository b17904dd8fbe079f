import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

const EVERY_MS = 30_000;

/** What the time is, told every half minute, so that clocks on the page move without asking the server. */
@Injectable({ providedIn: 'root' })
export class Tick {
  private readonly at = signal(Date.now());
  private readonly behind = signal(0);
  readonly device = this.at.asReadonly();
  /** The server's now, which is the device's until the server said it. */
  readonly server = computed(() => this.at() + this.behind());

  constructor() {
    const timer = setInterval(() => this.at.set(Date.now()), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Said some time ago, as long as the answer took: so what is reckoned from it never lies ahead of the server. */
  heard(said: string): void {
    this.behind.set(Date.parse(said) - Date.now());
  }

  /** The server's now, in this instant. */
  now(): number {
    return Date.now() + this.behind();
  }

  /**
   * The server's (or a drill's own) now: what it said when it answered, plus the time since. The device's clock may be
   * wrong; only its passing is used.
   */
  nowOf(said: string, receivedAt: number): number {
    return Date.parse(said) + Math.max(0, this.at() - receivedAt);
  }
}
