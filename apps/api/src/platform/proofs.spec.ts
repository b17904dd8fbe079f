import { describe, expect, it } from 'vitest';
import { PROOF, proofMissing } from './proofs.ts';
import type { Proof } from './proofs.ts';

const askedOf = { dsl: 'either', trustAdministrator: 'passkey' } as const;
const missing = (proof: Proof, ...roles: readonly ('dsl' | 'trustAdministrator' | 'staff')[]) =>
  proofMissing(
    { proof, by: 'password', askedOf },
    roles.map((role) => ({ role })),
  );

describe('what a trust asks for beside a password', () => {
  it('is asked of the posts that it named, and of nobody else', () => {
    expect(missing(PROOF.password, 'staff')).toBeNull();
    expect(missing(PROOF.password)).toBeNull();
    expect(missing(PROOF.password, 'dsl')).toBe('either');
    expect(missing(PROOF.password, 'trustAdministrator')).toBe('passkey');
    expect(
      proofMissing({ proof: PROOF.password, by: 'password', askedOf: null }, [{ role: 'dsl' }]),
    ).toBeNull();
  });

  it('is shown by a passkey always, and by a code where that is enough', () => {
    expect(missing(PROOF.code, 'dsl')).toBeNull();
    expect(missing(PROOF.passkey, 'dsl', 'trustAdministrator')).toBeNull();
    expect(missing(PROOF.code, 'trustAdministrator')).toBe('passkey');
  });

  it('is shown by the trust’s own sign-on, which asks for what the trust says there', () => {
    const bySignOn = { proof: PROOF.password, by: 'sso', askedOf } as const;
    expect(proofMissing(bySignOn, [{ role: 'dsl' }, { role: 'trustAdministrator' }])).toBeNull();
  });

  it('is the most that any of somebody’s posts asks for', () => {
    expect(missing(PROOF.password, 'staff', 'dsl', 'trustAdministrator')).toBe('passkey');
    expect(missing(PROOF.code, 'trustAdministrator', 'dsl')).toBe('passkey');
  });
});
