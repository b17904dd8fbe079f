import { layer } from './layer.ts';
import type { Layer } from './layer.ts';
import type { Mistake } from './mistake.ts';
import { sayIssue } from './say-issue.ts';
import { sizeMistake } from './size.ts';

export type ParsedLayer =
  | { readonly ok: true; readonly layer: Layer }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a layer from JSON and says everything that is wrong with its form at once. It never throws. */
export function parseLayer(json: unknown): ParsedLayer {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig] };
  const read = layer.safeParse(json);
  return read.success
    ? { ok: true, layer: read.data }
    : { ok: false, mistakes: read.error.issues.map(sayIssue) };
}
