import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { KINDS } from './kinds.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Libraries are taken from source, so that a test never reads yesterday's build. */
const conditions = ['@trustward/source', 'module', 'node', 'default'];

export default defineConfig({
  test: {
    projects: Object.entries(KINDS).map(([name, kind]) => ({
      root,
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      // Specs are in no package's tsconfig, from which the compiler would otherwise learn that Nest reads types.
      oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
      test: {
        name,
        root,
        include: [...kind.include],
        exclude: ['**/node_modules/**', '**/dist/**'],
        testTimeout: kind.timeout,
        hookTimeout: 180_000,
        // A busy machine may take its time: what is waited for is what is tested, not how quickly it comes.
        expect: { poll: { timeout: 30_000 } },
        fileParallelism: kind.filesPerCore !== 'alone',
        // Left to itself, Vitest keeps one core free: on two cores files would run one after another.
        ...(kind.filesPerCore !== 'alone' && {
          maxWorkers: Math.max(2, availableParallelism()) * (kind.filesPerCore ?? 1),
        }),
        isolate: kind.together !== true,
        pool: 'forks' as const,
        ...(kind.product === true && { globalSetup: [`${root}test/portal/harness/product.ts`] }),
        ...(kind.database === true && { globalSetup: ['@trustward/testing/global-setup'] }),
      },
    })),
  },
});
