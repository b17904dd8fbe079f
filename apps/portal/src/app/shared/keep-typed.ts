import { DOCUMENT, DestroyRef, effect, inject, untracked } from '@angular/core';

/**
 * Keeps what is being typed, each newest value at once and one after another, so that closing the page loses nothing.
 * `undefined` is nothing to keep.
 */
export function keepTyped<T extends object>(
  typed: () => T | undefined,
  keep: (value: T) => Promise<unknown>,
): void {
  let kept: T | undefined;
  let keeping = false;
  const keepNewest = async () => {
    const newest = untracked(typed);
    if (keeping || newest === undefined || newest === kept) return;
    keeping = true;
    kept = newest;
    // Whoever keeps it says what went wrong.
    await keep(newest).catch(() => undefined);
    keeping = false;
    await keepNewest();
  };
  const now = () => void keepNewest();
  effect(() => {
    if (typed() !== undefined) untracked(now);
  });
  // Before the effect has run: the page is being left.
  const page = inject(DOCUMENT);
  const window = page.defaultView;
  page.addEventListener('visibilitychange', now);
  window?.addEventListener('pagehide', now);
  inject(DestroyRef).onDestroy(() => {
    page.removeEventListener('visibilitychange', now);
    window?.removeEventListener('pagehide', now);
    now();
  });
}
