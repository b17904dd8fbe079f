/** Undone before this was asked. */
class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** One connection answers one question at a time; whoever asks while it does waits their turn. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #over = false;

  take<T>(question: () => Promise<T>): Promise<T> {
    const answer = this.#last.then(() => {
      if (this.#over) throw new TooLate('The transaction is over.');
      return question();
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Nothing more is asked: what still waits would be answered outside the transaction it was meant for. */
  async end(): Promise<void> {
    this.#over = true;
    await this.#last;
  }
}
