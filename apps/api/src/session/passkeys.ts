import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { AddPasskey, PasskeyAsked, PasskeyBegun, PasskeyProof } from '@trustward/contracts';
import { passkeyAsked, passkeyBegun } from '@trustward/contracts';
import type { PlatformTx } from '@trustward/database';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { ProblemError } from '../platform/problems.ts';
import { CHALLENGE_SECONDS } from './passkey-challenges.ts';
import { relyingPartyOf } from './relying-party.ts';
import type { RelyingParty } from './relying-party.ts';

const EDDSA = -8;
const ES256 = -7;
const RS256 = -257;
const ALGORITHMS = [EDDSA, ES256, RS256];
const TIMEOUT_MS = CHALLENGE_SECONDS * 1_000;
/** Counts as far as its device has; one that stands still or goes back is a copy's. Many count nothing and say 0 always. */
const USE = `update platform.passkey set counter = $2, used_at = clock_timestamp()
  where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`;

type Challenge = Buffer<ArrayBuffer>;
/** Says whether a challenge was asked by us, and takes it: it is looked at once, whatever comes of it. */
type Spend = (challenge: string) => Promise<boolean>;

/** A passkey as it is kept. */
export interface Key {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
}
export interface Named {
  readonly credentialId: Buffer;
  readonly transports: readonly string[];
}
export interface Made {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
}

export const KEY = `p.id, p.account_id as "accountId", p.credential_id as "credentialId", p.public_key as "publicKey"`;

/** What WebAuthn asks and answers, for the one address that Trustward has. */
@Injectable()
export class Passkeys {
  private readonly at: RelyingParty | null;

  constructor(@Inject(API_CONFIG) config: ApiConfig) {
    this.at = relyingPartyOf(config.http.publicUrl);
  }

  async asked(challenge: Challenge, of: readonly Named[]): Promise<PasskeyAsked> {
    const options = await generateAuthenticationOptions({
      rpID: this.party.id,
      challenge,
      timeout: TIMEOUT_MS,
      userVerification: 'required',
      allowCredentials: of.map(descriptorOf),
    });
    return passkeyAsked.parse(options);
  }

  /** `accountId` is all that the passkey is told of whom it is for, beside the address that they sign in by. */
  async begun(challenge: Challenge, owner: Owner, has: readonly Named[]): Promise<PasskeyBegun> {
    const options = await generateRegistrationOptions({
      rpName: 'Trustward',
      rpID: this.party.id,
      userID: Uint8Array.from(handleOf(owner.accountId)),
      userName: owner.email,
      userDisplayName: owner.email,
      challenge,
      timeout: TIMEOUT_MS,
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: has.map(descriptorOf),
    });
    return passkeyBegun.parse(options);
  }

  /** What is to be kept of a new one; null where anything of it is not as it must be. */
  async made({ id, clientData, attestation }: AddPasskey['made'], spend: Spend): Promise<Made | null> {
    const response = { clientDataJSON: clientData, attestationObject: attestation };
    const { id: expectedRPID, origin: expectedOrigin } = this.party;
    const verified = await unlessRefused(spend, (expectedChallenge) =>
      verifyRegistrationResponse({
        response: { ...whole(id), response },
        ...{ expectedChallenge, expectedRPID, expectedOrigin },
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (verified?.verified !== true) return null;
    const { credential } = verified.registrationInfo;
    // What is named to us must be what was made.
    if (credential.id !== id) return null;
    const { publicKey, counter } = credential;
    return { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter };
  }

  /** What a passkey has counted to; null where anything of what it signed is not as it must be. */
  async proved(proof: PasskeyProof, key: Key | undefined, spend: Spend): Promise<number | null> {
    if (key === undefined || !isTheirs(proof, key)) return null;
    const { clientData: clientDataJSON, authenticatorData, signature } = proof;
    const { id: expectedRPID, origin: expectedOrigin } = this.party;
    const verified = await unlessRefused(spend, (expectedChallenge) =>
      verifyAuthenticationResponse({
        response: { ...whole(proof.id), response: { clientDataJSON, authenticatorData, signature } },
        ...{ expectedChallenge, expectedRPID, expectedOrigin },
        requireUserVerification: true,
        // What it counted to before is compared where it is written, so that two at once are not both let in.
        credential: { id: proof.id, publicKey: Uint8Array.from(key.publicKey), counter: 0 },
      }),
    );
    return verified?.verified === true ? verified.authenticationInfo.newCounter : null;
  }

  /** False where there seem to be two of it. */
  async use(tx: PlatformTx, { id }: Key, counter: number): Promise<boolean> {
    return (await tx.query(USE, [id, counter], 'passkey-use')).length > 0;
  }

  private get party(): RelyingParty {
    if (this.at !== null) return this.at;
    const why = 'Passkeys are bound to a name reached by https, and Trustward’s address here has none.';
    throw new ProblemError(422, 'refused', why, { rule: 'noPasskeysHere' });
  }
}

interface Owner {
  readonly accountId: string;
  readonly email: string;
}

const whole = (id: string) => ({
  ...{ id, rawId: id, type: 'public-key' as const },
  clientExtensionResults: {},
});

const descriptorOf = ({ credentialId, transports }: Named) => ({
  id: credentialId.toString('base64url'),
  transports: [...transports],
});

const handleOf = (accountId: string): Buffer => Buffer.from(accountId.replaceAll('-', ''), 'hex');

/** Where it says whose it is, it must be whose we know it to be. */
const isTheirs = ({ userHandle }: PasskeyProof, { accountId }: Key): boolean =>
  userHandle === null || handleOf(accountId).equals(Buffer.from(userHandle, 'base64url'));

/** The library says by throwing what it does not like; which of it is nobody's to know. What we could not do is thrown on. */
async function unlessRefused<T>(spend: Spend, verify: (spend: Spend) => Promise<T>): Promise<T | null> {
  const faults: unknown[] = [];
  try {
    return await verify((challenge) =>
      spend(challenge).catch((fault: unknown) => {
        faults.push(fault);
        return false;
      }),
    );
  } catch {
    if (faults.length > 0) throw faults[0];
    return null;
  }
}

export const passkeyRefused = () =>
  new ProblemError(
    401,
    'passkeyRefused',
    'This passkey lets nobody in. Try again, use another one, or sign in with your password.',
  );
