import { fileURLToPath } from 'node:url';
import { build } from './building.ts';
import { report } from './refusal.ts';

/** `npm run build`: says nothing when all is well. */
const root = fileURLToPath(new URL('../..', import.meta.url));
try {
  await build(root, 'all');
} catch (error) {
  process.exitCode = report(error);
}
