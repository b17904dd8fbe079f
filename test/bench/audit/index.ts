import { randomUUID } from 'node:crypto';
import { drive, openCase } from '@trustward/casework';
import { Door, createDataSource, openFileVault } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { median } from '../statistics.ts';
import { ACTOR, forgetJobs, placesOf } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { keepSealing } from './sealing.ts';
import { withoutAudit } from './without-audit.ts';

const WRITERS = 64;
const COSTS_AT_MOST = 1.15;

interface Stage {
  readonly world: World;
  /** As the API, with a connection for each writer. */
  readonly api: Door;
  readonly places: readonly Place[];
}

/** What writing the audit, and sealing it meanwhile, costs an act: beside the same act that writes none. */
export async function audit(quick: boolean, print: (figure: Figure) => void): Promise<void> {
  const world = await startWorld({ temporalOn: 'SQLite' });
  const { urls, keyFile, owner, ownerPlatform } = world.database;
  const pool = { url: urls.api, process: 'bench', poolSize: WRITERS, answersWithinMs: 60_000 };
  const dataSource = await createDataSource(pool).initialize();
  try {
    const api = new Door(dataSource, await openFileVault(keyFile));
    const [trust] = await ownerPlatform.query<{ id: string }>('select id from platform.tenant order by name');
    const places = await placesOf(owner, trust?.id ?? '');
    await measure({ world, api, places }, quick, print);
  } finally {
    await dataSource.destroy();
    await world.stop();
  }
}

async function measure(stage: Stage, quick: boolean, print: (figure: Figure) => void): Promise<void> {
  const count = WRITERS * (quick ? 4 : 12);
  const rounds = quick ? 3 : 9;
  const sealer = await keepSealing(stage.world);
  const took = {
    report: { with: [] as number[], without: [] as number[] },
    act: { with: [] as number[], without: [] as number[] },
  };
  for (let n = -1; n < rounds; n += 1) {
    // By turns, each first as often as the other; the first round of all warms up.
    const order = n % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
    for (const which of order) {
      const { report, act } = await round(stage, count, which === 'with');
      say(`audit: ${which}: a report ${report.toFixed(2)} ms, an act ${act.toFixed(2)} ms`);
      if (n < 0) continue;
      took.report[which].push(report);
      took.act[which].push(act);
    }
  }
  for (const what of ['report', 'act'] as const) {
    const beside = 'the same, its audit neither written nor signed';
    const [value, besideValue] = [median(took[what].with), median(took[what].without)];
    const figure = { name: `audit.${what}`, value, unit: `ms of ${WRITERS} writers`, beside, besideValue };
    print(byRatio(figure, { atMost: COSTS_AT_MOST }));
  }
  print(byValue({ name: 'audit.unsealed', value: await sealer.end(), unit: 's' }, { atMost: 5 }));
}

type Do = <T>(tx: Tx, work: (tx: Tx) => Promise<T>) => Promise<T>;

/** How long a report, and the taking in hand of it, took each of them, in ms. */
async function round({ world, api, places }: Stage, count: number, audited: boolean) {
  const [{ tenantId } = { tenantId: '' }] = places;
  const as: Do = audited ? (tx, work) => work(tx) : (tx, work) => work(withoutAudit(tx));
  const before = await auditRows(world, tenantId);
  const opened: string[] = [];
  const report = await timed(count, async (n) => {
    const place = places[n % places.length];
    if (place === undefined) throw new Error('There is a school.');
    opened.push(
      await api.run({ tenantId, personId: place.reporterId }, (tx) => as(tx, (it) => open(it, place))),
    );
  });
  const owned = await ownedOf(world, tenantId, opened);
  const act = await timed(owned.length, async (n) => {
    const duty = owned[n];
    if (duty === undefined) throw new Error('There is a duty.');
    const { caseId, step, by, version } = duty;
    const event = { type: 'acknowledged', step, by, version } as const;
    await api.run({ tenantId, personId: by }, (tx) =>
      as(tx, async (it) => {
        const { refusal } = await drive(it, caseId, { kind: 'act', event, eventId: randomUUID() });
        if (refusal !== null) throw new Error(`It was refused: ${refusal.sentence}`);
      }),
    );
  });
  const made = (await auditRows(world, tenantId)) - before;
  const isRight = audited ? made >= count + owned.length : made === 0;
  if (!isRight) throw new Error(`${made} rows of the audit were made.`);
  await forgetJobs(world.database.owner, tenantId);
  return { report, act };
}

async function open(tx: Tx, { schoolId, reporterId }: Place): Promise<string> {
  const opened = await openCase(tx, {
    eventId: randomUUID(),
    schoolId,
    chainId: 'concern-about-a-child',
    awareAt: tx.startedAt,
    facts: { source: 'saw', 'in-danger-now': 'no' },
    drill: false,
    by: reporterId,
    header: { childName: 'Bench Child', initials: 'BC', yearGroup: 'Year 4' },
    words: { account: 'Made up to be counted.' },
  });
  if (opened.refusal !== null) throw new Error(`A case could not be opened: ${opened.refusal.sentence}`);
  return opened.caseId;
}

/** So many, by as many at once as there are writers; how long each took in the mean. */
async function timed(count: number, one: (n: number) => Promise<void>): Promise<number> {
  let next = 0;
  const began = performance.now();
  const writer = async () => {
    for (let n = next++; n < count; n = next++) await one(n);
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (performance.now() - began) / count;
}

interface Owned {
  readonly caseId: string;
  readonly step: string;
  readonly by: string;
  readonly version: number;
}

const OWNED = `select distinct on (case_id) case_id as "caseId", step, owner_person as by, version from app.duty
  where tenant_id = $1 and case_id = any($2) and owner_person is not null and ended_at is null order by case_id, step`;

const asOwner = <R>({ database }: World, tenantId: string, sql: string, values: readonly unknown[]) =>
  database.owner.run({ tenantId, actor: ACTOR }, (tx) => tx.query<R>(sql, values));

const ownedOf = (world: World, tenantId: string, cases: readonly string[]) =>
  asOwner<Owned>(world, tenantId, OWNED, [tenantId, cases]);

async function auditRows(world: World, tenantId: string): Promise<number> {
  const sql = 'select count(*)::integer as count from app.audit where tenant_id = $1';
  return (await asOwner<{ count: number }>(world, tenantId, sql, [tenantId]))[0]?.count ?? 0;
}
