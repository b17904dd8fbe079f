const began = Date.now();

/** Talk for the one who waits; standard output is for the figures alone. */
export function say(sentence: string): void {
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${sentence}\n`);
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
