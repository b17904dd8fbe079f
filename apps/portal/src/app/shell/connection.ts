import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Whether the browser believes it has a network. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly up = signal(navigator.onLine);
  readonly online = this.up.asReadonly();

  constructor() {
    const gone = new AbortController();
    addEventListener('online', () => this.up.set(true), { signal: gone.signal });
    addEventListener('offline', () => this.up.set(false), { signal: gone.signal });
    inject(DestroyRef).onDestroy(() => gone.abort());
  }
}
