import { readFileSync } from 'node:fs';
import { parseChain } from '@trustward/chain';
import { prove } from '@trustward/chain/prove';
import { describe, expect, it } from 'vitest';

const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');
const [, sheet = ''] = /## The fit sheet\n([\s\S]*)/.exec(README) ?? [];

/** How many rows each document has. */
const ROWS = { '000': 37, '001': 27, '002': 17, '003': 45, '004': 22 } as const;
const RULES = Object.entries(ROWS).flatMap(([document, rows]) =>
  Array.from({ length: rows }, (_, index) => `${document}.${String(index + 1).padStart(2, '0')}`),
);

describe('the fit sheet', () => {
  it('takes each of the 148 rows once', () => {
    expect(RULES).toHaveLength(148);
    const named = [...sheet.matchAll(/00[0-4]\.\d\d/g)].map(([rule]) => rule).sort();
    expect(named).toEqual(RULES);
  });

  it('names a construct for each type of case', () => {
    const [, cases = ''] = /### Types of case\n([\s\S]*?)\n###/.exec(sheet) ?? [];
    const rows = cases.split('\n').filter((line) => line.startsWith('|') && !/^\| case |^\| ?-/.test(line));
    expect(rows).toHaveLength(22);
    for (const row of rows) expect(row).toMatch(/`[^`]+`/);
  });

  it('gives the call about the chief executive a ladder that is proved', () => {
    const [, ladder = ''] = /about the chief executive.*?ladder `\[(.*?)\]`/.exec(sheet) ?? [];
    const call = {
      id: 'ring',
      title: 'Ring the Designated Officer',
      sentence: 'Say what was reported.',
      path: 'designatedOfficer',
      owner: ladder.split(', '),
      clock: { within: { workingDays: 1 }, from: 'awareness' },
      late: [{ tell: ['trustSafeguardingLead', 'trustChair', 'viceChair', 'ceo', 'safeguardingTrustee'] }],
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
