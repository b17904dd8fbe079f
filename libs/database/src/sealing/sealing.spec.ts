import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SealBroken } from './aead.ts';
import { KeyFileUnusable, ensureKeyFile, openFileVault } from './file-vault.ts';
import { Keyring } from './keyring.ts';
import { TenantKeys } from './keys.ts';

const TENANT = '01981f1e-0000-7000-8000-000000000001';
const CASE = '01981f1e-0000-7000-8000-000000000002';
const PLACE = { table: 'case_event', column: 'sealed', row: 'e-1' };
const keysOf = (key = randomBytes(32)) => new TenantKeys(TENANT, key);

describe('what is sealed under the key of a case', () => {
  it('opens again with the wrapped key that stands in its row', () => {
    const keys = keysOf();
    const { wrapped, seal } = keys.newCaseKey(CASE);
    const sealed = seal.seal(PLACE, { reason: 'because' });
    expect(keys.ofCase(CASE, wrapped).open(PLACE, sealed)).toEqual({ reason: 'because' });
    expect(sealed.toString('latin1')).not.toContain('because');
  });

  it('opens by an id in small letters when it was sealed by the same in capitals', () => {
    const { seal } = keysOf().newCaseKey(CASE);
    expect(seal.open(PLACE, seal.seal({ ...PLACE, row: 'E-1' }, 'because'))).toBe('because');
  });

  it.each([
    ['another row', { ...PLACE, row: 'e-2' }],
    ['another column', { ...PLACE, column: 'other' }],
    ['another table', { ...PLACE, table: 'case_file' }],
  ])('does not open in %s', (_, place) => {
    const { seal } = keysOf().newCaseKey(CASE);
    const sealed = seal.seal(PLACE, 'because');
    expect(() => seal.open(place, sealed)).toThrow(SealBroken);
  });

  it('does not open after one bit was changed, nor cut short', () => {
    const { seal } = keysOf().newCaseKey(CASE);
    const sealed = seal.seal(PLACE, 'because');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => seal.open(PLACE, changed)).toThrow(SealBroken);
    }
    expect(() => seal.open(PLACE, sealed.subarray(0, 20))).toThrow(SealBroken);
  });

  it('cannot be opened with the key of another trust, nor a key wrapped for another case', () => {
    const keys = keysOf();
    const { wrapped } = keys.newCaseKey(CASE);
    expect(() => keysOf().ofCase(CASE, wrapped)).toThrow(SealBroken);
    expect(() => keys.ofCase(TENANT, wrapped)).toThrow(SealBroken);
  });
});

describe('the key file', () => {
  const aFile = async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'trustward-key-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return path.join(folder, 'keys', 'it.key');
  };

  it('is made once, for its owner alone', async () => {
    const file = await aFile();
    await ensureKeyFile(file);
    const first = await readFile(file, 'utf8');
    await ensureKeyFile(file);
    expect(await readFile(file, 'utf8')).toBe(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('opens the keys it wrapped, for the same trust only', async () => {
    const file = await aFile();
    await ensureKeyFile(file);
    const wrapped = await new Keyring(await openFileVault(file)).newWrappedKey(TENANT);
    const keyring = new Keyring(await openFileVault(file));
    await expect(keyring.open(CASE, () => Promise.resolve(wrapped))).rejects.toThrow(SealBroken);
    await expect(keyring.open(TENANT, () => Promise.resolve(wrapped))).resolves.toBeInstanceOf(TenantKeys);
  });

  it('is refused with a sentence when it is missing or holds no key', async () => {
    const file = await aFile();
    await expect(openFileVault(file)).rejects.toThrow(KeyFileUnusable);
    await ensureKeyFile(file);
    await writeFile(file, 'too short');
    await expect(openFileVault(file)).rejects.toThrow(/does not hold a key/);
  });
});
