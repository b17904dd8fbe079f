import { effect, inject, untracked } from '@angular/core';
import { Live } from './live.ts';

/** Reloads what a page shows whenever the stream says something changed; not on the first drawing. */
export function reloadOnChange(reload: () => unknown): void {
  const live = inject(Live);
  const first = live.changes();
  effect(() => {
    if (live.changes() !== first) untracked(reload);
  });
}
