import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { aFolder } from '../../test/folder.ts';
import { GOOD } from '../../test/lost-property.ts';

const MAIN = fileURLToPath(new URL('../../../../infra/dist/programs/cli.js', import.meta.url));
const PACKS = fileURLToPath(new URL('../../../../workflows/packs/', import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Runs the built command line with little memory and little time. */
const cli = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const limits = { env: {}, timeout: 20_000, maxBuffer: 32 * 1024 * 1024 };
    execFile(process.execPath, ['--max-old-space-size=256', MAIN, ...args], limits, (error, out, talk) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, talk });
    });
  });

beforeAll(() => expect(existsSync(MAIN)).toBe(true));
const { path: folder, write: file } = aFolder();

describe('chain lint', () => {
  it('answers nothing where nothing is wrong, and ends with 0', async () => {
    const ended = await cli('chain', 'lint', file('good.yaml', GOOD));
    expect(ended).toMatchObject({ code: 0, out: '', talk: '0 mistakes, 0 warnings in 1 file.\n' });
  });

  it('counts nothing where it could read nothing', async () => {
    const ended = await cli('chain', 'lint', file('two.yaml', `${GOOD}---\n${GOOD}`));
    expect(ended.code).toBe(2);
    expect(ended.talk).toMatch(/two\.yaml:\d+: A file holds one chain or layer\./);
    expect(ended.talk).not.toContain('0 mistakes');
  });

  it('reads JSON as it reads YAML', async () => {
    const json = '{"language":2,"id":"a","version":1,"title":"A","sentence":"A.","about":"child","steps":[]}';
    const ended = await cli('chain', 'lint', file('a.json', json));
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.out).toMatch(/a\.json:1: steps: There must be at least 1 here\.\n/);
  });

  it('names file, line, path and sentence of each mistake, and ends with 1', async () => {
    const bad = GOOD.replace('[dsl, deputyDsl, headteacher, trustSafeguardingLead]', '[dsl, dsl]').replace(
      / {4}late.*\n/,
      '',
    );
    const name = file('bad.yaml', bad);
    const ended = await cli('chain', 'lint', name);
    expect(ended.code).toBe(1);
    expect(ended.out.split('\n')).toContain(`${name}:11: steps.0.owner: The ladder names dsl twice.`);
    expect(ended.talk).toMatch(/^\d+ mistakes, \d+ warnings? in 1 file\.\n$/);
    const json = JSON.parse((await cli('chain', 'lint', '--json', name)).out) as {
      findings: object[];
      mistakes: number;
    };
    expect(json.mistakes).toBeGreaterThan(0);
    expect(json.findings).toContainEqual(
      expect.objectContaining({ file: name, line: 11, path: 'steps.0.owner', severity: 'mistake' }),
    );
  });

  it('says beside brackets without an end what else is wrong, and of what stands in them nothing more', async () => {
    const bad = `${GOOD}    rules: ['000.13']\n`
      .replace('deputyDsl, headteacher, trustSafeguardingLead]', 'deputyDsl')
      .replace(/\[\{ tell: .*\}\]/, '[{ tell: [ceo} }]')
      .replace('from: awareness', 'from: awareness, floor: { hours: 1 }');
    const name = file('open.yaml', bad);
    const { code, out } = await cli('chain', 'lint', name);
    expect(code).toBe(2);
    expect(out.split('\n').map((line) => line.slice(name.length))).toEqual([
      ':11: A quote or a bracket is never closed.',
      expect.stringMatching(
        /^:13: What opens with \[ at line 13, character 20, is closed with \} at line 13/,
      ),
      expect.stringMatching(/^:8: steps\.0\.evidence: Rule 000\.13 wants written down/),
      ':12: steps.0.clock.within: "Look for it" says 1 working day, and its floor is 1 hour.',
      '',
    ]);
    const explained = await cli('chain', 'explain', name);
    expect(explained).toMatchObject({ code: 2, out: '', talk: out });
  });

  it('looks at every file though one cannot be read', async () => {
    const [good, gone] = [file('good.yaml', GOOD), path.join(folder, 'gone.yaml')];
    const bad = file('bad.yaml', GOOD.replace('from: awareness', 'from: { done: nobody }'));
    const ended = await cli('chain', 'lint', good, gone, bad);
    expect(ended.code).toBe(2);
    expect(ended.talk).toContain(`${gone}: There is no such file.`);
    expect(ended.out).toContain(`${bad}:12: steps.0.clock.from: There is no step "nobody".`);
  });

  it('reads a change to a chain with its layer, over the guidance and an authority', async () => {
    const own = mkdtempSync(path.join(folder, 'own-'));
    const write = (name: string, text: string) => {
      writeFileSync(path.join(own, name), text);
      return path.join(own, name);
    };
    const change = write(
      'concern.yaml',
      'language: 2\namends: concern-about-a-child\nversion: 1\nsteps:\n  - id: make-safe\n    owner: [ceo]\n',
    );
    const alone = await cli('chain', 'lint', change);
    expect(alone.code).toBe(2);
    expect(alone.talk).toContain('Put the layer.yaml of its layer beside it');
    write('layer.yaml', 'language: 2\nlayer: trust\nid: ours\nversion: 1\ntitle: Our Trust\n');
    const ended = await cli('chain', 'lint', change, '--authority', 'westmere');
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(
      /concern\.yaml:6: steps\.make-safe\.owner: Our Trust says the chief executive .*; Guidance for schools in England says .*, as a floor: /,
    );
    expect((await cli('chain', 'lint', change, '--authority', 'nowhere')).talk).toContain(
      'There is no local authority "nowhere": there are westmere, norbury-vale.',
    );
  });

  it('finds what a layer that says nothing but values makes looser than a floor, once', async () => {
    const own = mkdtempSync(path.join(folder, 'values-'));
    const name = path.join(own, 'layer.yaml');
    const head = 'language: 2\nlayer: authority\nid: ours\nversion: 1\ntitle: Our Council\nvalues:\n';
    writeFileSync(name, `${head}  policeCall: { is: { hours: 9 }, title: The police are rung }\n`);
    const ended = await cli('chain', 'lint', name);
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(
      /^.*layer\.yaml:7: values\.policeCall: Our Council says 9 hours .* 1 hour, as a floor\.\n/,
    );
    expect(ended.out.trim().split('\n')).toHaveLength(1);
  });

  it('reads a school’s change over what its trust says', async () => {
    const own = mkdtempSync(path.join(folder, 'school-'));
    writeFileSync(
      path.join(own, 'layer.yaml'),
      'language: 2\nlayer: school\nid: oak\nversion: 1\ntitle: Oak\n',
    );
    const change = path.join(own, 'concern.yaml');
    writeFileSync(
      change,
      'language: 2\namends: concern-about-a-child\nversion: 1\nsteps:\n  - id: ring-police\n    owner: [ceo]\n',
    );
    const trust = fileURLToPath(
      new URL('../../../../workflows/packs/source-000/layer.yaml', import.meta.url),
    );
    expect((await cli('chain', 'lint', change)).out).toContain('"ring-police" is in no layer above');
    expect((await cli('chain', 'lint', change, '--trust', trust)).out).not.toContain('is in no layer above');
    expect((await cli('chain', 'lint', change, '--trust', change)).talk).toContain(
      'concern.yaml: It belongs to no layer of a trust.',
    );
  });
});

describe('chain explain', () => {
  it('tells a chain in sentences, and nothing else', async () => {
    const ended = await cli('chain', 'explain', file('good.yaml', GOOD));
    expect(ended).toMatchObject({ code: 0, talk: '' });
    expect(ended.out).toContain('\n1. Look for it\n');
    expect(ended.out).toContain('   It is due within 1 working day, counted from when it became known.\n');
  });

  it('tells a shipped chain under an authority, with where each value came from', async () => {
    const name = `${PACKS}source-000/concern-about-a-child.yaml`;
    const ended = await cli('chain', 'explain', name, '--authority', 'norbury-vale');
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(
      /within 48 hours, counted from .* \(from Norbury Vale Council; in place of 24 hours from Guidance/,
    );
    const json = JSON.parse((await cli('chain', 'explain', name, '--json')).out) as {
      values: { path: string; from: string }[];
    };
    expect(json.values.find(({ path: at }) => at === 'steps.written-follow-up.clock.within')?.from).toMatch(
      /^from Guidance/,
    );
  });
});

describe('chain prove', () => {
  it('answers with the bounds of a shipped chain', async () => {
    const ended = await cli('chain', 'prove', `${PACKS}source-000/low-level-concern.yaml`, '--json');
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({ chain: 'low-level-concern', ok: true, bounds: {} });
  });

  it('tells the story of how a chain strands somebody, and ends with 1', async () => {
    const alone = GOOD.replace('[dsl, deputyDsl, headteacher, trustSafeguardingLead]', '[dsl]');
    const ended = await cli('chain', 'prove', file('alone.yaml', alone));
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^Something of a child's is lost: not proved\. .+\n/);
    expect(ended.out).toMatch(/\n {2}(Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*Miss A reports/);
    expect(ended.out).toContain('\nNot looked at:\n');
  });
});

describe('chain prove, of a chain that nothing is found against and that the linter refuses', () => {
  const refused = `${GOOD}    does: [close]\n`;
  const why = 'steps.0.closes: "Look for it" is an act of closing, and closes nothing.';

  it('claims no proof, says what is refused, and ends with 1', async () => {
    const name = file('refused.yaml', refused);
    const ended = await cli('chain', 'prove', name);
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^Something of a child's is lost: not proved\. The linter refuses it\.\n/);
    expect(ended.out).toContain(`\n  ${name}:8: ${why}\n`);
  });

  it('says the same to a machine', async () => {
    const ended = await cli('chain', 'prove', file('refused.yaml', refused), '--json');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({
      chain: 'lost-property',
      ok: false,
      counterExample: null,
      refused: [{ code: 'closesNothing', path: 'steps.0.closes', severity: 'mistake' }],
    });
  });
});

describe('chain schema', () => {
  it('is a JSON Schema that names the language', async () => {
    const ended = await cli('chain', 'schema');
    expect(ended).toMatchObject({ code: 0, talk: '' });
    expect(JSON.parse(ended.out)).toMatchObject({ title: 'The chain language of Trustward, version 2' });
  });
});

describe('used wrongly', () => {
  it.each([
    [['lint'], 'No file is named'],
    [['explain', 'a', 'b'], '"b" is one file too many'],
    [['prove', 'a', '--jsno'], "Unknown option '--jsno'"],
    [['prove', 'a', '--back-test', 'b'], "Unknown option '--back-test'"],
    [['explain', 'a', '--authority'], "Option '--authority <value>' argument missing"],
    [['schema', 'surplus'], 'Unexpected argument'],
  ])('%j they say how they are used, and end with 2', async (words, why) => {
    const ended = await cli('chain', ...words);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.talk.startsWith(why)).toBe(true);
    expect(ended.talk).toContain(`npm run -s cli -- chain ${words[0] ?? ''}`);
  });
});
