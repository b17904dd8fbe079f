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
  return soundIn(subject, refusedIn(subject));
}

export function soundIn(subject: Subject, refused: readonly Placed[]): SoundChain[] {
  const read = subject.layers === null ? alone(subject) : together(subject);
  if (read !== null && read.length > 0) return read;
  const lines = linesOf(refused);
  throw new CommandFailed(
    lines.length === 0 ? `${subject.file}: There is no chain in it.` : lines.join('\n'),
    2,
  );
}

/** What the linter refuses in a subject, where these other chains are there too. */
export const refusedIn = (subject: Subject, others: readonly string[] = []): Placed[] =>
  placed(
    subject,
    findingsIn(subject, others).filter(({ severity }) => severity === 'mistake'),
  );

function alone({ parts }: Subject): SoundChain[] | null {
  const read = parseChain(parts[0]?.json);
  return read.ok ? [{ chain: read.chain, origins: new Map() }] : null;
}

function together({ layers, chains }: Subject): SoundChain[] | null {
  const read = (layers ?? []).map(({ layer }) => parseLayer(layer));
  const known = read.flatMap((each) => (each.ok ? [each.layer] : []));
  if (known.length < read.length) return null;
  const resolved = chains.map((id) => resolve(known, id));
  return resolved.every((each) => each.ok) ? resolved : null;
}
