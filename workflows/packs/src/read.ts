import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The folder of the data, which stands beside `src` and `dist` alike. */
const ROOT = new URL('../', import.meta.url);

/** The YAML files of a folder, in order of their names, each as `folder/name.yaml`. */
export function filesOf(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** The folders that hold a pack: one layer, with its chains or its changes to chains from above. */
export function packFolders(): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && filesOf(entry.name).includes(`${entry.name}/layer.yaml`))
    .map((entry) => entry.name)
    .sort();
}

export function readYaml(file: string): unknown {
  return parse(readFileSync(fileURLToPath(new URL(file, ROOT)), 'utf8'));
}
