import { isAlias, isCollection, isMap, isNode, isPair, isScalar, visit } from 'yaml';
import type { Document, LineCounter, YAMLMap } from 'yaml';

/** What is wrong with how a file is written, and on which line. */
export interface Slip {
  readonly line: number;
  readonly reason: string;
}

const COLON =
  'A colon with a space behind it begins something new: put words that hold one in quotes, and indent each line as those it belongs to.';
const QUOTES =
  'Put quotes around words that begin with a sign, such as * & ! @ % ` > | - or ?, or with a quote or bracket that closes before they end.';
const INDENT = 'This line does not begin as far in as those it belongs with.';
const UNCLOSED = 'A quote or a bracket is never closed.';
const COMMAS =
  'Between brackets, one comma stands between two entries, and a colon and a space behind each name.';
const CUT =
  'What stands behind # is not read: put words that hold one in quotes, and a comment on a line of its own.';

/** What the parser says in words of its own trade, in words for whoever wrote the file. The first that fits counts. */
const SAID: readonly (readonly [says: RegExp, sentence: string | ((line: string) => string)])[] = [
  [
    /^Source contains multiple documents/,
    'A file holds one chain or layer. What follows a line of three dashes belongs in a file of its own.',
  ],
  [/^Missing closing|must be sufficiently indented and end with|must end with a/, UNCLOSED],
  [/flow-(seq|map)-end token/, 'A bracket is closed here that was not opened.'],
  [/^Missing ,|^Missing space after :|^Unexpected (,|empty item)/, COMMAS],
  [/^Tabs are not allowed/, 'Indent with spaces, not with a tab.'],
  [/^Invalid escape/, 'A backslash in double quotes means something else: use single quotes.'],
  [/^Comments must be separated/, CUT],
  [/^Plain value cannot start|cannot be an empty string|scalar at node end|^Not a YAML token/, QUOTES],
  [/^Unexpected .*same line with key/, QUOTES],
  [/^Implicit|^Nested mappings|^Block collections are not|^A block sequence|items? (must|without)/, ofLine],
];

/** A line that does not fit where it stands, by what it looks like. */
function ofLine(line: string): string {
  const words = line.trim().replace(/^(- +)+/, '');
  if (/^-[^\s-]/.test(words)) return 'Put a space behind the dash.';
  if (/^[\w-]+:[^\s]/.test(words)) return 'Put a space behind the colon.';
  if (/: .*:( |$)/.test(words)) return COLON;
  if (/^[\w-]+: +\? /.test(words)) return QUOTES;
  if (/^- |^-$|:( |$)/.test(words) || words !== line.trim()) return INDENT;
  return 'A colon is missing behind the name. Words that go on from the line above are indented further than it.';
}

/** Everything that the parser refuses, a sentence a line. Behind what never closes, or begins too far in or out, nothing is sure. */
export function refusedIn(text: string, document: Document.Parsed, lines: LineCounter): Slip[] {
  const source = text.split('\n');
  const slips = new Map<number, Slip & { readonly rank: number }>();
  for (const { message, pos } of document.errors) {
    const rank = SAID.findIndex(([says]) => says.test(message));
    const sentence = SAID[rank]?.[1] ?? firstSentence(message);
    const isOpen = sentence === UNCLOSED;
    const { line } = lines.linePos(isOpen ? beginOf(document, pos[0]) : pos[0]);
    const reason = typeof sentence === 'string' ? sentence : sentence(source[line - 1] ?? '');
    const before = slips.get(line)?.rank ?? SAID.length;
    if (!slips.has(line) || (rank !== -1 && rank < before)) {
      slips.set(line, { line, reason, rank: rank === -1 ? SAID.length : rank });
    }
    if (isOpen || reason === INDENT) break;
  }
  return sorted([...slips.values()].map(({ line, reason }) => ({ line, reason })));
}

const sorted = (slips: readonly Slip[]): Slip[] => [...slips].sort((one, other) => one.line - other.line);

/** Where the quote or the bracket stands that is found to be open at a place. */
function beginOf(document: Document, at: number): number {
  let begin = at;
  visit(document, {
    Node(_key, node) {
      const [start = at, , end = at] = isNode(node) ? (node.range ?? []) : [];
      const isOpen = isScalar(node) ? node.type?.startsWith('QUOTE') : isCollection(node) && node.flow;
      if (isOpen === true && start < at && end >= at) begin = start;
    },
  });
  return begin;
}

/** The parser says where in words and shows the line, which whoever reads has before them. */
function firstSentence(message: string): string {
  return `${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '')}.`;
}

/** Keys whose values are words that people see, and those under which each value is. */
const WORDS: ReadonlySet<unknown> = new Set(['title', 'sentence', 'question', 'hint', 'label', 'note']);
const ALL_WORDS: ReadonlySet<unknown> = new Set(['options', 'reasons']);

/** What the parser takes and whoever wrote it did not mean: a name that stands twice, words of which a part would be lost. */
export function unmeantIn(text: string, document: Document, lines: LineCounter): Slip[] {
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
        if (!anchors.has(node.source)) unknown.push(node.range?.[0] ?? 0);
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
  for (const [name, { at, isWord }] of anchors) if (isWord && !used.has(name)) add(at, QUOTES);
  for (const { pos } of document.warnings) add(pos[0], QUOTES);
  return sorted(slips);
}

const nameOf = (pair: unknown): unknown => (isPair(pair) && isScalar(pair.key) ? pair.key.value : undefined);
