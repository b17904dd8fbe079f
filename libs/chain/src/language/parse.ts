import * as z from 'zod/mini';
import { authorityProfile } from './authority.ts';
import type { AuthorityProfile } from './authority.ts';
import { chain } from './chain.ts';
import type { Chain } from './chain.ts';
import { crossCheck } from './cross-check.ts';
import type { Mistake } from './mistake.ts';
import { sayIssues } from './say-issues.ts';
import { sizeMistake } from './size.ts';
import { upcast } from './upcast.ts';

export type ParsedChain =
  | { readonly ok: true; readonly chain: Chain }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a chain from JSON and says everything that is wrong with it at once. It never throws. */
export function parseChain(json: unknown): ParsedChain {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig] };
  const today = upcast(json);
  const read = chain.safeParse(today);
  if (!read.success) return { ok: false, mistakes: sayIssues(read.error.issues, today) };
  const mistakes = crossCheck(read.data);
  return mistakes.length === 0 ? { ok: true, chain: read.data } : { ok: false, mistakes };
}

export type ParsedAuthorities =
  | { readonly ok: true; readonly authorities: AuthorityProfile[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads the profiles of local authorities. It never throws. */
export function parseAuthorities(json: unknown): ParsedAuthorities {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig] };
  const read = z.array(authorityProfile).safeParse(json);
  return read.success
    ? { ok: true, authorities: read.data }
    : { ok: false, mistakes: sayIssues(read.error.issues, json) };
}
