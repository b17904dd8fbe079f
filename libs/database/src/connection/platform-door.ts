import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { commit, connected, message, rowsOf, undo } from './client.ts';
import type { Values } from './tx.ts';

export interface PlatformTx {
  query<R>(text: string, values?: Values, name?: string): Promise<R[]>;
}

/** The way to what no trust owns: accounts, sessions, authorities. It carries no trust, so trusts' tables are empty. */
export class PlatformDoor implements PlatformTx {
  readonly #dataSource: DataSource;
  readonly #pool: Pool;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
    this.#pool = poolOf(dataSource);
  }

  /** One statement, by itself. */
  query<R>(text: string, values: Values = [], name?: string): Promise<R[]> {
    return rowsOf(this.#pool, text, values, name);
  }

  async run<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T> {
    const { runner, client } = await connected(this.#dataSource);
    try {
      await message(client, 'BEGIN');
      const result = await work({ query: (text, values = [], name) => rowsOf(client, text, values, name) });
      await commit(client);
      return result;
    } catch (error) {
      await undo(client);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function poolOf(dataSource: DataSource): Pool {
  if (!('master' in dataSource.driver)) throw new Error('Open the data source before its doors.');
  return dataSource.driver.master as Pool;
}
