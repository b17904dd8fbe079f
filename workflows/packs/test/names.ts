/** Every name of a field that a JSON Schema knows. */
export function fieldsOfSchema(schema: unknown): Set<string> {
  const names = [...partsOf(schema)].flatMap(({ properties }) =>
    isObject(properties) ? Object.keys(properties) : [],
  );
  return new Set(names);
}

/** Every word from a fixed list that a JSON Schema knows. */
export function wordsOfSchema(schema: unknown): Set<string> {
  const words = [...partsOf(schema)].flatMap((part) => [part['const'] ?? [], part['enum'] ?? []].flat());
  return new Set(words.filter((word) => typeof word === 'string'));
}

/** Every name of a field, and every word, that a document uses. */
export function namesIn(document: unknown): Set<string> {
  const names = new Set<string>();
  for (const part of partsOf(document)) {
    for (const [name, value] of Object.entries(part)) {
      names.add(name);
      for (const word of [value].flat()) if (typeof word === 'string') names.add(word);
    }
  }
  return names;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* partsOf(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const each of value) yield* partsOf(each);
  if (!isObject(value)) return;
  yield value;
  for (const each of Object.values(value)) yield* partsOf(each);
}
