interface Kind {
  readonly include: readonly string[];
  readonly timeout: number;
  /** Files run one after another where each needs a machine's worth of real servers. */
  readonly alone?: true;
  /** Files keep nothing of their own between tests, so that the modules they share are loaded once for all of them. */
  readonly together?: true;
  /** Starts one real PostgreSQL, migrated, before the first file. */
  readonly database?: true;
  /** Starts the whole product with its demo, before the first file. */
  readonly product?: true;
}

/** Every kind of test, in the order in which `npm test` runs them. */
export const KINDS: Readonly<Record<string, Kind>> = {
  unit: {
    include: ['{apps,libs,workflows,infra}/**/src/**/*.spec.ts', 'infra/**/*.spec.ts'],
    timeout: 60_000,
    together: true,
  },
  house: { include: ['test/house/**/*.spec.ts'], timeout: 120_000 },
  api: {
    include: ['test/api/**/*.spec.ts', 'test/api/**/*.e2e-spec.ts'],
    timeout: 60_000,
    together: true,
    database: true,
  },
  isolation: {
    include: ['test/isolation/**/*.spec.ts'],
    timeout: 120_000,
    together: true,
    database: true,
  },
  process: { include: ['test/process/**/*.spec.ts'], timeout: 300_000 },
  launcher: { include: ['test/launcher/**/*.spec.ts'], timeout: 180_000, alone: true },
  portal: { include: ['test/portal/**/*.spec.ts'], timeout: 120_000, product: true },
};
