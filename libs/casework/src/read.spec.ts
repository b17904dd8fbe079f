import { describe, expect, it } from 'vitest';
import { initialsOf } from './read.ts';
import { newReference } from './reference.ts';

describe('initials', () => {
  it.each([
    ['Jamie Corrigan', 'JC'],
    ['Anna-Maria O’Neill', 'AMN'],
    ['  mo  ', 'M'],
    ['Élodie van der Berg', 'ÉVB'],
    ['“Jay” (Jamie) Corrigan', 'JJC'],
    ['🦊 Robin 🌳 Testcase', 'RT'],
    ['𐐷onald Smith', '𐐏S'],
    ['🦊', '?'],
    ['…', '?'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('a reference', () => {
  it('is of two threes, without letters that are read for others', () => {
    for (let n = 0; n < 500; n += 1) {
      expect(newReference()).toMatch(/^[A-HJKMNP-RT-Z2346-9]{3}-[A-HJKMNP-RT-Z2346-9]{3}$/);
    }
  });
});
