const WITHIN_MS = 60_000;

/** Tells whoever waits for an id that what they wait for has happened to it. */
export class Arrivals {
  readonly #waiting = new Map<string, () => void>();

  arrived(id: string): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
  }

  /** Waits for what happens after this call. */
  next(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`Nothing happened to ${id} in ${WITHIN_MS} ms.`)),
        WITHIN_MS,
      );
      this.#waiting.set(id, () => {
        clearTimeout(late);
        resolve();
      });
    });
  }
}
