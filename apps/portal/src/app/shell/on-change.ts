import { type Signal, effect, inject, untracked } from '@angular/core';
import { Live } from './live.ts';

interface Shown {
  readonly isLoading: Signal<boolean>;
  reload(): unknown;
}

/** Reloads what a page shows whenever the stream says something changed; not on the first drawing. */
export function reloadOnChange(...shown: readonly Shown[]): void {
  const live = inject(Live);
  const first = live.changes();
  for (const each of shown) {
    let read = first;
    effect(() => {
      const changes = live.changes();
      // An answer on its way may have been read before the change, and a first one cannot be asked for again before it came.
      if (changes === read || each.isLoading()) return;
      read = changes;
      untracked(() => each.reload());
    });
  }
}
