import type { Pool } from 'pg';
import { freshen } from './fresh.ts';
import type { BareOrder } from './order.ts';
import { readStatement } from './statement.ts';

/** Sends the recording, one statement after the other, on one connection of the pool. */
export function replayer(pool: Pool, order: BareOrder): () => Promise<void> {
  const recording = order.recording.map(readStatement);
  if (order.another === null) return () => onOneClient(pool, recording);
  const { tokens, statements } = freshen(recording, order.another.map(readStatement));
  return () => {
    const made = tokens();
    return onOneClient(
      pool,
      statements.map((statement) => statement(made)),
    );
  };
}

async function onOneClient(pool: Pool, statements: readonly object[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const statement of statements) await client.query(statement as { text: string });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
