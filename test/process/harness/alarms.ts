import { readFile, readdir } from 'node:fs/promises';
import { parse } from 'yaml';

export interface Alarm {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly action: string };
}

const FOLDER = new URL('../../../infra/alarms/', import.meta.url);

/** Every alarm that ships. */
export async function alarms(): Promise<readonly Alarm[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml'));
  const read = await Promise.all(files.map((name) => readFile(new URL(name, FOLDER), 'utf8')));
  return read.flatMap((text) =>
    (parse(text) as { groups: { rules: Alarm[] }[] }).groups.flatMap(({ rules }) => rules),
  );
}

const README = new URL('../../../libs/observability/README.md', import.meta.url);

/** Every figure that the README explains. */
export async function explained(): Promise<readonly string[]> {
  const text = await readFile(README, 'utf8');
  return [...text.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}
