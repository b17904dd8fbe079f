const isTerminal = process.stdout.isTTY;

export interface StageOptions<T> {
  /** Said beforehand of what takes long: "about 3 minutes". */
  readonly about?: string | undefined;
  /** Said afterwards beside the time it took. */
  readonly outcome?: (result: T) => string;
}

export type Say = (sentence: string) => void;

/** Shows what is being done, how far the start is, and how long each stage took. */
export class Stages {
  #at = 0;
  readonly #of: number;
  constructor(of: number) {
    this.#of = of;
  }

  async run<T>(title: string, work: (say: Say) => Promise<T>, options: StageOptions<T> = {}): Promise<T> {
    this.#at += 1;
    const place = `[${this.#at}/${this.#of}]`;
    const began = Date.now();
    const opening = `${place} ${title}${options.about ? ` (${options.about})` : ''} …`;
    let openLine = false;
    if (isTerminal) openLine = process.stdout.write(opening) || true;
    else if (options.about) line(opening);
    const say: Say = (sentence) => {
      if (openLine) process.stdout.write('\n');
      openLine = false;
      line(`      ${sentence}`);
    };
    const result = await work(say);
    const outcome = options.outcome?.(result);
    const closing = `${place} ${title}${outcome ? `: ${outcome}` : ''} · ${seconds(Date.now() - began)}`;
    process.stdout.write(`${openLine ? '\r\u001b[K' : ''}${closing}\n`);
    return result;
  }
}

export function line(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
