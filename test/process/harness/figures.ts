/** What a process tells of itself in the Prometheus format. */
export interface Figures {
  /** The names of all that it explains, whether or not there is a figure of it yet. */
  readonly named: ReadonlySet<string>;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export async function scrape(port: string): Promise<Figures> {
  // By a connection of its own: one that was kept may be closed at the moment it is used again.
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`The figures at ${port}: ${answer.status}.`);
  return figuresIn(await answer.text());
}

function figuresIn(text: string): Figures {
  return {
    named: new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)),
    samples: [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, said]) => [key, said]),
      ) as Record<string, string>,
      value: Number(value),
    })),
  };
}

export const valueOf = (
  { samples }: Figures,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined => samples.find((it) => it.name === name && fits(it, Object.entries(labels)))?.value;

const fits = (sample: Sample, labels: readonly (readonly [string, string])[]): boolean =>
  labels.every(([key, said]) => sample.labels[key] === said);

/** A figure that an expression asks for, with what it says of its labels. */
export interface Selector {
  readonly name: string;
  readonly matchers: readonly { readonly label: string; readonly pattern: RegExp }[];
}

const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring']);

/** The figures that an expression names: what is left once labels, spans of time, groups and functions are taken out. */
export function selectorsIn(expression: string): readonly Selector[] {
  const plain = expression
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[\w+\]/g, ' ');
  return [...plain.matchAll(/\b([a-z_]\w*)\b(?!\s*\()(?:\{([^}]*)\})?(?![^{]*\})/g)]
    .filter(([, name = '']) => !WORDS.has(name))
    .map(([, name = '', matchers = '']) => ({
      name,
      matchers: [...matchers.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(([, label = '', how, said = '']) => ({
        label,
        pattern: new RegExp(`^(?:${how === '=' ? said.replaceAll(/[^\w ]/g, '\\$&') : said})$`),
      })),
    }));
}

export const isTold = ({ name, matchers }: Selector, samples: readonly Sample[]): boolean =>
  samples.some(
    (it) => it.name === name && matchers.every(({ label, pattern }) => pattern.test(it.labels[label] ?? '')),
  );
