import { readFileSync } from 'node:fs';
import { parseChain } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { parse } from 'yaml';

const FILE = new URL('every-construct.yaml', import.meta.url);

/** A type of case that nobody has, with every construct of the language, as it was written. */
export const everyConstructWritten = (): unknown => parse(readFileSync(FILE, 'utf8')) as unknown;

export function everyConstruct(): Chain {
  const read = parseChain(everyConstructWritten());
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.chain;
}
