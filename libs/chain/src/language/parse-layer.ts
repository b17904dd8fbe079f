import type * as z from 'zod/mini';
import { amendment } from './amendment.ts';
import type { Amendment } from './amendment.ts';
import { layer } from './layer.ts';
import type { Layer } from './layer.ts';
import type { Mistake } from './mistake.ts';
import { sayIssues } from './say-issues.ts';
import { sizeMistake } from './size.ts';
import { upcast } from './upcast.ts';

export type ParsedLayer =
  | { readonly ok: true; readonly layer: Layer }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Reads everything that one layer says and tells all that is malformed in it at once. Whether its chains are sound is
 * seen when they are resolved. It never throws.
 */
export function parseLayer(json: unknown): ParsedLayer {
  const read = readAs(layer, json, layerUpcast);
  return read.ok ? { ok: true, layer: read.data } : read;
}

export type ParsedAmendment =
  | { readonly ok: true; readonly amendment: Amendment }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads what one layer changes in a chain from above. It never throws. */
export function parseAmendment(json: unknown): ParsedAmendment {
  const read = readAs(amendment, json, upcast);
  return read.ok ? { ok: true, amendment: read.data } : read;
}

/** What was read, or why it could not be, and what it is in today's language. */
export type Read<Data> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false;
      readonly mistakes: readonly Mistake[];
      readonly issues: Issues;
      readonly json: unknown;
    };
type Issues = Parameters<typeof sayIssues>[0];

export function readAs<Data>(
  schema: z.ZodMiniType<Data>,
  json: unknown,
  prepare: (value: unknown) => unknown,
): Read<Data> {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig], issues: [], json: null };
  const today = prepare(json);
  const read = schema.safeParse(today);
  if (read.success) return { ok: true, data: read.data };
  const { issues } = read.error;
  return { ok: false, mistakes: sayIssues(issues, today), issues, json: today };
}

/** The chains of a layer, and its changes to chains, may be written in an older language than the layer itself. */
export function layerUpcast(json: unknown): unknown {
  const layer = upcast(json);
  if (typeof layer !== 'object' || layer === null) return layer;
  const { chains, amendments } = layer as Readonly<Record<string, unknown>>;
  return {
    ...layer,
    ...(Array.isArray(chains) ? { chains: chains.map(upcast) } : {}),
    ...(Array.isArray(amendments) ? { amendments: amendments.map(upcast) } : {}),
  };
}
