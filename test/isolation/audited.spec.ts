import { deliver, wake } from '@trustward/casework';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api/api-server.ts';
import type { ApiServer } from '../api/api-server.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';
import { aCast, aMarkedCase } from './cast.ts';
import type { Cast } from './cast.ts';
import { RECIPES, anyIds } from './recipes.ts';
import type { Ids } from './recipes.ts';

const MARK = 'Aardvark';
/** Whom routes are open to, between them. */
const ASKERS = ['dsl', 'trustSafeguardingLead', 'trustAdministrator'] as const;
type Asker = (typeof ASKERS)[number];

let database: TestDatabase;
let server: ApiServer;
let cast: Cast;
let askers: Record<Asker, SignedIn>;
let ids: Ids;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  cast = await aCast(database, MARK);
  const { dsl, trustSafeguardingLead, trustAdministrator } = cast.people;
  askers = {
    dsl: await signIn(server, dsl),
    trustSafeguardingLead: await signIn(server, trustSafeguardingLead),
    trustAdministrator: await signIn(server, trustAdministrator),
  };
  const caseId = await aMarkedCase(cast, MARK);
  const { deliveries } = await wake(database.worker, { tenantId: cast.trust.id, caseId });
  for (const id of deliveries) {
    await database.worker.run({ tenantId: cast.trust.id, actor: 'worker' }, (tx) => deliver(tx, id));
  }
  const notices = (await askers.dsl.get('/api/notices?limit=1').expect(200)).body as {
    items: { id: string }[];
  };
  const noticeId = notices.items[0]?.id ?? '';
  const { id: schoolId } = cast.school;
  ids = anyIds({ caseId, schoolId, authorityId: cast.trust.authorityId, noticeId });
}, 120_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Every row of the audit, by its id. */
const rows = async (): Promise<ReadonlyMap<string, string | null>> => {
  const as = { tenantId: cast.trust.id, actor: 'test' };
  const sql = 'select id, case_id as "caseId" from app.audit where tenant_id = $1';
  const all = await database.owner.run(as, (tx) =>
    tx.query<{ id: string; caseId: string | null }>(sql, [as.tenantId]),
  );
  return new Map(all.map(({ id, caseId }) => [id, caseId]));
};

interface Asked {
  readonly name: string;
  readonly status: number;
  /** Whether the answer holds what stands in the case alone. */
  readonly showsContent: boolean;
  readonly audited: number;
  readonly auditedOfCase: number;
}

async function askAll(who: Asker): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const [name, { ask, leaves }] of Object.entries(RECIPES)) {
    if (leaves) continue;
    const before = await rows();
    const { status, text } = await ask(askers[who], ids);
    const made = [...(await rows())].filter(([id]) => !before.has(id));
    asked.push({
      ...{ name, status, audited: made.length },
      showsContent: text.includes(`${MARK} Child`) || text.includes(`${MARK} account`),
      auditedOfCase: made.filter(([, caseId]) => caseId === ids.caseId).length,
    });
  }
  return asked;
}

const asked: Asked[] = [];
beforeAll(async () => {
  for (const who of ASKERS) asked.push(...(await askAll(who)));
}, 120_000);
const namesOf = (some: readonly Asked[]) => [...new Set(some.map(({ name }) => name))].sort();

describe('whatever route', () => {
  it('shows what stands in a case writes down who looked, with the case', () => {
    const shown = asked.filter(({ showsContent }) => showsContent);
    expect(namesOf(shown)).toContain('GET /api/cases/:caseId');
    expect(namesOf(shown.filter(({ auditedOfCase }) => auditedOfCase === 0))).toEqual([]);
  });

  it('reads one case writes down who looked, whatever of it is shown', () => {
    const reads = asked.filter(
      ({ name, status }) => /^GET .*:caseId/.test(name) && status >= 200 && status < 300,
    );
    expect(namesOf(reads)).toEqual([
      'GET /api/cases/:caseId',
      'GET /api/cases/:caseId/shares',
      'GET /api/cases/:caseId/timeline',
    ]);
    expect(reads.filter(({ auditedOfCase }) => auditedOfCase !== 1)).toEqual([]);
  });

  it('does something writes it down', () => {
    const done = asked.filter(({ name, status }) => name.startsWith('POST') && status < 300);
    expect(namesOf(done).length).toBeGreaterThan(7);
    // Whoever ticks off what is another's, or is done, does nothing.
    const written = new Set(namesOf(done.filter(({ audited }) => audited > 0)));
    expect(namesOf(done).filter((name) => !written.has(name))).toEqual([]);
  });

  it('refuses writes nothing down', () => {
    const refused = asked.filter(({ status }) => status >= 400);
    expect(namesOf(refused.filter(({ audited }) => audited > 0))).toEqual([]);
  });
});
