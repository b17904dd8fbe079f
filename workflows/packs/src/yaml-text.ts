import { isNode, LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { Document } from 'yaml';
import { isTooDeep } from './yaml-depth.ts';
import { anchorsIn, refusedIn, unmeantIn } from './yaml-slips.ts';
import type { Slip } from './yaml-slips.ts';
import { unendedIn, without } from './yaml-wholes.ts';
import type { Unended } from './yaml-wholes.ts';

/** More than the longest chain needs; it bounds what reading can cost. */
export const MOST_YAML = 500_000;
/** How often all aliases together may be followed, so that few lines cannot stand for billions of values. */
const MOST_ALIASES = 1_000;
/** Nobody reads more. */
const MOST_SLIPS = 50;

export type ReadYaml =
  | ({ readonly ok: true } & Held)
  | {
      readonly ok: false;
      readonly slips: readonly Slip[];
      /** What can be read all the same: where something cannot, it holds what is no value of any language. */
      readonly rest: (Held & { readonly isUnread: (line: number) => boolean }) | null;
    };

interface Held {
  readonly json: unknown;
  readonly lineOf: (path: string) => number;
}

/**
 * JSON as people read it. What any reader of YAML could take for something else stands in quotes; nothing is lost but
 * comments and the way in which things were written, which JSON does not have.
 */
export function writeYamlText(json: unknown): string {
  return stringify(json, { compat: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 120 });
}

/** Reads YAML, of which JSON is a part, in bounded time and memory. It never throws. */
export function readYamlText(text: string): ReadYaml {
  if (text.length > MOST_YAML) return noneOf(`It is longer than ${MOST_YAML} characters.`);
  if (isTooDeep(text)) return noneOf('It is nested too deeply.');
  try {
    return read(text);
  } catch (error) {
    // The parser counts aliases while it follows them, and gives up only by throwing.
    if (error instanceof ReferenceError) return noneOf('Its aliases stand for too many values.');
    throw error;
  }
}

function read(text: string): ReadYaml {
  const whole = parsed(text);
  const { document, lines } = whole;
  const unended = document.errors.length === 0 ? [] : unendedIn(text, (at) => lines.linePos(at), MOST_SLIPS);
  if (unended.length > 0) return readBeside(text, unended, (at) => lines.linePos(at).line);
  const slips = slipsIn(text, whole);
  return slips.length > 0 ? no(slips) : { ok: true, ...heldIn(whole) };
}

/** Everything that is wrong with a text besides what has no end, and what is right with it. */
function readBeside(text: string, unended: readonly Unended[], lineOf: (at: number) => number): ReadYaml {
  const own = unended.map(({ at, reason }) => ({ line: lineOf(at), reason }));
  if (own.length === MOST_SLIPS) return no(own);
  const around = without(text, unended);
  const rest = parsed(around);
  const lost = unended.map(({ start, end }) => [lineOf(start), lineOf(end)] as const);
  const isUnread = (line: number): boolean => lost.some(([first, last]) => first <= line && line <= last);
  const named = new Set(unended.flatMap(({ start, end }) => anchorsIn(text.slice(start, end))));
  const others = slipsIn(around, rest, named).filter(({ line }) => !isUnread(line));
  const slips = [...own, ...others].sort((one, other) => one.line - other.line).slice(0, MOST_SLIPS);
  if (others.length > 0 || rest.document.errors.length > 0 || named.size > 0) return no(slips);
  const starts = new Set(unended.map(({ start }) => start));
  visit(rest.document, {
    Scalar(_key, node) {
      if (starts.has(node.range?.[0] ?? -1)) node.value = NaN;
    },
  });
  return { ok: false, slips, rest: { ...heldIn(rest), isUnread } };
}

interface Parsed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

function slipsIn(text: string, { document, lines }: Parsed, elsewhere?: ReadonlySet<string>): Slip[] {
  const refused = refusedIn(text, document, lines);
  return refused.length > 0 ? refused : unmeantIn(text, document, lines, elsewhere);
}

const heldIn = ({ document, lines }: Parsed): Held => ({
  json: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
  lineOf: (path) => lineAt(document, lines, path),
});

/** The parser makes an error of each mistake: of very many, it costs too much to say from where and to show the line. */
function parsed(text: string): Parsed {
  const { stackTraceLimit } = Error;
  const lines = new LineCounter();
  try {
    Error.stackTraceLimit = 0;
    // The parser compares each key with each other one, which long files cannot afford.
    const options = { lineCounter: lines, stringKeys: true, uniqueKeys: false, prettyErrors: false };
    return { document: parseDocument(text, options), lines };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const no = (slips: readonly Slip[]): ReadYaml => ({
  ok: false,
  slips: slips.slice(0, MOST_SLIPS),
  rest: null,
});

const noneOf = (reason: string): ReadYaml => no([{ line: 1, reason }]);

/** The line of what stands at a path such as steps.3.owner, or of the nearest thing around it. */
function lineAt(document: Document, lines: LineCounter, path: string): number {
  const keys = path.split('.').filter((key) => key !== '');
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
