/** A value as it can be written into a line of JSON and read back as what pg was given. */
type Written =
  | string
  | number
  | boolean
  | null
  | readonly Written[]
  | { readonly bytes: string }
  | { readonly date: string }
  | { readonly json: string };

export interface Statement {
  readonly text: string;
  readonly name?: string;
  readonly values?: readonly unknown[];
}

export const writeStatement = ({ text, name, values }: Statement): string =>
  JSON.stringify({ text, name, values: values?.map(written) });

export function readStatement(line: string): Statement {
  const { text, name, values } = JSON.parse(line) as { text: string; name?: string; values?: Written[] };
  return {
    text,
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: values.map(read) }),
  };
}

function written(value: unknown): Written {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return { bytes: value.toString('base64') };
  if (value instanceof Date) return { date: value.toISOString() };
  if (Array.isArray(value)) return value.map(written);
  return { json: JSON.stringify(value) };
}

function read(value: Written): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value) return Buffer.from(value.bytes, 'base64');
  if ('date' in value) return new Date(value.date);
  // pg sends an object as its JSON, so its JSON is the same to PostgreSQL.
  if ('json' in value) return value.json;
  return value.map(read);
}
