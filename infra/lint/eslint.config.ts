import { fileURLToPath } from 'node:url';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import type { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { BOUNDARIES } from './boundaries.ts';
import { sayWhoMay } from './rules/say-who-may.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the sandbox that replays workflows, and the pure core, may never reach. */
const NODE_AND_SERVERS = [
  {
    group: ['node:*', 'fs', 'crypto', 'path', 'os', 'http', 'net'],
    message: 'This code runs where node is not: keep it pure.',
  },
  {
    group: ['@nestjs/*', 'typeorm', 'pg', 'graphile-worker'],
    message: 'A workflow or a pure library never touches a server or a database.',
  },
];

/** Time and chance come in as arguments, so that browser, API, worker and replay agree. */
const IMPURE = [
  { name: 'Date', message: 'Instants are integers here; the caller brings the clock.' },
  { name: 'Intl', message: 'Calendars are snapshots here; the platform’s tables differ between machines.' },
  { name: 'performance', message: 'The caller brings the clock.' },
  { name: 'crypto', message: 'Chance comes in as an argument.' },
];

/** Nx types its plugin for an older ESLint than the one that runs it. */
const boundaries = { rules: nx.rules } as unknown as ESLint.Plugin;

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.angular/**', 'test-results/**', '.trustward/**'] },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strict, ts.configs.stylistic],
    plugins: { '@nx': boundaries, trustward: { rules: { 'say-who-may': sayWhoMay } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      // As the compiler is told: what Nest reads from a decorated class is no import of a type alone.
      parserOptions: { tsconfigRootDir: root, emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      '@nx/enforce-module-boundaries': ['error', BOUNDARIES],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` object and its union.' },
        {
          selector: 'CatchClause:not([param]) > BlockStatement[body.length=0]',
          message: 'Name the error, and why it could not be prevented.',
        },
        {
          selector:
            'ArrowFunctionExpression > TSTypeAnnotation.returnType > TSFunctionType > TSTypeAnnotation.returnType > TSVoidKeyword',
          message: 'Give the type a name: no-misused-promises does not look at what returns it so.',
        },
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
          message: "Write `import * as z from 'zod'`: the named import costs the browser 54 kB.",
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Configuration is parsed once, in libs/config.' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['libs/chain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE],
      'no-restricted-imports': ['error', { patterns: NODE_AND_SERVERS }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
      ],
    },
  },
  {
    files: ['libs/{contracts,permissions}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: NODE_AND_SERVERS }] },
  },
  {
    files: ['workflows/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...NODE_AND_SERVERS,
            { group: ['zod'], message: 'Keep zod out of the workflow bundle.' },
          ],
        },
      ],
    },
  },
  { files: ['apps/api/src/**/*.controller.ts'], rules: { 'trustward/say-who-may': 'error' } },
  {
    files: ['apps/portal/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'tw', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'tw', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['apps/portal/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['libs/config/**/*.ts', 'infra/**/*.ts', 'test/**/*.ts', 'libs/testing/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['infra/**/*.ts', 'test/**/*.ts', 'apps/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
