import type { ExitCode, Run } from '../command.ts';
import { given } from './given.ts';
import { MOST_FILES, readAll } from './read-all.ts';
import { linesOf, placed } from './say-finding.ts';
import type { Placed } from './say-finding.ts';
import { findingsIn } from './subject.ts';

/** Everything that is wrong with the files named: where, and in a sentence. */
export const chainLintCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: MOST_FILES });
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

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
