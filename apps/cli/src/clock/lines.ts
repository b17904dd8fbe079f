/** No clock needs more; what is longer is not kept. */
const MOST_CHARACTERS = 100_000;

/** A line without its end; null for one that is too long. */
export type Line = string | null;

/** The lines of a text that comes in pieces, one at a time, holding no more than one of them. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let begun: Line = '';
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      yield joined(begun, chunk.slice(from, end));
      begun = '';
      from = end + 1;
    }
    begun = joined(begun, chunk.slice(from));
  }
  if (begun !== '') yield begun;
}

function joined(begun: Line, rest: string): Line {
  return begun === null || begun.length + rest.length > MOST_CHARACTERS ? null : begun + rest;
}
