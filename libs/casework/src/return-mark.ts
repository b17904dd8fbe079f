import type { MessageInput } from '@trustward/contracts';
import type { Tx } from '@trustward/database';

/** An id in base 36, which stays itself where a server on the way makes small letters of capitals. */
const ID_LENGTH = 25;
const MAC_LENGTH = 12;
const MARK = new RegExp(`^r-([0-9a-z]{${ID_LENGTH}})([0-9a-z]{${ID_LENGTH}})([0-9a-f]{${MAC_LENGTH}})$`);

/** What comes back of a message: which it was, and the proof that we sent it. */
export interface Returned extends MessageInput {
  readonly proof: string;
}

/**
 * What stands before the @ where a message comes back to: 64 characters, as many as there may be. It names the message
 * to us alone, and nobody makes one up.
 */
export const returnMark = (tx: Tx, messageId: string): string =>
  `r-${shorter(tx.tenantId)}${shorter(messageId)}${proofOf(tx, messageId)}`;

/** What a mark says, if it is one; whether it is ours the trust’s key alone tells. */
export function readReturnMark(words: string): Returned | null {
  const [, trust, message, proof] = MARK.exec(words.toLowerCase()) ?? [];
  return trust && message && proof ? { tenantId: longer(trust), messageId: longer(message), proof } : null;
}

/** What nobody makes up who lacks the trust’s key. */
export const proofOf = (tx: Tx, messageId: string): string =>
  tx.keys.returnMac(messageId).toString('hex').slice(0, MAC_LENGTH);

const shorter = (id: string): string =>
  BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(ID_LENGTH, '0');

/** Beyond 32 hexadecimal digits it is no id of anybody's: cut, it fails by its proof. */
const longer = (short: string): string =>
  [...short]
    .reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
    .toString(16)
    .padStart(32, '0')
    .slice(-32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
