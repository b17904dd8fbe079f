import type { Instant } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { deliver } from './deliver.ts';
import { driveBy } from './drive.ts';
import type { Cause, DriveResult } from './drive.ts';
import { openBy } from './open.ts';
import type { OpenResult, Opening } from './open.ts';

/**
 * Writes history for the demo: as if each act had been recorded at its own past instant. Only the owner of the tables
 * can: no other role may set `entered_at`, `recorded_at` or `created_at`, and no process that serves people is the
 * owner.
 */
export class Backdated {
  readonly #tx: Tx;
  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async open(at: Instant, opening: Opening): Promise<OpenResult> {
    const result = await openBy({ now: () => at }, this.#tx, opening);
    if (result.outcome === 'applied') await this.#enter(result.caseId);
    return result;
  }

  async drive(at: Instant, caseId: string, cause: Cause): Promise<DriveResult> {
    const result = await driveBy({ now: () => at }, this.#tx, caseId, cause);
    if (result.outcome === 'applied') await this.#enter(caseId);
    return result;
  }

  /** Delivers what is pending, so that notices stand where they would have stood. */
  async deliverAll(caseId: string): Promise<void> {
    const sql = `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'pending' order by at`;
    const pending = await this.#tx.query<{ id: string }>(sql, [this.#tx.tenantId, caseId]);
    for (const { id } of pending) await deliver(this.#tx, id, undefined, { isHistory: true });
    for (const [table, told] of [
      ['notice', 'created_at'],
      ['delivery', 'told_at'],
    ] as const) {
      await this.#tx.query(
        `update app.${table} set ${told} = least(at, ${told}) where tenant_id = $1 and case_id = $2`,
        [this.#tx.tenantId, caseId],
      );
    }
  }

  /** Rows just written carry PostgreSQL's present; give them the instant at which they are said to have been. */
  async #enter(caseId: string): Promise<void> {
    const values = [this.#tx.tenantId, caseId, this.#tx.startedAt];
    await this.#tx.query(
      `update app.case_event set entered_at = least(at, entered_at)
       where tenant_id = $1 and case_id = $2 and entered_at >= app.at($3)`,
      values,
    );
    await this.#tx.query(
      `update app.breach set recorded_at = least(at, recorded_at)
       where tenant_id = $1 and case_id = $2 and recorded_at >= app.at($3)`,
      values,
    );
  }
}
