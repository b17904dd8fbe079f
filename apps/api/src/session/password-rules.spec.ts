import { describe, expect, it } from 'vitest';
import { faultOf } from './password-rules.ts';

const OWNER = { email: 'dana.lead@elm.example', name: 'Dana Lead', trust: 'Elmbrook Trust' };

describe('a new password', () => {
  it.each([
    'correct horse battery staple',
    'seven grey herons',
    'x7Lq-0vTz-93mB',
    'пять серых цапель',
    // A long one may well have a name in it.
    'dana keeps bees in july',
  ])('may be %s', (password) => {
    expect(faultOf(password, OWNER)).toBeNull();
  });

  it.each([
    ['qwerty123456', 'common'],
    ['QWERTY 123456', 'common'],
    ['Sunshine2026!', 'common'],
    ['***password***', 'common'],
    ['aaaaaaaaaaaaaa', 'repeats'],
    ['121212121212121', 'repeats'],
    ['heronheronheron', 'repeats'],
    ['dana.lead@elm.example', 'personal'],
    ['DanaLead2026', 'personal'],
    ['Elmbrook Trust 1', 'personal'],
    ['Trustward-2026', 'personal'],
  ])('may not be %s', (password, fault) => {
    expect(faultOf(password, OWNER)).toBe(fault);
  });
});
