import type { DestinationStream } from 'pino';

const AFTER_MS = 100;
const CHARACTERS_AT_MOST = 16_384;

/**
 * Gathers lines and passes them on together: a write to the system for each costs a busy process a tenth of its time.
 * Whoever ends or complains must flush; only SIGKILL can cost the last tenth of a second.
 */
export class Batch implements DestinationStream {
  readonly #to: DestinationStream;
  #lines: string[] = [];
  #characters = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(to: DestinationStream) {
    this.#to = to;
  }

  write(line: string): void {
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#characters >= CHARACTERS_AT_MOST) return this.flush();
    // It keeps no process alive that is done.
    this.#timer ??= setTimeout(() => this.flush(), AFTER_MS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length === 0) return;
    const lines = this.#lines.join('');
    this.#lines = [];
    this.#characters = 0;
    this.#to.write(lines);
  }
}
