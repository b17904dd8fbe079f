import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/folder.ts';
import { GOOD, head } from '../../test/lost-property.ts';
import { typed } from '../../test/typed.ts';
import { chainLintCommand } from './lint.ts';
import { chainProveCommand } from './prove.ts';

const { path: folder, write: file } = aFolder();

const prove = (...args: readonly string[]) => typed(chainProveCommand, ...args);

describe('chain prove, of several files', () => {
  const good = file('good.yaml', GOOD);
  const mother = file(
    'mother.yaml',
    `${GOOD.replace('id: lost', 'id: all-lost')}    opens: { chain: lost-property }\n`,
  );

  it('proves a chain that opens a case of a chain beside it', async () => {
    const { code, said } = await prove(mother, good);
    expect(code).toBe(0);
    expect(said.join('\n').match(/is lost: proved\./g)).toHaveLength(2);
  });

  it('refuses it alone, as the linter does', async () => {
    const { code, said } = await prove(mother);
    expect(code).toBe(1);
    expect(said.join('\n')).toContain('There is no chain "lost-property".');
  });

  it('answers a machine with a list, in the order given', async () => {
    const { said } = await prove(good, mother, '--json');
    expect(JSON.parse(said.join('\n'))).toMatchObject([
      { chain: 'lost-property', ok: true },
      { chain: 'all-lost-property', ok: true },
    ]);
  });

  it('proves the others where one cannot be read, and ends with 2', async () => {
    const { code, said } = await prove(`${folder}/gone.yaml`, good);
    expect(code).toBe(2);
    expect(said[0]).toContain('gone.yaml: There is no such file.');
    expect(said[1]).toContain('is lost: proved.');
  });
});

/** A trust's layer with one change to what ships. */
function aChange(text: string): string {
  const own = mkdtempSync(path.join(folder, 'own-'));
  const write = (name: string, said: string): string => {
    writeFileSync(path.join(own, name), said);
    return path.join(own, name);
  };
  write('layer.yaml', 'language: 2\nlayer: trust\nid: ours\nversion: 1\ntitle: Our Trust\n');
  return write('change.yaml', text);
}

describe('chain prove, of what cannot be run', () => {
  const unasked = file(
    'unasked.yaml',
    `${GOOD}    evidence: [{ id: what, kind: fact, fact: what, label: What it is }]\n`,
  );
  const looser = aChange(
    'language: 2\namends: concern-about-a-child\nversion: 1\nsteps:\n  - { id: make-safe, owner: [ceo] }\n',
  );
  const malformed = file('malformed.yaml', `${head('malformed')}steps: many\n`);
  const headOnly = path.join(path.dirname(looser), 'layer.yaml');

  it.each([
    ['a name that leads nowhere', unasked, 'lost-property', 'unknownName', 1],
    ['a value looser than a floor', looser, 'concern-about-a-child', 'looserThanFloor', 1],
  ] as const)(
    '%s it refuses with what the linter finds, and ends as the linter does',
    async (_, name, chain, code, ends) => {
      expect((await typed(chainLintCommand, name)).code).toBe(ends);
      const said = await prove(name);
      expect(said.code).toBe(ends);
      expect(said.said[0]).toMatch(/: not proved\. The linter refuses it\.\n {2}.+\.yaml:\d+: steps\./);
      const { said: json, code: end } = await prove(name, '--json');
      expect(end).toBe(ends);
      expect(JSON.parse(json.join('\n'))).toMatchObject({
        chain,
        ok: false,
        counterExample: null,
        refused: expect.arrayContaining([expect.objectContaining({ code, severity: 'mistake' })]) as unknown,
      });
    },
  );

  it('what is not in the language is bad input, and hides no other file', async () => {
    const { code, said } = await prove(malformed, file('good.yaml', GOOD));
    expect(code).toBe(2);
    expect(said[0]).toMatch(/malformed\.yaml:7: steps: This must be a list\.$/);
    expect(said[1]).toContain('is lost: proved.');
  });

  it('a file with no chain is bad input', async () => {
    const empty = path.join(mkdtempSync(path.join(folder, 'empty-')), 'layer.yaml');
    writeFileSync(empty, 'language: 2\nlayer: trust\nid: ours\nversion: 1\ntitle: Our Trust\n');
    const { code, said } = await prove(empty);
    expect(code).toBe(2);
    expect(said).toEqual([`${empty}: There is no chain in it.`]);
  });

  it('the whole layer answers for what it changes', async () => {
    expect((await prove(headOnly)).code).toBe(1);
  });
});
