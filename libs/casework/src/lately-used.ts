/** What was asked for lately, and no more of it than so many: what was asked for longest ago goes first. */
export class LatelyUsed<T> {
  readonly #most: number;
  readonly #kept = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key);
    // A Map keeps the order in which keys were set: the last is what was asked for last.
    if (found !== undefined) this.#keep(key, found);
    return found;
  }

  set(key: string, value: T): void {
    this.#keep(key, value);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > this.#most) this.#kept.delete(oldest);
  }

  #keep(key: string, value: T): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
  }
}
