import { traceparent } from '@trustward/observability';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { KeyVault } from '../sealing/key-vault.ts';
import { Keyring } from '../sealing/keyring.ts';
import type { TenantKeys } from '../sealing/keys.ts';
import { commit, connected, message, rowsOf, sqlState, undo } from './client.ts';
import { TryAgain } from './tx.ts';
import type { As, Tx } from './tx.ts';
import { Turns } from './turns.ts';
import { isUuid } from './uuid.ts';

const ATTEMPTS = 4;
const LOST_A_RACE: ReadonlySet<string> = new Set(['40001', '40P01']);
const ACTOR = /^[a-z][a-z-]{1,39}$/;
const TRACE = /^[\da-f-]{55}$/;

interface Open {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
  readonly turns: Turns;
  readonly onCommit: (() => void)[];
}

/** No trust has this id. */
export class UnknownTenant extends Error {
  override readonly name = 'UnknownTenant';
}

/**
 * The one way to a trust's rows: a transaction whose first message carries the trust and the person, or a named actor
 * of the system. What is read and written inside is fenced by the policies of each table.
 */
export class Door {
  readonly #dataSource: DataSource;
  readonly #keyring: Keyring;

  constructor(dataSource: DataSource, vault: KeyVault) {
    this.#dataSource = dataSource;
    this.#keyring = new Keyring(vault);
  }

  /** Runs the work in one transaction; again from the start when it lost a race, so it must do nothing outside. */
  async run<T>(as: As, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(as, work);
      } catch (error) {
        // A deadlock or a lost race is decided by PostgreSQL and cannot be seen beforehand.
        const lost = error instanceof TryAgain || LOST_A_RACE.has(sqlState(error) ?? '');
        if (!lost || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #once<T>(as: As, work: (tx: Tx) => Promise<T>): Promise<T> {
    const keys = await this.#keysOf(as.tenantId);
    const { runner, client } = await connected(this.#dataSource);
    // TypeORM must know that a transaction is open, or `save` would open and commit its own.
    const marked: { isTransactionActive: boolean } = runner;
    const turns = new Turns();
    const onCommit: (() => void)[] = [];
    try {
      const startedAt = await begin(client, as);
      marked.isTransactionActive = true;
      const result = await work(txOf(as, startedAt, keys, { runner, client, turns, onCommit }));
      await turns.end();
      await commit(client);
      for (const act of onCommit) act();
      return result;
    } catch (error) {
      await turns.end();
      await undo(client);
      throw error;
    } finally {
      marked.isTransactionActive = false;
      await runner.release();
    }
  }

  /** Before there is a transaction: while a key service makes one trust wait, no connection waits with it. */
  async #keysOf(tenantId: string): Promise<TenantKeys> {
    const known = this.#keyring.known(tenantId);
    if (known !== undefined) return known;
    if (!isUuid(tenantId)) throw new UnknownTenant('A transaction needs the id of a trust.');
    return this.#keyring.open(tenantId, () => this.#wrappedKey(tenantId));
  }

  async #wrappedKey(tenantId: string): Promise<Buffer> {
    const { runner, client } = await connected(this.#dataSource);
    try {
      const sql = 'select wrapped_key from platform.tenant where id = $1';
      const [row] = await rowsOf<{ wrapped_key: Buffer }>(client, sql, [tenantId]);
      if (row === undefined) throw new UnknownTenant('There is no such trust.');
      return row.wrapped_key;
    } finally {
      await runner.release();
    }
  }
}

const txOf = (
  as: As,
  startedAt: number,
  keys: TenantKeys,
  { runner, client, turns, onCommit }: Open,
): Tx => ({
  tenantId: as.tenantId,
  personId: 'personId' in as ? as.personId : null,
  actor: 'actor' in as ? as.actor : null,
  startedAt,
  keys,
  manager: runner.manager,
  query: (text, values = [], name) => turns.take(() => rowsOf(client, text, values, name)),
  onCommit: (act) => void onCommit.push(act),
});

/** BEGIN and the settings in one message; what goes into it is checked first, as a message takes no parameters. */
async function begin(client: PoolClient, as: As): Promise<number> {
  const person = 'personId' in as ? as.personId : '';
  const actor = 'actor' in as ? as.actor : '';
  if (!isUuid(as.tenantId) || (person !== '' && !isUuid(person)) || (actor !== '' && !ACTOR.test(actor))) {
    throw new UnknownTenant(
      'A transaction needs the id of a trust, and of a person or the name of an actor.',
    );
  }
  const settings = `set_config('app.tenant', '${as.tenantId}', true), set_config('app.person', '${person}', true),
    set_config('app.actor', '${actor}', true), ${traced()}app.ms(clock_timestamp()) as now`;
  const [row] = await message<{ now: number }>(client, `BEGIN; SELECT ${settings}`);
  if (row === undefined) throw new Error('PostgreSQL did not answer the first message of a transaction.');
  return row.now;
}

/** Where something is traced, a job that this transaction makes goes on with it. */
function traced(): string {
  const trace = traceparent();
  return trace !== null && TRACE.test(trace) ? `set_config('app.trace', '${trace}', true), ` : '';
}
