import { readFileSync } from 'node:fs';
import { parseChain } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');

describe("the language's page", () => {
  it('shows a chain that is sound', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
    expect(parseChain(parse(example))).toMatchObject({ ok: true, chain: { id: 'lost-property' } });
  });
});
