import { randomInt, randomUUID } from 'node:crypto';
import { uuidv7 } from '@trustward/database';
import type { Statement } from './statement.ts';

/** Ids, the references that people say, and instants in milliseconds. */
const TOKEN =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[A-Z0-9]{3}-[A-Z0-9]{3}\b|\b1[6-9]\d{11}\b/g;
const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ2346789';

/** A value with its made-up tokens cut out: what stands between them, and the number of each in its place. */
type Piece = string | number;
type Template =
  { readonly pieces: readonly Piece[] } | { readonly list: readonly Template[] } | { readonly as: unknown };
type FreshStatement = (tokens: readonly string[]) => Statement;

export interface Fresh {
  /** New tokens for one request. */
  readonly tokens: () => string[];
  readonly statements: readonly FreshStatement[];
}

/**
 * What the API made up for one request stands in its recording and not in that of another request: each time it is
 * sent, the bare route makes it up anew, everywhere it stands. Everything else stays as it was recorded.
 */
export function freshen(recording: readonly Statement[], another: readonly Statement[]): Fresh {
  const elsewhere = tokensOf(another);
  const made = [...tokensOf(recording)].filter((token) => !elsewhere.has(token));
  const began = Math.min(...made.filter(isInstant).map(Number));
  const makers = made.map((token) => makerOf(token, began));
  return {
    tokens: () => makers.map((make) => make()),
    statements: recording.map((statement) => {
      const templates = statement.values?.map((value) => templateOf(value, made));
      if (templates === undefined) return () => statement;
      return (tokens) => ({ ...statement, values: templates.map((template) => fill(template, tokens)) });
    }),
  };
}

function tokensOf(statements: readonly Statement[]): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') for (const token of value.match(TOKEN) ?? []) found.add(token);
    if (Array.isArray(value)) value.forEach(look);
  };
  for (const { values } of statements) values?.forEach(look);
  return found;
}

/** Ids that ascend in time must go on doing so, or the bare route would pay for it in every index. */
function makerOf(token: string, began: number): () => string {
  if (token.length === 7) return reference;
  // PostgreSQL takes an audit row at its own time only.
  if (isInstant(token)) return () => String(Number(token) - began + Date.now());
  return token[14] === '7' ? () => uuidv7() : randomUUID;
}

const isInstant = (token: string): boolean => token.length === 13;

const three = (): string =>
  Array.from({ length: 3 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
const reference = (): string => `${three()}-${three()}`;

function templateOf(value: unknown, made: readonly string[]): Template {
  if (Array.isArray(value)) return { list: value.map((each) => templateOf(each, made)) };
  if (typeof value !== 'string') return { as: value };
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of value.matchAll(TOKEN)) {
    const number = made.indexOf(match[0]);
    if (number === -1) continue;
    pieces.push(value.slice(from, match.index), number);
    from = match.index + match[0].length;
  }
  return pieces.length === 0 ? { as: value } : { pieces: [...pieces, value.slice(from)] };
}

function fill(template: Template, tokens: readonly string[]): unknown {
  if ('as' in template) return template.as;
  if ('list' in template) return template.list.map((each) => fill(each, tokens));
  return template.pieces.map((piece) => (typeof piece === 'number' ? (tokens[piece] ?? '') : piece)).join('');
}
