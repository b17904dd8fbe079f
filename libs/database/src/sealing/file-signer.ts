import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyFileUnusable } from './file-vault.ts';
import type { HeadSigner } from './head-signer.ts';

/** Signs by the key in a file, which is made, for its owner's eyes only, where there is none: nothing is lost with it but its name. */
export async function openFileSigner(path: string): Promise<HeadSigner> {
  const key = keyIn(path, await textOf(path));
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { publicKey, sign: (bytes) => Promise.resolve(sign(null, bytes, key)) };
}

async function textOf(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const made = privateKey.export({ format: 'pem', type: 'pkcs8' });
  try {
    await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // `wx` is how the file system says that there is one.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(path, 'utf8');
}

function keyIn(path: string, text: string): KeyObject {
  const unfit = `The file ${path} does not hold a private key of Ed25519 in PEM.`;
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Node has no other way to say that this is no key.
    throw new KeyFileUnusable(unfit);
  }
  throw new KeyFileUnusable(unfit);
}
