import { isAlias, isCollection, isMap, isPair, isScalar, visit } from 'yaml';
import type { Document, LineCounter, YAMLMap } from 'yaml';
import { CUT, QUOTES, SAID, unsure } from './yaml-said.ts';

/** What is wrong with how a file is written, and on which line. */
export interface Slip {
  readonly line: number;
  readonly reason: string;
}

/** Everything that the parser refuses, a sentence a line, up to the first line behind which nothing is sure. */
export function refusedIn(text: string, document: Document.Parsed, lines: LineCounter): Slip[] {
  if (document.errors.length === 0) return [];
  const source = text.split('\n');
  const begin = beginsIn(document);
  const slips = new Map<number, Slip & { readonly rank: number }>();
  let last = Infinity;
  for (const [index, { message, pos }] of document.errors.entries()) {
    const rank = rankOf(message);
    const next = document.errors[index + 1];
    // What it says next of the same place is what it comes of.
    if (next?.pos[0] === pos[0] && rankOf(next.message) < rank) continue;
    const at = firstWritten(source, lines.linePos(begin(message, pos[0])));
    if (at.line > last || (slips.get(at.line)?.rank ?? Infinity) <= rank) continue;
    const words = source[at.line - 1] ?? '';
    const below = source[firstWritten(source, { line: at.line + 1, col: 1 }).line - 1] ?? '';
    const above = () => lineAbove(source, at.line);
    const said = SAID[rank]?.[1] ?? unsure;
    const place = {
      line: words,
      column: at.col,
      above: () => source[above() - 1] ?? '',
      isAbove: indentOf(below) > indentOf(words),
    };
    const { sentence, goesOn, of } = typeof said === 'function' ? said(place) : said;
    const line = of === undefined ? at.line : of === 'end' ? lines.linePos(pos[1]).line : above();
    slips.set(line, { line, reason: sentence, rank });
    if (!goesOn) last = Math.min(last, line);
  }
  const sure = [...slips.values()].filter(({ line }) => line <= last);
  return sorted(sure.map(({ line, reason }) => ({ line, reason })));
}

/** Which of all sentences says it; what none says comes last. */
function rankOf(message: string): number {
  const rank = SAID.findIndex(([says]) => says.test(message));
  return rank === -1 ? SAID.length : rank;
}

const sorted = (slips: readonly Slip[]): Slip[] => [...slips].sort((one, other) => one.line - other.line);

const indentOf = (line: string): number => line.search(/[^ ]|$/);

const isWritten = (line: string | undefined): boolean => line !== undefined && line.trim() !== '';

/** The nearest line above that begins less far in. */
function lineAbove(source: readonly string[], line: number): number {
  const most = indentOf(source[line - 1] ?? '');
  let above = line - 1;
  while (above > 0 && !(isWritten(source[above - 1]) && indentOf(source[above - 1] ?? '') < most)) above -= 1;
  return above;
}

/** The parser counts empty lines to what stands below them. */
function firstWritten(source: readonly string[], { line, col }: { line: number; col: number }) {
  if (isWritten(source[line - 1]?.slice(col - 1))) return { line, col };
  let next = line + 1;
  while (next <= source.length && !isWritten(source[next - 1])) next += 1;
  return next > source.length ? { line, col } : { line: next, col: 1 };
}

/** How often it is looked up where something begins: a text with more of them has errors enough. */
const MOST_BEGINS = 100;

/** Where the quote or the bracket stands that is found at a place to be open, or to have been closed too early. */
function beginsIn(document: Document): (message: string, at: number) => number {
  let left = MOST_BEGINS;
  let known: (readonly [start: number, end: number])[] | null = null;
  return (message, at) => {
    if (!OF_WHOLE.test(message) || left === 0) return at;
    left -= 1;
    known ??= wholesOf(document);
    return known.findLast(([start, end]) => start < at && end >= at)?.[0] ?? at;
  };
}

const OF_WHOLE =
  /^Missing closing|must be sufficiently indented and end with|must end with a|scalar at node end/;

/** The quotes and brackets of a document, in the order in which they open. */
function wholesOf(document: Document): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  visit(document, {
    Node(_key, node) {
      const isWhole = isScalar(node) ? node.type?.startsWith('QUOTE') : isCollection(node) && node.flow;
      const { range } = node as { range?: readonly [number, number, number] | null };
      if (isWhole === true && range) found.push([range[0], range[2]]);
    },
  });
  return found;
}

/** What stands for something, or is stood for, in a text that nobody can parse. */
export const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/[&*]([^\s,[\]{}]+)/g)].flatMap(([, name]) => name ?? []);

/** Keys whose values are words that people see, and those under which each value is. */
const WORDS: ReadonlySet<unknown> = new Set(['title', 'sentence', 'question', 'hint', 'label', 'note']);
const ALL_WORDS: ReadonlySet<unknown> = new Set(['options', 'reasons']);

/** What the parser takes and whoever wrote it did not mean: a name that stands twice, words of which a part would be lost. */
export function unmeantIn(
  text: string,
  document: Document,
  lines: LineCounter,
  elsewhere: ReadonlySet<string> = new Set(),
): Slip[] {
  const slips: Slip[] = [];
  const add = (at: number, reason: string) => slips.push({ line: lines.linePos(at).line, reason });
  const anchors = new Map<string, { readonly at: number; readonly isWord: boolean }>();
  const used = new Set<string>();
  const unknown: number[] = [];
  const twiceIn = ({ items }: YAMLMap) => {
    const seen = new Set<unknown>();
    for (const { key } of items) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) add(key.range?.[0] ?? 0, `"${String(key.value)}" stands here a second time.`);
      seen.add(key.value);
    }
  };
  visit(document, {
    Node(key, node, path) {
      if (isMap(node)) twiceIn(node);
      if (isAlias(node)) {
        used.add(node.source);
        if (!anchors.has(node.source) && !elsewhere.has(node.source)) unknown.push(node.range?.[0] ?? 0);
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, { at: node.range?.[0] ?? 0, isWord: isScalar(node) });
      }
      if (key !== 'value' || !isScalar(node) || node.type !== 'PLAIN' || !node.range) return;
      const [pair, around] = path.filter(isPair).reverse();
      const isWords = WORDS.has(nameOf(pair)) || ALL_WORDS.has(nameOf(around));
      if (isWords && /^[ \t]+#/.test(text.slice(node.range[1], node.range[1] + 40))) add(node.range[1], CUT);
    },
  });
  for (const at of unknown) add(at, QUOTES);
  // What stands for words and is never asked for was meant as one of them.
  for (const [name, { at, isWord }] of anchors) {
    if (isWord && !used.has(name) && !elsewhere.has(name)) add(at, QUOTES);
  }
  for (const { pos } of document.warnings) add(pos[0], QUOTES);
  return sorted(slips);
}

const nameOf = (pair: unknown): unknown => (isPair(pair) && isScalar(pair.key) ? pair.key.value : undefined);
