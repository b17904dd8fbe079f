import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

/** More than any chain needs; it bounds what reading can cost. */
export const MOST_YAML = 4_000_000;
/** How often all aliases together may be followed, so that few lines cannot stand for billions of values. */
const MOST_ALIASES = 1_000;

export type ReadYaml =
  | { readonly ok: true; readonly json: unknown; readonly lineOf: (path: string) => number }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Reads YAML, of which JSON is a part, in bounded time and memory. It never throws. */
export function readYamlText(text: string): ReadYaml {
  if (text.length > MOST_YAML) return no(1, `It is longer than ${MOST_YAML / 1_000_000} million characters.`);
  try {
    return read(text);
  } catch (error) {
    // The parser follows nesting and aliases by itself, and gives up on both only by throwing.
    if (error instanceof RangeError) return no(1, 'It is nested too deeply.');
    if (error instanceof ReferenceError) return no(1, 'Its aliases stand for too many values.');
    throw error;
  }
}

function read(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    return no(error.linePos?.[0].line ?? 1, firstSentence(error.message));
  }
  const json: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  return { ok: true, json, lineOf: (path) => lineAt(document, lines, path) };
}

const no = (line: number, reason: string): ReadYaml => ({ ok: false, line, reason });

/** The parser says where in words and shows the line, which whoever reads has before them. */
function firstSentence(message: string): string {
  return `${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '')}.`;
}

/** The line of what stands at a path such as steps.3.owner, or of the nearest thing around it. */
function lineAt(document: Document, lines: LineCounter, path: string): number {
  const keys = path.split('.').filter((key) => key !== '');
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
