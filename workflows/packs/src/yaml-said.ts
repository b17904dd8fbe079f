/** Where the parser stumbles. */
export interface Place {
  /** The line on which it does, and where on it, counted from 1. */
  readonly line: string;
  readonly column: number;
  /** The line to which this one belongs. */
  readonly above: () => string;
  /** Whether the next line begins further in, and so belongs to it. */
  readonly isAbove: boolean;
}

export interface Said {
  readonly sentence: string;
  /** Whether what follows is read as it was meant, or nothing that is said of it is sure. */
  readonly goesOn: boolean;
  /** Of which line it is so, if of another: of the one to which this one belongs, or of the one on which its name ends. */
  readonly of?: 'above' | 'end';
}

const COLON =
  'A colon with a space behind it begins something new: put words that hold one in quotes, and indent each line as those it belongs to.';
export const QUOTES =
  'Put quotes around words that begin with a sign, such as * & ! @ % ` > | - or ?, or with a quote or bracket that closes before they end.';
const INDENT =
  'This line does not begin as far in as those it belongs with: neither further in nor less far than the first of them.';
export const UNCLOSED = 'A quote or a bracket is never closed.';
const COMMAS =
  'Between brackets, one comma stands between two entries, and a colon and a space behind each name.';
const BRACKETS =
  'A bracket opens only where a value begins: behind a colon and a space, behind a dash and a space, or in another bracket.';
const NO_COLON =
  'A colon is missing behind the name. Words that go on from the line above are indented further than it.';
const FOREIGN = 'A space or a colon here is not the one of the keyboard: type it again.';
export const CUT =
  'What stands behind # is not read: put words that hold one in quotes, and a comment on a line of its own.';

type Says = Said | ((place: Place) => Said);
const ends = (sentence: string): Said => ({ sentence, goesOn: false });
const goesOn = (sentence: string): Said => ({ sentence, goesOn: true });

/** What the parser says in words of its own trade, in words for whoever wrote the file. The first that fits counts. */
export const SAID: readonly (readonly [says: RegExp, said: Says])[] = [
  [/^Missing closing|must be sufficiently indented and end with|must end with a/, ends(UNCLOSED)],
  [/flow-(seq|map)-end token/, ofEndOfBracket],
  [/^Missing ,|^Missing space after :|^Unexpected (,|empty item)/, goesOn(COMMAS)],
  [/^Tabs are not allowed/, ends('Indent with spaces, not with a tab.')],
  [/^Invalid escape/, goesOn('A backslash in double quotes means something else: use single quotes.')],
  [/^Comments must be separated/, goesOn(CUT)],
  [/scalar at node end/, (place) => (opensInName(place) ? ends(typoIn(place) ?? BRACKETS) : goesOn(QUOTES))],
  [/^Plain value cannot start|cannot be an empty string|^Not a YAML token/, goesOn(QUOTES)],
  [/^Unexpected .*same line with key/, ends(QUOTES)],
  [/^A block sequence|items? (must|without)/, ofIndent],
  [/^Implicit (map )?keys need/, ofName],
  [/^Nested mappings|^Block collections are not allowed/, ofWords],
  [
    /^Source contains multiple documents/,
    ends(
      'A file holds one chain or layer. What follows a line of three dashes belongs in a file of its own.',
    ),
  ],
];

/** What is sure wherever the parser stumbles over something else. */
export const unsure = ({ column }: Place): Said =>
  ends(`This line cannot be read from character ${column} on.`);

/** Whether more brackets open before a place on its line than close. */
function isOpenBefore({ line, column }: Place): boolean {
  const before = line.slice(0, column - 1);
  return before.replace(/[^[{]/g, '').length > before.replace(/[^\]}]/g, '').length;
}

const opensInName = (place: Place): boolean => isOpenBefore(place) && !/^[ -]*[\w-]+: /.test(place.line);

function ofEndOfBracket(place: Place): Said {
  if (!isOpenBefore(place)) return ends('A bracket is closed here that was not opened.');
  return opensInName(place) ? ends(typoIn(place) ?? BRACKETS) : unsure(place);
}

/** What is wrong with the line above moves all that stand below it. */
function ofIndent(place: Place): Said {
  const typo = typoIn(place);
  const typoAbove = typoIn({ line: place.above() });
  return typo === null && typoAbove !== null ? { ...ends(typoAbove), of: 'above' } : ends(typo ?? INDENT);
}

/** A name without its colon, or words that go on over lines until there is one. */
function ofName(place: Place): Said {
  const typo = typoIn(place);
  const { line, column, isAbove } = place;
  if (typo !== null) return { sentence: typo, goesOn: !isAbove };
  if (!/^[ -]*$/.test(line.slice(0, column - 1))) return { ...ends(COLON), of: 'end' };
  return /:( |\r?$)/.test(line) ? unsure(place) : { sentence: NO_COLON, goesOn: !isAbove };
}

function ofWords(place: Place): Said {
  const typo = typoIn(place);
  if (typo !== null) return ends(typo);
  if (/^[ -]*[\w-]+: +\? /.test(place.line)) return goesOn(QUOTES);
  return /: .*:( |\r?$)/.test(place.line) ? ends(COLON) : unsure(place);
}

/** What looks right on a line and is not. */
function typoIn({ line }: Pick<Place, 'line'>): string | null {
  const words = line.trimStart();
  if (/^[–—]/.test(words)) return 'An entry begins with the plain dash of the keyboard and a space.';
  if (/^(- +)*-[^\s-]/.test(words)) return 'Put a space behind the dash.';
  if (
    /^[ -]*([\u00A0\u2000-\u200B\u202F\u3000\uFEFF]|[\w-]+(：|:[\u00A0\u2000-\u200B\u202F\u3000]))/.test(line)
  ) {
    return FOREIGN;
  }
  return /^(- +)*[\w-]+:[^\s]/.test(words) ? 'Put a space behind the colon.' : null;
}
