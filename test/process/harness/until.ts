const LOOK_EVERY_MS = 25;

/** Asks until the answer satisfies; a deadline that passes fails with the last answer, and nothing is repeated but the question. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  satisfies: (answer: T) => boolean,
  withinMs = 120_000,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > giveUpAt) {
      throw new Error(`${what}: not within ${withinMs} ms; last answer ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
