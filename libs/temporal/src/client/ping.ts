import type { Connection } from '@temporalio/client';
import { openClient } from './connect.ts';
import type { TemporalSettings } from './settings.ts';

const ANSWER_WITHIN_MS = 2_000;

/** Whether the server behind an open connection answers now. */
export async function answers(connection: Connection, withinMs = ANSWER_WITHIN_MS): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + withinMs, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    // Any reason is the same answer: the caller asked whether, not why.
    return false;
  }
}

/** Whether a Temporal server answers at the address, for readiness checks; opens and closes a connection of its own. */
export async function pingTemporal(settings: TemporalSettings): Promise<boolean> {
  const { connection, close } = openClient(settings);
  try {
    return await answers(connection);
  } finally {
    await close();
  }
}
