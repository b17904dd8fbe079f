import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from './bundle.ts';

const WORKFLOWS = fileURLToPath(new URL('../../../../workflows/src/index.ts', import.meta.url));
const BYTES_MAX = 2_000_000;

describe('the workflow bundle', () => {
  let code = '';
  beforeAll(async () => {
    ({ code } = await bundleWorkflows(WORKFLOWS));
  });

  it('holds the workflows and the failure converter, taken from source', () => {
    for (const file of [
      'case.workflow.ts',
      'deliver.workflow.ts',
      'case-messages.ts',
      'failure-converter.ts',
    ]) {
      expect([file, code.includes(`${file} ***!`)]).toEqual([file, true]);
    }
  });

  it('holds no zod, no database driver and nothing of Node', () => {
    for (const banned of [
      /node_modules\/zod\//,
      /node_modules\/pg\//,
      /node_modules\/typeorm\//,
      /require\("node:/,
    ]) {
      expect([banned.source, banned.test(code)]).toEqual([banned.source, false]);
    }
  });

  it(`stays under ${BYTES_MAX} bytes, source map included, because every worker thread loads it`, () => {
    expect(code.length).toBeLessThan(BYTES_MAX);
  });
});
