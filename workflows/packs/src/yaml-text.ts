import { isNode, isScalar, LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { Document, ErrorCode } from 'yaml';
import { isTooDeep } from './yaml-depth.ts';

/** More than the longest chain needs; it bounds what reading can cost. */
export const MOST_YAML = 500_000;
/** How often all aliases together may be followed, so that few lines cannot stand for billions of values. */
const MOST_ALIASES = 1_000;

export type ReadYaml =
  | { readonly ok: true; readonly json: unknown; readonly lineOf: (path: string) => number }
  | { readonly ok: false; readonly line: number; readonly reason: string };

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
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = SAID[error.code] ?? firstSentence(error.message);
    return no(error.linePos?.[0].line ?? 1, reason);
  }
  const twice = keyTwice(document);
  if (twice !== null) return no(lines.linePos(twice.at).line, `"${twice.key}" stands here a second time.`);
  const json: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  return { ok: true, json, lineOf: (path) => lineAt(document, lines, path) };
}

const COLON =
  'A colon with a space behind it begins something new: put words that hold one in quotes, and indent each line as those it belongs to.';

/** What the parser says in words of its own trade, in words for whoever wrote the file. */
const SAID: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS:
    'A file holds one chain or layer. What follows a line of three dashes belongs in a file of its own.',
  BLOCK_AS_IMPLICIT_KEY: COLON,
  BLOCK_IN_FLOW: COLON,
  MISSING_CHAR: 'A quote or a bracket is never closed.',
};

const no = (line: number, reason: string): ReadYaml => ({ ok: false, line, reason });

/** The parser says where in words and shows the line, which whoever reads has before them. */
function firstSentence(message: string): string {
  return `${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '')}.`;
}

function keyTwice(document: Document): { key: string; at: number } | null {
  let found: { key: string; at: number } | null = null;
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          found = { key: String(key.value), at: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
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
