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
    if (channel === CASE_CHANGED) hear(payload, isCaseChanged, listener.onCaseChanged);
    if (channel === NOTICE_MADE) hear(payload, isNoticeMade, listener.onNoticeMade);
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

/** Whoever may connect may notify: what is not of ours is nobody's news, and must not end who listens. */
function hear<T>(
  payload: string | undefined,
  isOurs: (said: unknown) => said is T,
  tell: (said: T) => void,
): void {
  let said: unknown;
  try {
    said = JSON.parse(payload ?? '');
  } catch {
    return;
  }
  if (isOurs(said)) tell(said);
}

const isRecord = (said: unknown): said is Record<string, unknown> =>
  typeof said === 'object' && said !== null;
const isText = (said: unknown): said is string => typeof said === 'string';

const isCaseChanged = (said: unknown): said is CaseChanged =>
  isRecord(said) && isText(said['tenantId']) && isText(said['caseId']) && typeof said['version'] === 'number';

const isNoticeMade = (said: unknown): said is NoticeMade =>
  isRecord(said) &&
  isText(said['tenantId']) &&
  Array.isArray(said['personIds']) &&
  said['personIds'].every(isText);
