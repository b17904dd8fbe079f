import { readFileSync } from 'node:fs';
import { parseChain } from '@trustward/chain';
import { lint } from '@trustward/chain/lint';
import { prove } from '@trustward/chain/prove';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { chainOf, SKETCHES } from '../test/fit-sheet/sketches.ts';

const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');
const [, sheet = ''] = /## The fit sheet\n([\s\S]*?)\n## /.exec(README) ?? [];
const [, cases = ''] = /### Types of case\n([\s\S]*?)\n###/.exec(sheet) ?? [];
/** Each type of case with the words that say it. */
const TYPES = [...cases.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)].flatMap(([, type = '', said = '']) =>
  type === 'case' || type.startsWith('-') ? [] : [[type, said] as const],
);

const PACK = loadPack();

/** How many rows each document has. */
const ROWS = { '000': 37, '001': 27, '002': 17, '003': 45, '004': 22 } as const;
const RULES = Object.entries(ROWS).flatMap(([document, rows]) =>
  Array.from({ length: rows }, (_, index) => `${document}.${String(index + 1).padStart(2, '0')}`),
);

const ROW = /00[0-4]\.\d\d/g;

describe('the fit sheet', () => {
  it('takes each of the 148 rows once', () => {
    expect(RULES).toHaveLength(148);
    const named = [...(sheet.match(ROW) ?? [])].sort();
    expect(named).toEqual(RULES);
  });

  it('names a construct for each type of case', () => {
    expect(TYPES).toHaveLength(22);
    for (const [type, said] of TYPES) expect(said, type).toMatch(/`[^`]+`/);
  });

  it('has a sketch for each type and each row that no pack answers yet', () => {
    const sketches = Object.values(SKETCHES);
    const packed = PACK.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules));
    const outside = sheet.split('\n').filter((line) => line.includes('not a chain'));
    const answered = [...packed, ...sketches.flatMap(({ rules }) => rules ?? []), ...outside].join();
    expect(RULES.filter((rule) => !answered.includes(rule))).toEqual([]);
    const waiting = TYPES.filter(([, said]) => !/^written:|^the same steps/.test(said));
    expect(sketches.flatMap(({ says }) => says ?? []).sort()).toEqual(waiting.map(([type]) => type).sort());
  });

  const sketched = Object.entries(SKETCHES).flatMap(([id, sketch]) =>
    (sketch.says ?? []).map((type) => [type, JSON.stringify(chainOf(id, sketch))] as const),
  );
  it.each(sketched)('names nothing that the sketch does not have: %s', (type, written) => {
    const said = TYPES.find(([name]) => name === type)?.[1] ?? '';
    const named = [...said.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.match(/[\w-]+/g) ?? []);
    expect(named.filter((name) => !written.includes(name))).toEqual([]);
  });

  it.each(Object.entries(SKETCHES))(
    'is kept in the sketch of a chain that lints and is proved: %s',
    (id, sketch) => {
      const json = chainOf(id, sketch);
      const chains = [id, ...PACK.map((chain) => chain.id)];
      const mistakes = lint({ json, chains }).filter(({ severity }) => severity === 'mistake');
      expect(mistakes.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([]);
      const read = parseChain(json);
      expect(read.ok && prove(read.chain)).toMatchObject({ ok: true, undecided: [] });
    },
  );

  it('gives the call about the chief executive a ladder that is proved', () => {
    const [, ladder = ''] = /about the chief executive.*?ladder `\[(.*?)\]`/.exec(sheet) ?? [];
    const call = {
      id: 'ring',
      title: 'Ring the Designated Officer',
      sentence: 'Say what was reported.',
      path: 'designatedOfficer',
      owner: ladder.split(', '),
      clock: { within: { workingDays: 1 }, from: 'awareness' },
      late: [
        {
          tell: ['trustSafeguardingLead', 'trustChair', 'viceChair', 'ceo', 'safeguardingTrustee'],
          every: { workingDays: 1 },
        },
      ],
      evidence: [
        { id: 'officer', kind: 'contact', with: 'designatedOfficer', as: 'referral', label: 'Whom you told' },
        { id: 'toldAt', kind: 'instant', label: 'When you spoke' },
      ],
    };
    const act = { ...call, id: 'act', path: undefined, evidence: [], when: { subject: 'ceo' } };
    const read = parseChain({
      language: 2,
      id: 'about-the-executive',
      version: 1,
      title: 'About the chief executive',
      sentence: 'Something was said about the chief executive.',
      about: 'adult',
      steps: [call, act],
    });
    if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
    expect(prove(read.chain)).toMatchObject({ ok: true, undecided: [] });
  });
});
