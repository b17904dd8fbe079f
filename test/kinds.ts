interface Kind {
  readonly include: readonly string[];
  readonly timeout: number;
  /**
   * How many files run at once for each core: two where they wait for servers more than they compute. Left out, one;
   * `alone`, one after another, where each needs a machine to itself.
   */
  readonly filesPerCore?: 2 | 'alone';
  /** Files keep nothing of their own between tests, so that the modules they share are loaded once for all of them. */
  readonly together?: true;
  /** Starts one real PostgreSQL, migrated, before the first file. */
  readonly database?: true;
  /** Makes one migrated cluster before the first file, of which each world takes a copy. */
  readonly cluster?: true;
  /** Starts the whole product with its demo, before the first file. */
  readonly product?: true;
  /** What fails beside other files is tried once more by itself, and the end of the run says so. */
  readonly triedAlone?: true;
  /** Files that take longer than their size tells, by which Vitest begins with the largest where it knows no better. */
  readonly first?: readonly string[];
}

/** Every kind of test. */
export const KINDS: Readonly<Record<string, Kind>> = {
  unit: {
    include: ['{apps,libs,workflows,infra}/**/src/**/*.spec.ts', 'infra/**/*.spec.ts'],
    timeout: 120_000,
    together: true,
  },
  house: { include: ['test/house/**/*.spec.ts'], timeout: 120_000 },
  api: {
    include: ['test/api/**/*.spec.ts', 'test/api/**/*.e2e-spec.ts', 'test/security/**/*.spec.ts'],
    timeout: 120_000,
    together: true,
    database: true,
  },
  isolation: {
    include: ['test/isolation/**/*.spec.ts'],
    timeout: 120_000,
    together: true,
    database: true,
  },
  process: {
    include: ['test/process/**/*.spec.ts'],
    timeout: 300_000,
    filesPerCore: 2,
    together: true,
    cluster: true,
    triedAlone: true,
    first: ['killed', 'rolling', 'restored', 'lost', 'children', 'mail-later', 'figures'],
  },
  reliability: { include: ['test/reliability/**/*.spec.ts'], timeout: 300_000 },
  launcher: { include: ['test/launcher/**/*.spec.ts'], timeout: 180_000, filesPerCore: 'alone' },
  portal: {
    include: ['test/portal/**/*.spec.ts'],
    timeout: 120_000,
    filesPerCore: 2,
    together: true,
    product: true,
    triedAlone: true,
    first: ['accessible', 'own-product', 'sending', 'report', 'drill'],
  },
};
