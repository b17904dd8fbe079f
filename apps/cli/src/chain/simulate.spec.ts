import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../test/folder.ts';
import { refusalOf, typed } from '../../test/typed.ts';
import { chainSimulateCommand } from './simulate.ts';

const PACKS = fileURLToPath(new URL('../../../../workflows/packs/', import.meta.url));
const CONCERN = path.join(PACKS, 'source-000/concern-about-a-child.yaml');

const { path: folder, write: file } = aFolder();

const SCENARIO = `scenario: 1
title: Friday afternoon
opens: { at: 2026-11-13 16:40, by: Miss A, facts: { source: saw, in-danger-now: 'no' } }
until: 2026-11-20 17:00
people:
  - { name: Miss A, posts: [staff] }
  - { name: Dana Ellis, posts: [dsl] }
`;

async function run(...args: readonly string[]): Promise<readonly string[]> {
  const { code, said } = await typed(chainSimulateCommand, ...args);
  expect(code).toBe(0);
  return said;
}

const refused = async (...args: readonly string[]): Promise<string> =>
  (await refusalOf(chainSimulateCommand, ...args)).replaceAll(folder, '');

describe('chain simulate', () => {
  it('tells the timeline of a scenario from a file, with the headline first', async () => {
    const lines = await run(CONCERN, file('friday.yaml', SCENARIO));
    expect(lines[0]).toBe('Friday afternoon');
    expect(lines[3]).toContain('“Decide what to do” is');
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}16:40 {2}Miss A reports it; “/u));
  });

  it('takes a situation that ships by its name, and says it as JSON with instants in UTC', async () => {
    const [json = ''] = await run(CONCERN, 'nobody-acts', '--json');
    const answer = JSON.parse(json) as { timeline: { at: string; what: string }[]; ending: { how: string } };
    expect(answer.timeline[0]).toMatchObject({
      at: '2026-11-13T16:40:00.000Z',
      what: expect.stringMatching(/^Mia Reed reports it; .*“Is the child in danger now\?” “Yes”$/u),
    });
    expect(answer.ending.how).toBe('time');
  });

  it('says what is wrong with a scenario, with the file and the line', async () => {
    expect(await refused(CONCERN, file('a.yaml', SCENARIO.replace('[dsl]', '[dls]')))).toMatch(
      /^\/a\.yaml:7: people\.1\.posts\.0: This must be one of "dsl"/,
    );
    expect(await refused(CONCERN, file('b.yaml', `${SCENARIO}acts: [{ step: fly }]`))).toBe(
      '/b.yaml:8: acts.0.step: There is no step "fly".',
    );
    expect(await refused(CONCERN, file('c.yaml', 'people: ['))).toMatch(/^\/c\.yaml:\d+: /);
    expect(await refused(CONCERN, path.join(folder, 'none.yaml'))).toBe('/none.yaml: There is no such file.');
  });

  it('says which situations ship where none is named', async () => {
    expect(await refused(CONCERN)).toContain('friday-before-half-term');
  });

  it('wants the file of one chain', async () => {
    expect(await refused(path.join(PACKS, 'source-000/layer.yaml'), 'nobody-acts')).toContain(
      'There are several chains in it.',
    );
  });
});
