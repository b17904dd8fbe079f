/** Numbers that look like chance and are the same for the same seed. */
export class Luck {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds begin far apart.
    this.#state = Math.imul(seed + 1, 0x9e37_79b1) | 0;
  }

  /** A whole number from 0 up to, and without, this one. */
  below(many: number): number {
    this.#state = (this.#state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * many);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  isOneIn(many: number): boolean {
    return this.below(many) === 0;
  }

  oneOf<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((one) => ({ one, place: this.below(2 ** 30) }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one);
  }
}
