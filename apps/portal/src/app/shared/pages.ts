import { HttpClient } from '@angular/common/http';
import { type Signal, computed, effect, inject, resource, signal } from '@angular/core';
import { type Observable, firstValueFrom } from 'rxjs';
import type * as z from 'zod';
import { kept } from './kept.ts';
import { readAnswer } from './read-answer.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export interface Pages<P extends Page<unknown>> {
  readonly items: Signal<readonly P['items'][number][] | undefined>;
  /** The first answer whole, with what it says beside its items. */
  readonly first: Signal<P | undefined>;
  readonly receivedAt: Signal<number>;
  readonly more: Signal<boolean>;
  readonly isLoading: Signal<boolean>;
  readonly error: Signal<unknown>;
  showMore(): void;
  reload(): void;
}

/**
 * A list shown page by page. Not an `httpResource`: a reload brings back every page the person has opened, so that a live
 * change never folds the list up under their hands.
 */
export function pages<P extends Page<unknown>>(
  url: () => string | undefined,
  schema: z.ZodType<P>,
  /** What is asked for, where it has no place in an address. */
  body?: () => object,
): Pages<P> {
  const http = inject(HttpClient);
  const wanted = signal(1);
  const list = resource({
    params: () => {
      const from = url();
      return from === undefined ? undefined : { from, wanted: wanted(), body: body?.() };
    },
    loader: ({ params }) => readPages(http, params, schema),
  });
  const shown = kept(list);
  // An answer on its way may have been read before what it is asked anew for, and is never asked for twice at once.
  const isOwed = signal(false);
  effect(() => {
    if (!isOwed() || list.isLoading()) return;
    isOwed.set(false);
    list.reload();
  });
  return {
    items: computed(() => shown()?.items),
    first: computed(() => shown()?.first),
    receivedAt: computed(() => shown()?.receivedAt ?? 0),
    more: computed(() => (shown()?.next ?? null) !== null),
    isLoading: list.isLoading,
    error: list.error,
    showMore: () => wanted.update((n) => n + 1),
    reload: () => isOwed.set(!list.reload()),
  };
}

interface Asked {
  readonly from: string;
  readonly wanted: number;
  readonly body: object | undefined;
}

async function readPages<P extends Page<unknown>>(
  http: HttpClient,
  { from, wanted, body }: Asked,
  schema: z.ZodType<P>,
) {
  const items: P['items'][number][] = [];
  let first: P | undefined;
  let next: string | null = null;
  for (let page = 0; page < wanted && (page === 0 || next !== null); page += 1) {
    const mark = from.includes('?') ? '&' : '?';
    const url: string = next === null || body ? from : `${from}${mark}cursor=${encodeURIComponent(next)}`;
    const asked: Observable<unknown> = body
      ? http.post(url, { ...body, ...(next !== null && { cursor: next }) })
      : http.get(url);
    const answer: P = readAnswer(schema, await firstValueFrom(asked));
    first ??= answer;
    items.push(...answer.items);
    next = answer.next;
  }
  return { items, first, next, receivedAt: Date.now() };
}
