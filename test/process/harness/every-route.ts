import { randomUUID } from 'node:crypto';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly $ref?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What the API says of itself. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** Each route, asked with one word wherever a word fits: once in its address, once with the ids given in what is sent. */
export function everyRoute(
  { paths, components }: Described,
  word: string,
  ids: Readonly<Record<string, string>>,
): readonly Asked[] {
  const schemaOf = (it: Schema): Schema =>
    it.$ref === undefined ? it : (components.schemas[it.$ref.split('/').at(-1) ?? ''] ?? {});

  function valueOf(given: Schema): unknown {
    const it = schemaOf(given);
    if (it.const !== undefined) return it.const;
    if (it.enum !== undefined) return it.enum[0];
    const [first] = it.anyOf ?? it.allOf ?? [];
    if (first !== undefined) return valueOf(first);
    if (it.type === 'object') {
      const entries = Object.entries(it.properties ?? {}).map(([name, of]) => [name, valueOf(of)]);
      const any =
        typeof it.additionalProperties === 'object' ? [[word, valueOf(it.additionalProperties)]] : [];
      return Object.fromEntries([...entries, ...any]) as object;
    }
    if (it.type === 'array') return [valueOf(it.items ?? {})];
    if (it.type === 'boolean') return true;
    if (it.type === 'integer' || it.type === 'number') return 1;
    if (it.format === 'uuid') return randomUUID();
    return it.format === 'date-time' ? new Date().toISOString() : word;
  }

  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([verb, { parameters = [], requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const body = schema === undefined ? {} : { body: JSON.stringify(valueOf(schema)) };
      const method = verb.toUpperCase();
      const said = encodeURIComponent(word);
      const query = ['anything', ...parameters.filter((it) => it.in === 'query').map(({ name }) => name)]
        .map((name) => `${name}=${said}`)
        .join('&');
      const named = (known: Readonly<Record<string, string>>) =>
        template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => known[name] ?? said);
      return [
        { method, path: `${named({})}?${query}`, ...body },
        { method, path: named(ids), ...body },
      ];
    }),
  );
}
