import type { Mistake } from '@trustward/chain';

/** A file of a pack is not what the language asks for. The message names the file and every mistake in it. */
export class PackMalformed extends Error {
  readonly file: string;
  readonly mistakes: readonly Mistake[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    super(
      [`${file} is malformed.`, ...mistakes.map(({ path, sentence }) => `  ${path}: ${sentence}`)].join('\n'),
    );
    this.name = 'PackMalformed';
    this.file = file;
    this.mistakes = mistakes;
  }
}
