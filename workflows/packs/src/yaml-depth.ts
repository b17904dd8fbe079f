/** Deeper than anything the language allows. Beyond a few thousand the parser can end the whole process. */
const DEEPEST = 200;

/**
 * Whether YAML may be nested beyond all measure, seen before any parser does: by brackets, by indentation, or by dashes
 * one after another on a line. Brackets inside words count too, so it may say yes to a text of very many that never close.
 */
export function isTooDeep(text: string): boolean {
  let [brackets, column, dashes] = [0, 0, 0];
  for (const character of text) {
    if (character === '[' || character === '{') brackets += 1;
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
    if (character === '\n') [column, dashes] = [0, 0];
    else if (column >= 0) {
      if ('-?:'.includes(character)) dashes += 1;
      // The first letter of a line ends its indentation.
      column = ' \t-?:'.includes(character) ? column + 1 : -1;
    }
    if (Math.max(brackets, column, dashes) > DEEPEST) return true;
  }
  return false;
}
