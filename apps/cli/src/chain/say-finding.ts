import type { Finding } from '@trustward/chain/lint';
import { placeOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Nobody reads more; a file of noise would else be answered with a book. */
const MOST_SAID = 200;

/** A finding with its place, for a machine. */
export type Placed = Finding & { readonly line: number | null };

/** What is wrong with how the files of a subject are written, and with what they say; of what could not be read only that. */
export function placed(subject: Subject, findings: readonly Finding[]): Placed[] {
  const slips = subject.parts.flatMap(({ file, slips: all }) =>
    all.map(({ line, reason }) => ({ ...SLIP, file, line, sentence: reason })),
  );
  const said = findings
    .map((found) => ({ ...found, ...placeOf(subject, found) }))
    .filter(({ code, file, line }) => code !== 'malformed' || !isUnread(subject, file, line));
  return [...slips, ...said];
}

const SLIP = { code: 'malformed', severity: 'mistake', chain: null, path: '' } as const;

const isUnread = ({ parts }: Subject, file: string, line: number | null): boolean =>
  line !== null && parts.some((part) => part.file === file && part.isUnread(line));

/** 'concern.yaml:12: steps.ring.owner: The ladder names dsl twice.' */
export function linesOf(findings: readonly Placed[]): string[] {
  const said = findings
    .slice(0, MOST_SAID)
    .map(({ file, line, path, severity, sentence }) =>
      [
        line === null ? (file ?? '') : `${file ?? ''}:${line}`,
        ...(severity === 'warning' ? ['warning'] : []),
        ...(path === '' ? [] : [path]),
        sentence,
      ].join(': '),
    );
  const more = findings.length - said.length;
  return more === 0 ? said : [...said, `And ${more} more.`];
}
