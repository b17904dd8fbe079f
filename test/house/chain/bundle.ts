import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What runs in a browser of some code of ours, as one script. Libraries are taken from source. */
export async function bundled(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['@trustward/source'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
