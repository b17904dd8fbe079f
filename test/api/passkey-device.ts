import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AddPasskey, PasskeyAsked, PasskeyBegun, PasskeyProof } from '@trustward/contracts';

/** Where the API of the tests says that it is. */
const ORIGIN = 'http://localhost:4300';
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
const COSE_P256 = Buffer.from('a5010203262001215820', 'hex');
const COSE_Y = Buffer.from('225820', 'hex');

/** How a device or a browser may lie. */
export interface Lie {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly unverified?: boolean;
  readonly userHandle?: string | null;
  /** Signed by another key. */
  readonly forged?: boolean;
}

const sha256 = (what: string | Buffer): Buffer => createHash('sha256').update(what).digest();
const text = (what: string): Buffer => Buffer.from(what, 'utf8');
const lengthOf = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
};

/** A passkey in software: what a phone keeps and signs with, byte for byte as WebAuthn has it. */
export class PasskeyDevice {
  readonly id = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle: string | null = null;
  private counter: number;

  /** Counts nothing where it begins at none, as those do that are kept in step between devices. */
  constructor(counter = 0) {
    // Benches run as they are written, by node alone, which takes no shorthand for this.
    this.counter = counter;
  }

  make(begun: PasskeyBegun, { name = 'My telephone', ...lie }: Lie & { name?: string } = {}): AddPasskey {
    this.userHandle = begun.user.id;
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    const cose = [COSE_P256, Buffer.from(x, 'base64url'), COSE_Y, Buffer.from(y, 'base64url')];
    const data = Buffer.concat([
      this.#head(lie.rpId ?? begun.rp.id, lie, ATTESTED),
      Buffer.alloc(16),
      lengthOf(this.id),
      this.id,
      ...cose,
    ]);
    const attestation = Buffer.concat([
      Buffer.from('a3', 'hex'),
      ...[Buffer.from('63', 'hex'), text('fmt'), Buffer.from('64', 'hex'), text('none')],
      ...[Buffer.from('67', 'hex'), text('attStmt'), Buffer.from('a0', 'hex')],
      ...[Buffer.from('68', 'hex'), text('authData'), Buffer.from('59', 'hex'), lengthOf(data), data],
    ]);
    return {
      name,
      made: {
        id: this.id.toString('base64url'),
        clientData: clientData('webauthn.create', begun.challenge, lie).toString('base64url'),
        attestation: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  prove(asked: PasskeyAsked, lie: Lie = {}): PasskeyProof {
    if (this.counter > 0) this.counter += 1;
    const said = clientData('webauthn.get', asked.challenge, lie);
    const data = this.#head(lie.rpId ?? asked.rpId, lie);
    const key = lie.forged ? stranger() : this.keys.privateKey;
    return {
      id: this.id.toString('base64url'),
      clientData: said.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(said)]), key).toString('base64url'),
      userHandle: lie.userHandle === undefined ? this.userHandle : lie.userHandle,
    };
  }

  #head(rpId: string, { counter = this.counter, unverified = false }: Lie, flags = 0): Buffer {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    const flag = PRESENT | (unverified ? 0 : VERIFIED) | flags;
    return Buffer.concat([sha256(rpId), Buffer.from([flag]), counted]);
  }
}

const stranger = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const clientData = (type: string, challenge: string, lie: Lie): Buffer =>
  text(
    JSON.stringify({
      type: lie.type ?? type,
      challenge: lie.challenge ?? challenge,
      origin: lie.origin ?? ORIGIN,
      crossOrigin: false,
    }),
  );
