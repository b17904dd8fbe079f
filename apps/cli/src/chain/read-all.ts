import { CommandFailed } from '../command.ts';
import type { Above } from './given.ts';
import { subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** As many files as are looked at together. */
export const MOST_FILES = 1_000;

export interface ReadAll {
  readonly subjects: readonly Subject[];
  /** A sentence for each file that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Files of one layer are looked at once, together. */
export function readAll(files: readonly string[], above: Above): ReadAll {
  const subjects = new Map<string, Subject>();
  const unreadable = new Set<string>();
  for (const file of files) {
    try {
      const subject = subjectOf(file, above);
      const name = subject.parts.map((part) => part.file).join('\n');
      const before = subjects.get(name)?.chains ?? [];
      subjects.set(name, { ...subject, chains: [...new Set([...before, ...subject.chains])] });
    } catch (error) {
      // One file that cannot be read hides nothing that is wrong with the others.
      if (!(error instanceof CommandFailed)) throw error;
      unreadable.add(error.message);
    }
  }
  return { subjects: [...subjects.values()], unreadable: [...unreadable] };
}
