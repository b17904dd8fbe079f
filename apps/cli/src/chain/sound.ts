import { parseChain, parseLayer } from '@trustward/chain';
import { resolve } from '@trustward/chain/layers';
import type { Chain } from '@trustward/chain';
import type { Origins } from '@trustward/chain/layers';
import { CommandFailed } from '../command.ts';
import type { Above } from './given.ts';
import { linesOf, placed } from './say-finding.ts';
import type { Placed } from './say-finding.ts';
import { findingsIn, subjectOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** A chain that can be run, with where what it says came from. */
export interface SoundChain {
  readonly chain: Chain;
  readonly origins: Origins;
}

/** The chains of a file as all layers say them. Where one cannot be run, everything that is wrong is said instead. */
export function soundChains(file: string, above: Above): SoundChain[] {
  const subject = subjectOf(file, above);
  const sound = soundIn(subject);
  if (sound.length > 0 && sound.length === subject.chains.length) return sound;
  const lines = linesOf(refusedIn(subject));
  throw new CommandFailed(lines.length === 0 ? withoutChain(subject) : lines.join('\n'), 2);
}

export const withoutChain = ({ file }: Subject): string => `${file}: There is no chain in it.`;

/** Those chains of a subject that can be run. */
export function soundIn({ layers, parts, chains }: Subject): SoundChain[] {
  if (layers === null) {
    const read = parseChain(parts[0]?.json);
    return read.ok ? [{ chain: read.chain, origins: new Map() }] : [];
  }
  const read = layers.map(({ layer }) => parseLayer(layer));
  const known = read.flatMap((each) => (each.ok ? [each.layer] : []));
  if (known.length < read.length) return [];
  return chains.flatMap((id) => {
    const resolved = resolve(known, id);
    return resolved.ok ? [resolved] : [];
  });
}

/** What the linter refuses in a subject, where these other chains are there too. */
export const refusedIn = (subject: Subject, others: readonly string[] = []): Placed[] =>
  placed(
    subject,
    findingsIn(subject, others).filter(({ severity }) => severity === 'mistake'),
  );
