import { createSecretKey, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEY_BYTES, seal, unseal } from './aead.ts';
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

export async function openFileVault(path: string): Promise<KeyVault> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new KeyFileUnusable(
      `The key file ${path} cannot be read: without it nothing sealed can be opened.`,
    );
  });
  const master = Buffer.from(text.trim(), 'base64');
  if (master.length !== KEY_BYTES) {
    throw new KeyFileUnusable(`The key file ${path} does not hold a key of 32 bytes.`);
  }
  const key = createSecretKey(master);
  return {
    wrap: (plain, tenantId) => Promise.resolve(seal(key, plain, placeOf(tenantId))),
    unwrap: (wrapped, tenantId) => Promise.resolve(unseal(key, wrapped, placeOf(tenantId))),
  };
}
