/** Why Trustward does not start, as one sentence that names the remedy. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly exitCode: number;
  /** 2: what was asked for is wrong; 3: something needed is not there. */
  constructor(sentence: string, exitCode: 2 | 3 = 3) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** What broke on the way. A full disk may stand behind it, and is then named instead. */
export class Breakdown extends Refusal {}

/** Ends with the sentence, or with the whole story where nobody foresaw it. */
export function report(error: unknown): number {
  if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
