import { id } from '@trustward/contracts';
import * as z from 'zod';

const PLACE = 'trustward-sign-on';
const RETURN = 'trustward-return';
const known = z.object({ trust: id, name: z.string() });

/** By which trust's sign-on somebody signed in on this browser: no word of whom. */
export type KnownSignOn = z.infer<typeof known>;

/** A browser that keeps nothing is asked each time. */
function kept<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

export const knownSignOn = (): KnownSignOn | null =>
  kept(() => known.parse(JSON.parse(localStorage.getItem(PLACE) ?? 'null')), null);

export const keepSignOn = (of: KnownSignOn | null): void =>
  kept(
    () => (of === null ? localStorage.removeItem(PLACE) : localStorage.setItem(PLACE, JSON.stringify(of))),
    undefined,
  );

/** Where somebody wanted to go before this tab was taken to the sign-on. */
export const keepReturn = (to: string | null): void =>
  kept(
    () => (to === null ? sessionStorage.removeItem(RETURN) : sessionStorage.setItem(RETURN, to)),
    undefined,
  );

export const takeReturn = (): string | null =>
  kept(() => {
    const to = sessionStorage.getItem(RETURN);
    sessionStorage.removeItem(RETURN);
    return to;
  }, null);
