import type { Finding } from '@trustward/chain/lint';
import { placeOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** Nobody reads more; a file of noise would else be answered with a book. */
const MOST_SAID = 200;

/** A finding with its place, for a machine. */
export type Placed = Finding & { readonly line: number | null };

export function placed(subject: Subject, findings: readonly Finding[]): Placed[] {
  return findings.map((found) => ({ ...found, ...placeOf(subject, found) }));
}

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
