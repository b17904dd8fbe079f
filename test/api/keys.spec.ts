import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { identities, rotateKeys } from '@trustward/casework';
import {
  Door,
  KeyServiceAway,
  KeyServiceRefused,
  Keyring,
  PlatformDoor,
  SealBroken,
  createDataSource,
  ensureKeyFile,
  openVault,
} from '@trustward/database';
import type { KeyVault } from '@trustward/database';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';
import { aStaffedSchool, testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startKms } from './kms.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  onTestFinished(() => database.close());
  folder = await mkdtemp(path.join(tmpdir(), 'trustward-keys-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  vi.stubEnv('AWS_REGION', 'eu-west-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
  onTestFinished(() => void vi.unstubAllEnvs());
});

const aKeyFile = async (name: string) => {
  const file = path.join(folder, `${name}.key`);
  await ensureKeyFile(file);
  return file;
};
const aKms = async () => {
  const kms = await startKms();
  onTestFinished(() => kms.stop());
  return kms;
};
const byService = (url: string, key: string, ...earlierFiles: string[]) =>
  openVault({ file: 'no-such-file', earlierFiles, service: { key, url } });

/** The owner's doors of a process that has just begun. */
async function doorsWith(vault: KeyVault) {
  const options = { url: database.ownerUrl, process: 'test', poolSize: 2, asOwner: true };
  const dataSource = await createDataSource(options).initialize();
  onTestFinished(() => dataSource.destroy());
  return { door: new Door(dataSource, vault), platform: new PlatformDoor(dataSource), vault };
}
const nameOf = (door: Door, tenantId: string, { id }: { readonly id: string }) =>
  door.run({ tenantId, actor: 'test' }, async (tx) => (await identities(tx, [id])).get(id)?.name);
const noProgress = () => undefined;

describe('a key service', () => {
  it('wraps the key of a trust, which opens in that trust’s row alone', async () => {
    const kms = await aKms();
    const vault = await byService(kms.url, 'alpha');
    const [ours, theirs] = [randomUUID(), randomUUID()];
    const wrapped = await new Keyring(vault).newWrappedKey(ours);
    expect((await vault.unwrap(wrapped, ours)).length).toBe(32);
    await expect(vault.unwrap(wrapped, theirs)).rejects.toThrow(SealBroken);
    expect(kms.contexts.every((context) => Object.keys(context).join() === 'trustward,tenant')).toBe(true);
  });

  it('that refuses is told from one that is away, and names what to look at', async () => {
    const kms = await aKms();
    const vault = await byService(kms.url, 'alpha');
    const wrapped = await vault.wrap(Buffer.alloc(32), randomUUID());
    kms.disable('alpha');
    const refused = vault.unwrap(wrapped, randomUUID());
    await expect(refused).rejects.toThrow(KeyServiceRefused);
    await expect(refused).rejects.toThrow(/DisabledException.*TRUSTWARD_KMS_KEY/);
    await kms.stop();
    await expect(vault.unwrap(wrapped, randomUUID())).rejects.toThrow(KeyServiceAway);
  });

  it('that is away is asked by one in two seconds, so that nobody else waits for it', async () => {
    const kms = await aKms();
    const vault = await byService(kms.url, 'alpha');
    const wrapped = await vault.wrap(Buffer.alloc(32), randomUUID());
    await kms.stop();
    await expect(vault.unwrap(wrapped, randomUUID())).rejects.toThrow(KeyServiceAway);
    const back = await startKms(Number(new URL(kms.url).port));
    onTestFinished(() => back.stop());
    await expect(vault.unwrap(wrapped, randomUUID())).rejects.toThrow(KeyServiceAway);
    expect(back.asked).toEqual([]);
  });

  it('that is away stops nobody whose trust’s key was opened before', async () => {
    const { trust, people } = await aStaffedSchool(database);
    const kms = await aKms();
    const vault = await byService(kms.url, 'alpha', database.keyFile);
    await rotateKeys(await doorsWith(vault), noProgress);
    const { door } = await doorsWith(vault);
    expect(await nameOf(door, trust.id, people.dsl)).toBe('Dina Lead');
    await kms.stop();
    expect(await nameOf(door, trust.id, people.dsl)).toBe('Dina Lead');
    const begun = await doorsWith(await byService(kms.url, 'alpha'));
    await expect(nameOf(begun.door, trust.id, people.dsl)).rejects.toThrow(KeyServiceAway);
  });
});

describe('keys rotate', () => {
  const inFile = (file: string, ...earlierFiles: string[]) =>
    openVault({ file, earlierFiles, service: null });

  it('wraps each trust’s key anew and leaves what is sealed as it is, so that the key before is needed no more', async () => {
    const { trust, people } = await aStaffedSchool(database);
    const next = await aKeyFile('next');
    const told: string[] = [];
    const done = await rotateKeys(
      await doorsWith(await inFile(next, database.keyFile)),
      ({ done, total }) => {
        told.push(`${done}/${total}`);
      },
    );
    expect(done).toMatchObject({ current: 0, unopened: [] });
    expect(told.at(-1)).toBe(`${done.rotated}/${done.rotated}`);
    const { door, platform } = await doorsWith(await inFile(next));
    expect(await nameOf(door, trust.id, people.head)).toBe('Hedy Teacher');
    const rows = await door.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query("select 1 from app.audit where tenant_id = $1 and verb = 'key.rotate'", [trust.id]),
    );
    expect(rows).toHaveLength(1);
    const again = await rotateKeys({ door, platform, vault: await inFile(next) }, noProgress);
    expect(again).toMatchObject({ rotated: 0, current: done.rotated, unopened: [] });
  });

  it('goes on where it was stopped, and a process that knows both keys reads all of it in between', async () => {
    const first = await aStaffedSchool(database);
    const second = await aStaffedSchool(database);
    const next = await aKeyFile('next');
    const both = await inFile(next, database.keyFile);
    const doors = await doorsWith(both);
    const stopped = rotateKeys(doors, ({ done }) => {
      if (done === 1) throw new Error('It was stopped.');
    });
    await expect(stopped).rejects.toThrow('It was stopped.');
    for (const { trust, people } of [first, second]) {
      expect(await nameOf((await doorsWith(both)).door, trust.id, people.dsl)).toBe('Dina Lead');
    }
    expect(await rotateKeys(doors, noProgress)).toMatchObject({ current: 1, unopened: [] });
  });

  it('names each trust whose key none of those that are set opens, and does the others', async () => {
    await aStaffedSchool(database);
    const lost = await aStaffedSchool(database);
    const elsewhere = await inFile(await aKeyFile('elsewhere'));
    const wrapped = await elsewhere.wrap(Buffer.alloc(32), lost.trust.id);
    const sql = 'update platform.tenant set wrapped_key = $2 where id = $1';
    await database.ownerPlatform.query(sql, [lost.trust.id, wrapped]);
    const next = await aKeyFile('next');
    const doors = await doorsWith(await inFile(next, database.keyFile));
    const done = await rotateKeys(doors, noProgress);
    expect(done).toEqual({ rotated: 1, current: 0, unopened: [lost.trust.id] });
  });

  it('goes over from a file to a key service, and from one of its keys to another', async () => {
    const { trust, people } = await aStaffedSchool(database);
    const kms = await aKms();
    for (const vault of [
      await byService(kms.url, 'alpha', database.keyFile),
      await byService(kms.url, 'beta', database.keyFile),
    ]) {
      const doors = await doorsWith(vault);
      expect((await rotateKeys(doors, noProgress)).rotated).toBeGreaterThan(0);
      expect((await rotateKeys(doors, noProgress)).rotated).toBe(0);
      expect(await nameOf(doors.door, trust.id, people.head)).toBe('Hedy Teacher');
    }
    kms.disable('alpha');
    const { door } = await doorsWith(await byService(kms.url, 'beta'));
    expect(await nameOf(door, trust.id, people.head)).toBe('Hedy Teacher');
  });

  it('is a command that says how far it is, what it did, and where the key service is away', async () => {
    await aStaffedSchool(database);
    const kms = await aKms();
    const settings = {
      TRUSTWARD_DATABASE_URL: database.ownerUrl,
      TRUSTWARD_KEY_FILES_BEFORE: database.keyFile,
      TRUSTWARD_KMS_KEY: 'alpha',
      TRUSTWARD_KMS_URL: kms.url,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'made-up',
      AWS_SECRET_ACCESS_KEY: 'made-up',
    };
    const done = await cli('keys rotate', settings);
    expect(done).toMatchObject({ code: 0, talk: '1 of 1 trusts’ keys looked at\n' });
    expect(done.out).toContain('The key of 1 trust is wrapped anew, 0 already by the key that is set.');
    await kms.stop();
    const away = await cli('keys rotate', settings);
    expect(away).toMatchObject({ code: 3, out: '' });
    expect(away.talk).toBe(
      'The key service does not answer: what was not opened before cannot be opened now.\n',
    );
  });
});

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the built command line, with nothing in the environment but what is given. */
function cli(args: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number; out: string; talk: string }>((resolve) => {
    const given = { env: { ...compiledIn(root), ...env } };
    execFile(process.execPath, [programIn(root, 'cli'), ...args.split(' ')], given, (error, out, talk) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, talk });
    });
  });
}
