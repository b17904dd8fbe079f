import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import type { Document, DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';
import { isTooDeep } from './yaml-depth.ts';
import { refusedIn, unmeantIn } from './yaml-slips.ts';
import type { Slip } from './yaml-slips.ts';

/** More than the longest chain needs; it bounds what reading can cost. */
export const MOST_YAML = 500_000;
/** How often all aliases together may be followed, so that few lines cannot stand for billions of values. */
const MOST_ALIASES = 1_000;
/** Nobody reads more. */
const MOST_SLIPS = 50;

export type ReadYaml =
  | { readonly ok: true; readonly json: unknown; readonly lineOf: (path: string) => number }
  | { readonly ok: false; readonly slips: readonly Slip[] };

/**
 * JSON as people read it. What any reader of YAML could take for something else stands in quotes; nothing is lost but
 * comments and the way in which things were written, which JSON does not have.
 */
export function writeYamlText(json: unknown): string {
  return stringify(json, { compat: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 120 });
}

/** Reads YAML, of which JSON is a part, in bounded time and memory. It never throws. */
export function readYamlText(text: string): ReadYaml {
  if (text.length > MOST_YAML) return no(1, `It is longer than ${MOST_YAML} characters.`);
  if (isTooDeep(text)) return no(1, 'It is nested too deeply.');
  try {
    return read(text);
  } catch (error) {
    // The parser counts aliases while it follows them, and gives up only by throwing.
    if (error instanceof ReferenceError) return no(1, 'Its aliases stand for too many values.');
    throw error;
  }
}

function read(text: string): ReadYaml {
  const lines = new LineCounter();
  // The parser compares each key with each other one, which long files cannot afford.
  const document = parsed(text, { lineCounter: lines, stringKeys: true, uniqueKeys: false });
  const refused = refusedIn(text, document, lines);
  const slips = refused.length > 0 ? refused : unmeantIn(text, document, lines);
  if (slips.length > 0) return { ok: false, slips: slips.slice(0, MOST_SLIPS) };
  const json: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  return { ok: true, json, lineOf: (path) => lineAt(document, lines, path) };
}

/** The parser makes an error of each mistake: of very many, it costs too much to say from where and to show the line. */
function parsed(text: string, options: DocumentOptions & ParseOptions & SchemaOptions): Document.Parsed {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    return parseDocument(text, { ...options, prettyErrors: false });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const no = (line: number, reason: string): ReadYaml => ({ ok: false, slips: [{ line, reason }] });

/** The line of what stands at a path such as steps.3.owner, or of the nearest thing around it. */
function lineAt(document: Document, lines: LineCounter, path: string): number {
  const keys = path.split('.').filter((key) => key !== '');
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
