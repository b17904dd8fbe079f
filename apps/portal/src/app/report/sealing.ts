/** What lies on the device: bytes nobody reads without the browser's key, and until when they may be kept. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
  readonly expiresAt: number;
}

export const DRAFT_KEPT_MS = 7 * 24 * 60 * 60_000;
const IV_BYTES = 12;

const text = (name: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(name);

/** A key that this browser can use and nobody, not even this page, can read out. */
export const newSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** Seals a value under a name; it opens only under the same name and until it expires. */
export async function seal(
  key: CryptoKey,
  name: string,
  value: unknown,
  now: number,
  keptMs = DRAFT_KEPT_MS,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: text(name) };
  const bytes = await crypto.subtle.encrypt(algorithm, key, text(JSON.stringify(value)));
  return { iv, bytes, expiresAt: now + keptMs };
}

/** The value, or null when it has expired or was sealed by another key or under another name. */
export async function unseal(key: CryptoKey, name: string, sealed: Sealed, now: number): Promise<unknown> {
  if (now >= sealed.expiresAt) return null;
  try {
    const algorithm = { name: 'AES-GCM', iv: sealed.iv, additionalData: text(name) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, sealed.bytes)));
  } catch {
    // Tampered with, or of another key: as good as not there.
    return null;
  }
}
