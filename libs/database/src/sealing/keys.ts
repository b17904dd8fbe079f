import { createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from './aead.ts';

/** The cell a sealed value stands in. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

// A key is made into a KeyObject once: node takes four times as long over one that comes as bytes.
const derive = (key: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `trustward ${purpose}`, KEY_BYTES)));

const hmac = (key: KeyObject, words: string): Buffer => createHmac('sha256', key).update(words).digest();
const isSame = (expected: Buffer, mac: Buffer): boolean =>
  mac.length === expected.length && timingSafeEqual(mac, expected);

/** Opened keys of cases kept at hand; a list or a busy case asks for the same ones again and again. */
const CASES_AT_HAND = 2_000;

interface Opened {
  readonly wrapped: Buffer;
  readonly seal: Seal;
}

/** Seals and opens values of one scope: a case, or what a trust keeps outside any case. */
export class Seal {
  readonly #key: KeyObject;
  readonly #scope: string;
  constructor(key: KeyObject, scope: string) {
    this.#key = key;
    this.#scope = scope;
  }
  seal(place: Place, value: unknown): Buffer {
    return seal(this.#key, Buffer.from(JSON.stringify(value)), this.#cell(place));
  }
  open(place: Place, sealed: Buffer): unknown {
    return JSON.parse(unseal(this.#key, sealed, this.#cell(place)).toString('utf8'));
  }
  /** An id may come in capital letters and leaves PostgreSQL in small ones: both name the same cell. */
  #cell({ table, column, row }: Place): string {
    return `${this.#scope}|${table}|${column}|${row}`.toLowerCase();
  }
}

/** A trust's keys: one for its people, one that wraps the key of each case, one that signs its audit rows. */
export class TenantKeys {
  readonly people: Seal;
  readonly #tenantId: string;
  readonly #wrapping: KeyObject;
  readonly #audit: KeyObject;
  readonly #reports: KeyObject;
  readonly #links: KeyObject;
  readonly #returns: KeyObject;
  readonly #likenesses: KeyObject;
  readonly #opened = new Map<string, Opened>();

  constructor(tenantId: string, key: Buffer) {
    this.#tenantId = tenantId;
    this.people = new Seal(derive(key, 'people'), `${tenantId}|`);
    this.#wrapping = derive(key, 'case keys');
    this.#audit = derive(key, 'audit');
    this.#reports = derive(key, 'reports');
    this.#links = derive(key, 'agency links');
    this.#returns = derive(key, 'returned mail');
    this.#likenesses = derive(key, 'likenesses');
  }

  newCaseKey(caseId: string): { readonly wrapped: Buffer; readonly seal: Seal } {
    const key = randomBytes(KEY_BYTES);
    return { wrapped: seal(this.#wrapping, key, this.#caseScope(caseId)), seal: this.#sealOf(caseId, key) };
  }

  /** The seal of a case whose key still exists; destroying the wrapped key is the case's disposal. */
  ofCase(caseId: string, wrapped: Buffer): Seal {
    const known = this.#opened.get(caseId);
    if (known?.wrapped.equals(wrapped) === true) return known.seal;
    const seal = this.#sealOf(caseId, unseal(this.#wrapping, wrapped, this.#caseScope(caseId)));
    this.#keep(caseId, { wrapped, seal });
    return seal;
  }

  mac(words: string): Buffer {
    return hmac(this.#audit, words);
  }

  isMac(words: string, mac: Buffer): boolean {
    return isSame(this.mac(words), mac);
  }

  /** Tells whether a report says the same as one before, and nothing of what it says to who lacks the key. */
  reportMac(words: string): Buffer {
    return hmac(this.#reports, words);
  }

  isReportMac(words: string, mac: Buffer): boolean {
    return isSame(this.reportMac(words), mac);
  }

  /** What an agency's link carries. It is kept nowhere, and made again where the link is sent. */
  linkSecret(linkId: string): Buffer {
    return hmac(this.#links, linkId.toLowerCase());
  }

  /** Shows that a message which comes back is one of ours. */
  returnMac(messageId: string): Buffer {
    return hmac(this.#returns, messageId.toLowerCase());
  }

  /** Tells that two people of a trust may be one, and nothing of what they are called to who lacks the key. */
  likenessMac(mark: string): Buffer {
    return hmac(this.#likenesses, mark);
  }

  #caseScope(caseId: string): string {
    return `${this.#tenantId}|${caseId}`;
  }
  #sealOf(caseId: string, key: Buffer): Seal {
    return new Seal(createSecretKey(key), this.#caseScope(caseId));
  }

  /** A map gives its entries in the order they came, so the first is the one kept longest. */
  #keep(caseId: string, opened: Opened): void {
    this.#opened.set(caseId, opened);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > CASES_AT_HAND && oldest !== undefined) this.#opened.delete(oldest);
  }
}

export const newTenantKey = (): Buffer => randomBytes(KEY_BYTES);
