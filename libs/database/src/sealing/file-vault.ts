import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEY_BYTES, SealBroken, seal, unseal } from './aead.ts';
import type { KeyVault } from './key-vault.ts';

/** The key file is missing, or is not a key. */
export class KeyFileUnusable extends Error {
  override readonly name = 'KeyFileUnusable';
}

const placeOf = (tenantId: string): string => `tenant|${tenantId}|wrapped_key`;

/** Writes a new key for its owner's eyes only; leaves one that is there as it is. */
export async function ensureKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // `wx` is how the file system says that somebody else made the key first.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await chmod(path, 0o600);
  }
}

/** Wraps by the key in the file; what one of the earlier files' keys wrapped is opened, too, until it is rotated. */
export async function openFileVault(path: string, earlier: readonly string[] = []): Promise<KeyVault> {
  const current = await keyIn(path);
  const keys = [current, ...(await Promise.all(earlier.map(keyIn)))];
  return {
    wrap: (plain, tenantId) => Promise.resolve(seal(current, plain, placeOf(tenantId))),
    unwrap: async (wrapped, tenantId) => firstOpened(keys, wrapped, tenantId),
    isCurrent: (wrapped, tenantId) => Promise.resolve(opened(current, wrapped, tenantId) !== null),
  };
}

/** Opens what the keys in these files wrapped, and wraps nothing: for whoever has gone over to a key service. */
export async function openEarlierFiles(paths: readonly string[]): Promise<KeyVault['unwrap']> {
  const keys = await Promise.all(paths.map(keyIn));
  return async (wrapped, tenantId) => firstOpened(keys, wrapped, tenantId);
}

async function keyIn(path: string): Promise<KeyObject> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new KeyFileUnusable(
      `The key file ${path} cannot be read: without it nothing sealed can be opened.`,
    );
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new KeyFileUnusable(`The key file ${path} does not hold a key of 32 bytes.`);
  }
  return createSecretKey(key);
}

function firstOpened(keys: readonly KeyObject[], wrapped: Buffer, tenantId: string): Buffer {
  for (const key of keys) {
    const plain = opened(key, wrapped, tenantId);
    if (plain !== null) return plain;
  }
  throw new SealBroken();
}

function opened(key: KeyObject, wrapped: Buffer, tenantId: string): Buffer | null {
  try {
    return unseal(key, wrapped, placeOf(tenantId));
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
