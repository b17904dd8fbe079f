import { CommandFailed } from '../command.ts';
import type { ExitCode, Run } from '../command.ts';
import { given } from './given.ts';
import type { Above } from './given.ts';
import { linesOf, placed } from './say-finding.ts';
import type { Placed } from './say-finding.ts';
import { findingsIn, subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Everything that is wrong with the files named: where, and in a sentence. */
export const chainLintCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: 1_000 });
  const { subjects, unreadable } = readAll(files, above);
  for (const sentence of unreadable) io.talk(sentence);
  const chains = subjects.flatMap((subject) => subject.chains);
  const findings = subjects.flatMap((subject) => placed(subject, findingsIn(subject, chains)));
  const mistakes = findings.filter(({ severity }) => severity === 'mistake').length;
  const warnings = findings.length - mistakes;
  if (json) io.answer(JSON.stringify({ findings, mistakes, warnings, unreadable }, null, 2));
  else for (const line of linesOf(findings)) io.answer(line);
  // Of files none of which could be read there is nothing to count.
  if (subjects.length > 0 || unreadable.length === 0) {
    io.talk(summaryOf(mistakes, warnings, files.length - unreadable.length));
  }
  return Promise.resolve(unreadable.length > 0 ? 2 : exitCodeOf(findings));
};

function summaryOf(mistakes: number, warnings: number, files: number): string {
  return `${count(mistakes, 'mistake')}, ${count(warnings, 'warning')} in ${count(files, 'file')}.`;
}

/** What is not in the language is bad input; what is, and wrong all the same, is a no. */
function exitCodeOf(findings: readonly Placed[]): ExitCode {
  if (findings.some(({ code }) => code === 'malformed')) return 2;
  return findings.some(({ severity }) => severity === 'mistake') ? 1 : 0;
}

interface ReadAll {
  readonly subjects: readonly Subject[];
  readonly unreadable: readonly string[];
}

/** Files of one layer are looked at once, together. */
function readAll(files: readonly string[], above: Above): ReadAll {
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

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
