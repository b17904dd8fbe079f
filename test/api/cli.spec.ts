import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = programIn(root, 'cli');
let database: TestDatabase;
let settings: Record<string, string>;

beforeAll(async () => {
  await access(MAIN);
  database = await testDatabase();
  settings = {
    TRUSTWARD_DATABASE_URL: database.ownerUrl,
    TRUSTWARD_DATABASE_API_URL: database.apiUrl,
    TRUSTWARD_DATABASE_WORKER_URL: database.workerUrl,
    TRUSTWARD_KEY_FILE: database.keyFile,
  };
});
afterAll(() => database.close());

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Runs the built command line as a person would, with nothing in the environment but what is given. */
const cli = (args: string, env: Record<string, string> = settings): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, ...args.split(' ')],
      { env: { ...compiledIn(root), ...env } },
      (error, out, talk) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, talk });
      },
    );
  });
const sentences = (text: string) => text.trim().split('\n');

describe('the command line', () => {
  it('answers an unknown command with the commands there are, and 2', async () => {
    const ended = await cli('dance');
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
    expect(ended.talk).toMatch(/^There is no command "dance": there are migrate, demo load, .+\.\n$/);
  });

  it('lists the commands of one kind with what they do, each in a column of its own', async () => {
    const asked = await cli('chain --help', {});
    expect(asked).toMatchObject({ code: 0, talk: '' });
    expect(asked.out).toContain(
      '\n  chain lint FILE... [--authority ID] [--trust FILE] [--json]\n                          what is ',
    );
    expect(asked.out).toContain('\n  chain schema            the JSON Schema');
    expect(asked.out).not.toContain('migrate');
  });

  it.each([
    ['migrate', '[--json]'],
    ['demo load', '[--json]'],
    ['demo people', '[--json]'],
    ['rebuild', '[--trust SLUG | --case ID] [--json]'],
    ['reconcile', '[--json]'],
    ['config', '[--json]'],
  ])('says how %s is used when asked, and when it is used otherwise', async (name, options) => {
    const asked = await cli(`${name} --help`, {});
    expect(asked).toMatchObject({ code: 0, talk: '' });
    expect(asked.out).toContain(`Usage: npm run -s cli -- ${name} ${options}\n`);
    for (const wrong of ['--jsno', '--json=yes', 'surplus']) {
      const ended = await cli(`${name} ${wrong}`, {});
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(sentences(ended.talk)).toHaveLength(1);
      expect(ended.talk).toContain(`it is npm run -s cli -- ${name} ${options}.`);
    }
  });

  it.each(['demo', 'demo dance', '--json'])('has no command "%s", and ends with 2', async (words) => {
    const ended = await cli(words);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(sentences(ended.talk)).toHaveLength(1);
  });

  it('prints the commands there are when asked for help', async () => {
    const ended = await cli('--help', {});
    expect(ended).toMatchObject({ code: 0, talk: '' });
    expect(ended.out).toMatch(/migrate[\s\S]+demo load[\s\S]+rebuild/);
  });

  it.each(['demo people', 'demo load', 'rebuild', 'reconcile', 'migrate'])(
    'names npm start when %s finds nothing running',
    async (name) => {
      const ended = await cli(name, {});
      expect(ended).toMatchObject({ code: 3, out: '' });
      expect(ended.talk).toMatch(/^TRUSTWARD_DATABASE_URL is not set: start Trustward with `npm start`.+\n$/);
      // A start on another folder is not seen from here.
      expect(ended.talk).toMatch(/name the folder of one started with `--data` in TRUSTWARD_DATA_DIR/);
      expect(sentences(ended.talk)).toHaveLength(1);
    },
  );

  it('refuses a setting that cannot be read with its sentence, and ends with 2', async () => {
    const ended = await cli('config', { TRUSTWARD_PORT: 'eighty' });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.talk).toBe('TRUSTWARD_PORT must be a whole number from 0 to 65535.\n');
  });

  it('says in one sentence which setting is missing, and ends with 3', async () => {
    const ended = await cli('migrate', {});
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(sentences(ended.talk)).toHaveLength(1);
    expect(ended.talk).toMatch(/^TRUSTWARD_DATABASE_URL is not set/);
  });

  it('says that PostgreSQL cannot be reached, and ends with 3', async () => {
    const nowhere = {
      ...settings,
      TRUSTWARD_DATABASE_URL: 'postgresql://trustward_owner:x@127.0.0.1:1/trustward',
    };
    const ended = await cli('migrate', nowhere);
    expect(ended.code).toBe(3);
    expect(ended.talk).toMatch(/^PostgreSQL cannot be reached \(ECONNREFUSED\): .*`npm start`.*\n$/);
  });

  it('prints every setting without a secret', async () => {
    const { out } = await cli('config --json');
    const printed = JSON.parse(out) as { name: string; value: string }[];
    expect(printed.find(({ name }) => name === 'TRUSTWARD_DATABASE_URL')?.value).toBe('(hidden)');
    expect(out).not.toContain(new URL(database.ownerUrl).password);
  });
});

describe('migrate', () => {
  it('changes nothing on a database of this version', async () => {
    expect(await cli('migrate --json')).toMatchObject({ code: 0, out: '{"applied":[]}\n' });
  });

  it('never replaces a lost key file once there are trusts', async () => {
    await cli('demo load');
    const folder = await mkdtemp(path.join(tmpdir(), 'trustward-lost-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'it.key');
    const ended = await cli('migrate', { ...settings, TRUSTWARD_KEY_FILE: file });
    expect(ended.code).toBe(3);
    expect(ended.talk).toMatch(/is missing.+put it back/);
    await expect(access(file)).rejects.toThrow();
  });

  it('refuses a database that a newer version made, and leaves it as it is', async () => {
    const other = await testDatabase();
    const url = { ...settings, TRUSTWARD_DATABASE_URL: other.ownerUrl };
    const insert = `insert into platform.migration (timestamp, name) values (1999999999999, 'Tomorrow1999999999999')`;
    await other.ownerPlatform.query(insert);
    const ended = await cli('migrate', url);
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(sentences(ended.talk)).toHaveLength(1);
    expect(ended.talk).toContain('Tomorrow1999999999999');
    await other.close();
  });
});

describe('the demo', () => {
  it('is refused a list of sign-ins before it is loaded', async () => {
    const other = await testDatabase();
    const ended = await cli('demo people', { ...settings, TRUSTWARD_DATABASE_URL: other.ownerUrl });
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.talk).toBe('The demo is not loaded: run `npm run -s cli -- demo load`.\n');
    await other.close();
  });

  it('is loaded once however often it is asked for, with a case in every state', async () => {
    await cli('demo load');
    const again = await cli('demo load --json');
    expect(JSON.parse(again.out)).toMatchObject({ trusts: 2, newCases: 0 });
    const rows = await statesOf('larkfield');
    const every = ['late', 'met', 'metLate', 'notApplicable', 'open', 'recordedLate', 'superseded', 'waived'];
    expect(rows).toEqual(every);
    expect(await statesOf('tideway')).toEqual(['late', 'met', 'open']);
  });

  it('shows a hold that somebody asks to end, a stopped clock, what went without agreement, and what nobody foresaw', async () => {
    await cli('demo load');
    const [shown] = await inTrust(
      'tideway',
      `select bool_or(c.state @? '$.holds.* ? (@.endedAt == null && @.releaseAskedBy != null)') as release,
        bool_or(c.state @? '$.duties.* ? (@.pauses[*].from > 0 && @.doneAt == null)') as pause,
        bool_or(c.state @? '$.duties.* ? (@.bypassed == true)') as emergency,
        bool_or(c.state @? '$.events."new-harm".recordedAt') as unforeseen
      from app.case_file c`,
    );
    expect(shown).toEqual({ release: true, pause: true, emergency: true, unforeseen: true });
  });

  it('has cases that are over, each of which a back-test reads as the command line wrote it', async () => {
    await cli('demo load');
    const ended = 'select id from app.case_file where ended_at is not null';
    const over = await inTrust<{ id: string }>('larkfield', ended);
    expect(over.length).toBeGreaterThan(0);
    const folder = await mkdtemp(path.join(tmpdir(), 'trustward-past-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const [draft, past] = ['draft.json', 'case.json'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    for (const { id } of over) {
      const { code, out } = await cli(`chain case --trust larkfield --case ${id}`);
      expect(code).toBe(0);
      await writeFile(past, out);
      await writeFile(draft, JSON.stringify((JSON.parse(out) as { chain: unknown }).chain));
      const tested = await cli(`chain simulate ${draft} --back-test ${past}`, {});
      expect(tested.talk).toBe('');
      expect(tested.out).toBe('Under the draft nothing would have been otherwise.\n');
    }
  });

  it('has sign-ins that are marked as demo and nothing else', async () => {
    const { out } = await cli('demo people --json');
    const people = JSON.parse(out) as { email: string; password: string; trust: string }[];
    const accounts = await database.ownerPlatform.query<{ email: string }>(
      'select email from platform.account where demo',
    );
    expect(people.map(({ email }) => email).sort()).toEqual(accounts.map(({ email }) => email).sort());
    expect(new Set(people.map(({ trust }) => trust)).size).toBe(2);
  });

  it('lists no sign-in where the demo is off, though it is loaded, and says so', async () => {
    const off = { ...settings, TRUSTWARD_DEMO: 'off' };
    for (const args of ['demo people', 'demo people --json']) {
      const ended = await cli(args, off);
      expect(ended).toMatchObject({ code: 3, out: '' });
      expect(ended.talk).toBe('The demo is off (TRUSTWARD_DEMO is off), so nobody can sign in to it.\n');
    }
    expect((await cli('demo people', { ...settings, TRUSTWARD_DEMO: 'on' })).code).toBe(0);
  });

  it('pokes every case that has something to come when it is rebuilt', async () => {
    const { out } = await cli('rebuild --json');
    const { poked } = JSON.parse(out) as { poked: number };
    const [jobs] = await database.ownerPlatform.query<{ n: number }>(
      'select count(*)::int as n from graphile_worker.jobs where task_identifier = $1',
      ['poke'],
    );
    expect(poked).toBe(19);
    expect(jobs?.n).toBeGreaterThanOrEqual(poked);
  });
});

async function inTrust<R>(slug: string, sql: string): Promise<readonly R[]> {
  const [trust] = await database.ownerPlatform.query<{ id: string }>(
    'select id from platform.tenant where slug = $1',
    [slug],
  );
  return database.owner.run({ tenantId: trust?.id ?? '', actor: 'test' }, (tx) => tx.query<R>(sql));
}

async function statesOf(slug: string): Promise<readonly string[]> {
  const rows = await inTrust<{ state: string }>(slug, 'select distinct state from app.duty order by 1');
  return rows.map(({ state }) => state);
}
