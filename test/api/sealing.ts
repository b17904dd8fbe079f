import { auditWaiting, exportAudit, sealAudit, shipHeads, verifyAudit } from '@trustward/casework';
import type { HeadsPlace, Verdict } from '@trustward/casework';
import { auditExportHeader, auditHead, auditRow } from '@trustward/contracts';
import { Door, OWNER, createDataSource } from '@trustward/database';
import type { HeadSigner } from '@trustward/database';
import type { TestDatabase } from '@trustward/testing';
import { Client } from 'pg';
import type { Pool, PoolClient } from 'pg';

/** Where heads are kept out of the database's reach: here in memory, and away when a test says so. */
export class MemoryPlace implements HeadsPlace {
  readonly lines: string[] = [];
  failsAfter: 'nothing' | 'keeping' | null = null;

  keep(_tenantId: string, heads: readonly string[]): Promise<void> {
    if (this.failsAfter !== 'nothing') this.lines.push(...heads);
    return this.failsAfter === null ? Promise.resolve() : Promise.reject(new Error('It is away.'));
  }
}

/** One round of the sealer over a trust. */
export async function round(
  { worker }: TestDatabase,
  signer: HeadSigner,
  place: HeadsPlace,
  trust: string,
  most?: number,
): Promise<void> {
  await sealAudit(worker, signer, trust, most);
  await shipHeads(worker, place, trust);
}

/** As many rounds as it takes: whoever writes at this moment on the same server keeps the newest rows waiting. */
export async function sealAll(
  { worker, workerPlatform }: TestDatabase,
  signer: HeadSigner,
  trust: string,
  most?: number,
): Promise<{ readonly rows: number; readonly unsound: number }> {
  let [rows, unsound] = [0, 0];
  const waits = async () =>
    (await auditWaiting(workerPlatform)).some(({ tenantId, isUnsealed }) => tenantId === trust && isUnsealed);
  while (await waits()) {
    const sealed = await sealAudit(worker, signer, trust, most);
    rows += sealed?.rows ?? 0;
    unsound += sealed?.unsound ?? 0;
  }
  return { rows, unsound };
}

/** An export by the command line's own door, held against what was shipped. */
export async function verdictOn(
  { owner }: TestDatabase,
  trust: string,
  { lines }: Pick<MemoryPlace, 'lines'>,
): Promise<Verdict> {
  const exported: unknown[] = [];
  await owner.run({ tenantId: trust, actor: 'cli' }, (tx) =>
    exportAudit(tx, (line) => Promise.resolve(void exported.push(JSON.parse(line)))),
  );
  const { audit, exportedAt } = auditExportHeader.parse(exported[0]);
  const rows = exported.slice(1, -1).map((row) => auditRow.parse(row));
  return verifyAudit(
    { trust: audit, exportedAt, rows },
    lines.map((line) => auditHead.parse(JSON.parse(line))),
  );
}

/** Somebody who may do anything to the audit: nobody signs in as a superuser, but who owns a table may take down its fence. */
export async function aSuperuser({ ownerUrl }: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`set role ${OWNER}`);
  for (const table of ['audit', 'audit_batch']) {
    await client.query(`alter table app.${table} no force row level security`);
  }
  return client;
}

/** A worker's door whose connections can be lost under it, as when its machine is. */
export async function aLosableDoor({ workerUrl, vault }: TestDatabase) {
  const dataSource = await createDataSource({ url: workerUrl, process: 'test', poolSize: 1 }).initialize();
  const clients: PoolClient[] = [];
  if (!('master' in dataSource.driver)) throw new Error('It is PostgreSQL.');
  (dataSource.driver.master as Pool).on('acquire', (client) => clients.push(client));
  const lose = () => {
    for (const client of clients) {
      if ('connection' in client) (client.connection as { stream: { destroy(): void } }).stream.destroy();
    }
  };
  return { door: new Door(dataSource, vault), lose };
}
