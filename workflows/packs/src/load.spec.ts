import { describe, expect, it } from 'vitest';
import { GUIDANCE, loadAuthorities, loadAuthorityLayers, loadLayer } from './layers.ts';
import { listPacks, loadPack } from './load.ts';
import { PackMalformed } from './pack-malformed.ts';

describe('the packs that ship', () => {
  it('are each sound, with a name of its own for every chain', () => {
    const chains = [GUIDANCE, ...listPacks()].flatMap((folder) => loadLayer(folder).chains);
    expect(chains.length).toBeGreaterThan(0);
    expect(new Set(chains.map(({ id }) => id)).size).toBe(chains.length);
  });

  it('name the rule that each step answers, or else what it comes from', () => {
    for (const { steps } of [...loadPack(), ...loadLayer('source-001').chains]) {
      expect(steps.filter(({ rules, cites }) => rules.length + cites.length === 0)).toEqual([]);
    }
  });

  it('say where a file is malformed', () => {
    const error = new PackMalformed('a.yaml', [{ path: 'steps.0', sentence: 'Wrong.' }]);
    expect(error.message).toBe('a.yaml is malformed.\n  steps.0: Wrong.');
  });
});

describe('the local authorities that ship', () => {
  it('do not exist: their numbers are those kept for drama, their addresses end nowhere', () => {
    for (const { contacts } of loadAuthorities()) {
      for (const { phone, email } of Object.values(contacts).filter((each) => each !== undefined)) {
        expect(phone).toMatch(/^01632 960\d{3}$/);
        if (email !== undefined) expect(email).toMatch(/\.example$/);
      }
    }
  });

  it('differ in how soon they want a referral in writing', () => {
    expect(loadAuthorityLayers().map(({ id, values }) => [id, values['writtenReferral']?.is])).toEqual([
      ['westmere', { hours: 24 }],
      ['norbury-vale', { hours: 48 }],
    ]);
  });
});
