import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/folder.ts';
import { GOOD } from '../../test/lost-property.ts';
import { typed } from '../../test/typed.ts';
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
