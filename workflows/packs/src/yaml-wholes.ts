import { UNCLOSED } from './yaml-said.ts';

/** A value in quotes or brackets of which nobody knows where it ends. */
export interface Unended {
  /** Where it begins, and where what follows it does, counted in characters of the text. */
  readonly start: number;
  readonly end: number;
  /** Where what is wrong stands, and what it is. */
  readonly at: number;
  readonly reason: string;
}

/** Where on which line something stands, both counted from 1. */
export type PlaceOf = (offset: number) => { readonly line: number; readonly col: number };

/** What may stand before the value on a line: dashes, and a name with its colon. */
const BEFORE = /( *)((?:- +)*)((?:[\w-]+|'[^'\n]*'|"[^"\n]*") *:(?=[ \r\n]|$) *)?(?:&[\w-]+ +)?/y;
const NEW = / *(?:- |-\r?$|---|(?:[\w-]+|'[^'\n]*'|"[^"\n]*") *:(?:[ \r\n]|$))/my;
const WRITTEN = / *[^ \r\n]/y;

/**
 * The values of a text whose quote or bracket is not closed, or closed by a bracket of another kind. Each ends where a line
 * begins something new no further in than what the value belongs to. It looks at each character once.
 */
export function unendedIn(text: string, placeOf: PlaceOf, most: number): Unended[] {
  const found: Unended[] = [];
  // Words, and what stands behind | or >, go on over all lines that begin further in than this.
  let words = Infinity;
  for (let line = 0; line < text.length && found.length < most;) {
    const { indent, outside, start, isBare, isWritten } = beginOf(text, line);
    const first = text[start] ?? '';
    if (!isWritten || indent > words) {
      line = nextLine(text, line);
    } else if (/[[{"']/.test(first)) {
      words = Infinity;
      const whole = wholeAt(text, start, outside, placeOf);
      if (typeof whole !== 'number') found.push(whole);
      line = nextLine(text, typeof whole === 'number' ? whole : whole.end);
    } else {
      words = isBare || /^$|[\r\n#]/.test(first) ? Infinity : outside;
      line = nextLine(text, line);
    }
  }
  return found;
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

const nextLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
};

/** How far in a line begins, how far in at most begins what its value does not hold, and where the value begins. */
function beginOf(text: string, line: number) {
  const [all = '', spaces = '', dashes = '', name] = at(BEFORE, text, line) ?? [];
  const indent = spaces.length;
  const lastDash = indent + dashes.lastIndexOf('-');
  return {
    indent,
    outside: name !== undefined ? indent + dashes.length : dashes === '' ? indent - 1 : lastDash,
    start: line + all.length,
    isBare: name === undefined && dashes === '',
    isWritten: at(WRITTEN, text, line) !== null,
  };
}

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** Where a value in quotes or brackets ends, or what is wrong with its end. */
function wholeAt(text: string, start: number, outside: number, placeOf: PlaceOf): number | Unended {
  const open: number[] = [];
  let crossed: { readonly at: number; readonly reason: string } | null = null;
  let quote = '';
  // A quote opens only where something begins; elsewhere it is a letter.
  let begins = true;
  let index = start;
  for (; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\n') {
      if (isNew(text, index + 1, outside)) break;
    } else if (crossed !== null) {
      continue;
    } else if (quote !== '') {
      if (character === '\\' && quote === '"' && text[index + 1] !== '\n') index += 1;
      else if (character === quote && quote === "'" && text[index + 1] === "'") index += 1;
      else if (character === quote) {
        open.pop();
        quote = '';
      }
    } else if (character === '#' && /\s/.test(text[index - 1] ?? '')) {
      const end = text.indexOf('\n', index);
      index = (end === -1 ? text.length : end) - 1;
    } else if (character in CLOSES || (begins && `"'`.includes(character))) {
      open.push(index);
      begins = character in CLOSES;
      quote = begins ? '' : character;
    } else if (']}'.includes(character)) {
      const opening = open.pop() ?? start;
      if (CLOSES[text[opening] ?? ''] !== character) crossed = crossing(text, opening, index, placeOf);
      begins = false;
    } else {
      begins = /\s/.test(character) ? begins : character === ',' || isColon(text, index);
    }
    if (open.length === 0 && crossed === null) return index;
  }
  return { start, end: index, ...(crossed ?? { at: open.at(-1) ?? start, reason: UNCLOSED }) };
}

/** Whether a colon is here behind which a value begins. */
const isColon = (text: string, index: number): boolean =>
  text[index] === ':' && (/\s/.test(text[index + 1] ?? '') || /["']/.test(text[index - 1] ?? ''));

const isNew = (text: string, line: number, outside: number): boolean => {
  const [spaces = ''] = at(/ */y, text, line) ?? [];
  return spaces.length <= outside && at(NEW, text, line) !== null;
};

function crossing(text: string, opening: number, closing: number, placeOf: PlaceOf) {
  const said = (index: number): string => {
    const { line, col } = placeOf(index);
    return `${text[index] ?? ''} at line ${line}, character ${col}`;
  };
  return {
    at: opening,
    reason: `What opens with ${said(opening)}, is closed with ${said(closing)}: a bracket closes with its own kind.`,
  };
}

/** The text without them, in which everything else stands where it stood. */
export function without(text: string, unended: readonly Unended[]): string {
  let from = 0;
  const parts = unended.flatMap(({ start, end }) => {
    const before = text.slice(from, start);
    from = end;
    return [before, '~', text.slice(start + 1, end).replace(/[^\r\n]/g, ' ')];
  });
  return [...parts, text.slice(from)].join('');
}
