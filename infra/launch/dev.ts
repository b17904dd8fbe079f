import { watch } from 'node:fs';
import path from 'node:path';
import { build } from './building.ts';
import { isSource } from './fingerprint.ts';
import { report } from './refusal.ts';
import { launch, ROOT } from './run.ts';
import { line, seconds } from './say.ts';

const QUIET_FOR_MS = 250;
const WATCHED = ['apps', 'libs', 'workflows'];

/** `npm run dev`: as `npm start`, and builds and reloads when a source changes. */
const launcher = await launch(process.argv.slice(2));
if (launcher) {
  let waiting: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      working = working.then(rebuild);
    }, QUIET_FOR_MS);
  };
  for (const name of WATCHED) {
    watch(path.join(ROOT, name), { recursive: true }, (_event, file) => {
      const parts = file?.split(path.sep) ?? [];
      if (parts.some((part) => part === 'dist' || part === 'node_modules')) return;
      if (isSource(parts.at(-1) ?? '')) changed();
    });
  }
  line('Watching apps, libs and workflows; reload the page after a change to the portal.');
}

async function rebuild(): Promise<void> {
  const began = Date.now();
  try {
    await build(ROOT, 'all');
    await launcher?.reload();
    line(`Built and started anew · ${seconds(Date.now() - began)}`);
  } catch (error) {
    // A mistake in a source: what ran goes on running until it is mended.
    report(error);
  }
}
setInterval(() => undefined, 60_000);
