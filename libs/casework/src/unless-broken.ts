import { SealBroken } from '@trustward/database';

/** What is sealed, opened; `otherwise` where it was damaged, which is no other row's trouble. */
export function unlessBroken<T>(open: () => T, otherwise: T): T {
  try {
    return open();
  } catch (error) {
    // Only opening it says whether it opens.
    if (error instanceof SealBroken) return otherwise;
    throw error;
  }
}
