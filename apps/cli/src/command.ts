/** How a command ends: yes, a well-formed no, bad input, or something needed that is not there. */
export type ExitCode = 0 | 1 | 2 | 3;

/** A command that cannot go on: its sentence goes to standard error, its code to whoever called. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly exitCode: ExitCode;
  constructor(sentence: string, exitCode: ExitCode) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Arguments that the command does not take; whoever called learns how it is used. */
export class Misused extends CommandFailed {
  constructor(why: string) {
    super(why, 2);
  }
}

/** Standard output carries the answer, standard error the talk. */
export interface Io {
  answer(line: string): void;
  talk(line: string): void;
}

export type Run = (io: Io, args: readonly string[]) => Promise<ExitCode>;

export interface Command {
  /** As it is typed, e.g. `demo people`. */
  readonly name: string;
  readonly options?: string;
  readonly does: string;
  /** What it does, in a file of its own, which is read only once somebody has typed its name. */
  load(): Promise<Run>;
}
