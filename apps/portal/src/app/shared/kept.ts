import { type Signal, computed, linkedSignal } from '@angular/core';
import { problemOf } from './problem.ts';

interface Readable<T> {
  hasValue(): boolean;
  value(): T | undefined;
  error(): unknown;
}

/**
 * The last answer, held while a newer one is on its way or fails to come; dropped at once when the server says it is not
 * there or not ours any more.
 */
export function kept<T>(from: Readable<T>): Signal<T | undefined> {
  const answer = computed(() => {
    if (from.hasValue()) return { value: from.value() };
    const error = from.error();
    return error && ['notFound', 'notAllowed', 'notSignedIn'].includes(problemOf(error).code)
      ? { value: undefined }
      : null;
  });
  return linkedSignal<{ value: T | undefined } | null, T | undefined>({
    source: answer,
    computation: (now, before) => (now ? now.value : before?.value),
  }).asReadonly();
}

/** What is so, as it was when the waiting began: what changes under it shows afterwards, but what is gone is gone at once. */
export function heldWhile<T>(waiting: Signal<boolean>, from: Signal<T | undefined>): Signal<T | undefined> {
  return linkedSignal<{ now: T | undefined; held: boolean }, T | undefined>({
    source: () => ({ now: from(), held: waiting() }),
    computation: ({ now, held }, before) => (held && now !== undefined ? (before?.value ?? now) : now),
  }).asReadonly();
}
