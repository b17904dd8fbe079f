import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { KINDS } from './kinds.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Libraries are taken from source, so that a test never reads yesterday's build. */
const conditions = ['@trustward/source', 'node', 'default'];

/** So that no long file is still running by itself when the others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFirst = ({ project, moduleId }: TestSpecification) =>
      KINDS[project.name]?.first?.some((name) => moduleId.endsWith(`/${name}.spec.ts`)) ?? false;
    const sorted = await super.sort(files);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
        ...(kind.cluster === true && { globalSetup: ['@trustward/testing/cluster-setup'] }),
        ...(kind.database === true && { globalSetup: ['@trustward/testing/global-setup'] }),
      },
    })),
  },
});
