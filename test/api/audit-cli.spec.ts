import { execFile } from 'node:child_process';
import { access, appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { audit, folderPlace, shipHeads } from '@trustward/casework';
import { openFileSigner } from '@trustward/database';
import type { HeadSigner } from '@trustward/database';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';
import { aStaffedSchool, testDatabase } from '@trustward/testing';
import type { StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aSuperuser, sealAll } from './sealing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = programIn(root, 'cli');
let database: TestDatabase;
let signer: HeadSigner;
let staffed: StaffedSchool;
let slug: string;
let folder: string;
let heads: string;

beforeAll(async () => {
  await access(MAIN);
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async ({ onTestFinished }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'trustward-verify-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  heads = path.join(folder, 'heads');
  signer = await openFileSigner(path.join(folder, 'audit.key'));
  staffed = await aStaffedSchool(database);
  const sql = 'select slug from platform.tenant where id = $1';
  const [trust] = await database.ownerPlatform.query<{ slug: string }>(sql, [staffed.trust.id]);
  slug = trust?.slug ?? '';
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** As a person would type it; without a word of a database where none is given. */
const cli = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, ...args],
      { env: { ...compiledIn(root), ...env } },
      (error, out, talk) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, talk });
      },
    );
  });
const verify = (file: string, ...more: readonly string[]) =>
  cli(['verify-audit', file, '--heads', heads, ...more]);

async function acts(count: number): Promise<void> {
  const { trust, people } = staffed;
  for (let n = 0; n < count; n += 1) {
    await database.api.run(people.dsl.as, (tx) =>
      audit(tx, { verb: 'case.read', subjectKind: 'case', subjectId: trust.id }),
    );
  }
}
async function sealed(): Promise<void> {
  await sealAll(database, signer, staffed.trust.id);
  await shipHeads(database.worker, folderPlace(heads), staffed.trust.id);
}
async function exported(name = 'audit.jsonl'): Promise<string> {
  const file = path.join(folder, name);
  const env = { TRUSTWARD_DATABASE_URL: database.ownerUrl, TRUSTWARD_KEY_FILE: database.keyFile };
  expect(await cli(['audit', 'export', file, '--trust', slug], env)).toMatchObject({ code: 0, talk: '' });
  return file;
}
const headsFile = () => path.join(heads, `${staffed.trust.id}.jsonl`);

describe('an audit that is exported and verified', () => {
  it('holds, without a database or a secret, and says how long its tail is', async () => {
    await acts(4);
    await sealed();
    await acts(1);
    const { code, out, talk } = await verify(await exported());
    expect(code).toBe(0);
    expect(out).toMatch(/^The audit holds: 4 rows are as \d heads sealed them, the last at 2\S+Z\.$/m);
    expect(out).toMatch(/^Unprotected tail: 2 rows, from 2\S+Z to 2\S+Z; .+ \d+\.\d s after the last head/m);
    expect(talk).toContain(signer.publicKey.toString('base64'));
  });

  it('names the row that somebody who keeps the database edited, and ends with 1', async () => {
    await acts(4);
    await sealed();
    const superuser = await aSuperuser(database);
    const { rows } = await superuser.query<{ id: string }>(
      `update app.audit set verb = 'case.list' where (tenant_id, id) = (select tenant_id, id from app.audit
         where tenant_id = $1 order by written_in, id offset 2 limit 1) returning id`,
      [staffed.trust.id],
    );
    await superuser.end();
    const row = rows[0]?.id ?? '';
    const file = await exported();
    const said = await verify(file);
    expect(said).toMatchObject({ code: 1, out: expect.stringContaining(`Row ${row} was edited`) as string });
    const { code, out } = await verify(file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ holds: false, first: { what: 'edited', row, place: 2 } });
  });

  it('holds by the key that is named, and by no other', async () => {
    await acts(1);
    await sealed();
    const file = await exported();
    const [ours, other] = [signer, await openFileSigner(path.join(folder, 'other.key'))];
    const by = (key: Buffer) => verify(file, '--key', key.toString('base64'));
    expect(await by(ours.publicKey)).toMatchObject({ code: 0, talk: '' });
    expect(await by(other.publicKey)).toMatchObject({ code: 1 });
  });

  it('goes by heads of which one was cut short by a loss of power and written again', async () => {
    await acts(2);
    await sealed();
    const whole = await readFile(headsFile(), 'utf8');
    await writeFile(headsFile(), whole.slice(0, 200));
    await folderPlace(heads).keep(staffed.trust.id, [whole.trim()]);
    await appendFile(headsFile(), whole.slice(0, 300));
    expect(await readFile(headsFile(), 'utf8')).toBe(
      `${whole.slice(0, 200)}\n${whole}${whole.slice(0, 300)}`,
    );
    expect(await verify(await exported())).toMatchObject({ code: 0 });
  });

  it('is refused with the file, the line and why where it cannot be read, and ends with 2', async () => {
    await acts(2);
    await sealed();
    const file = await exported();
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const other = path.join(folder, 'other.jsonl');
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [lines.slice(0, -1), `${other}:${lines.length - 1}: The export is cut short.`],
      [lines.slice(1), `${other}:1: This is no export of an audit.`],
      [lines.toSpliced(2, 1, 'x'), `${other}:3: This is no row of an audit.`],
      [[...lines, ''], `${other}:${lines.length + 1}: Something stands after the end of the export.`],
    ];
    for (const [held, sentence] of refusals) {
      await writeFile(other, `${held.join('\n')}\n`);
      expect(await verify(other)).toEqual({ code: 2, out: '', talk: `${sentence}\n` });
    }
    await writeFile(headsFile(), `x\n${await readFile(headsFile(), 'utf8')}`);
    const talk = `${headsFile()}:1: This is no head of an audit.\n`;
    expect(await verify(file)).toEqual({ code: 2, out: '', talk });
    await rm(headsFile());
    expect(await verify(file)).toMatchObject({ code: 3, out: '' });
    expect(await cli(['verify-audit', file])).toMatchObject({ code: 2, out: '' });
    expect(await cli(['verify-audit', `${file}.not`, '--heads', heads])).toMatchObject({ code: 2 });
  });

  it('holds no name and no word of anybody, and is written over no other file', async () => {
    await acts(1);
    const file = await exported();
    expect(await readFile(file, 'utf8')).not.toMatch(/Dina|Tess|Lead|@/);
    const env = { TRUSTWARD_DATABASE_URL: database.ownerUrl, TRUSTWARD_KEY_FILE: database.keyFile };
    const again = await cli(['audit', 'export', file, '--trust', slug], env);
    expect(again).toMatchObject({ code: 2, talk: `${file}: It is there already. Name another.\n` });
  });
});
