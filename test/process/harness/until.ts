const FIRST_LOOK_MS = 25;
/** What is asked more often than this by four files at once takes a good part of a core from what is waited for. */
const LAST_LOOK_MS = 150;

/** Asks until the answer satisfies; a deadline that passes fails with the last answer, and nothing is repeated but the question. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  satisfies: (answer: T) => boolean,
  withinMs = 120_000,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(2 * pauseMs, LAST_LOOK_MS)) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > giveUpAt) {
      throw new Error(`${what}: not within ${withinMs} ms; last answer ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
