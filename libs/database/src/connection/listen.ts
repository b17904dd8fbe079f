import { Client } from 'pg';

/** What PostgreSQL says at commit: that something changed, never what. */
export const CASE_CHANGED = 'case_changed';
export const NOTICE_MADE = 'notice_made';
export interface CaseChanged {
  readonly tenantId: string;
  readonly caseId: string;
  readonly version: number;
}
export interface NoticeMade {
  readonly tenantId: string;
  readonly personIds: readonly string[];
}

export interface Listener {
  readonly onCaseChanged: (message: CaseChanged) => void;
  readonly onNoticeMade: (message: NoticeMade) => void;
  /** The connection is gone; whoever listens opens another and has its readers load again. */
  readonly onLost: () => void;
}

/** Opens one connection that listens until it is closed. */
export async function listen(url: string, listener: Listener): Promise<{ close(): Promise<void> }> {
  const client = new Client({ connectionString: url, application_name: 'trustward-listen', keepAlive: true });
  // A connection that never came up is not lost: whoever asked for it hears by the refusal, and by it alone.
  let isUp = false;
  const lost = () => {
    if (isUp) listener.onLost();
    isUp = false;
  };
  client.on('error', lost);
  client.on('end', lost);
  client.on('notification', ({ channel, payload }) => {
    if (channel === CASE_CHANGED) listener.onCaseChanged(JSON.parse(payload ?? '{}') as CaseChanged);
    if (channel === NOTICE_MADE) listener.onNoticeMade(JSON.parse(payload ?? '{}') as NoticeMade);
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${CASE_CHANGED}; LISTEN ${NOTICE_MADE}`);
  } catch (unreachable) {
    // Whether it broke before or after it was connected, nothing of it may stay open.
    await client.end().catch(() => undefined);
    throw unreachable;
  }
  isUp = true;
  return {
    close: async () => {
      isUp = false;
      await client.end();
    },
  };
}
