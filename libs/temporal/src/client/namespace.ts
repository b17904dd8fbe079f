import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Ended cases are history in PostgreSQL; Temporal keeps its own copy only as long as someone may want to look. */
const RETENTION = '3 days';
const VISIBLE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;
const ALREADY_EXISTS = 6;

/** Registers the namespace where it is missing and returns once the server's frontends know it. */
export async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  if (await isKnown(connection, namespace)) return;
  await register(connection, namespace);
  const giveUpAt = Date.now() + VISIBLE_WITHIN_MS;
  while (!(await isKnown(connection, namespace))) {
    if (Date.now() > giveUpAt) throw new Error(`namespace ${namespace} was registered but is not visible`);
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
  }
}

/** Asks a call that needs the namespace, because describing it reads the store and not the frontend's cache. */
async function isKnown(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return true;
  } catch (refusal: unknown) {
    if (isGrpcServiceError(refusal) && isNotFound(refusal.details)) return false;
    throw refusal;
  }
}

const isNotFound = (details: string): boolean => /not found/i.test(details);

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
  } catch (refusal: unknown) {
    // Another process of ours may have come first, which is as good.
    if (!isGrpcServiceError(refusal) || Number(refusal.code) !== ALREADY_EXISTS) throw refusal;
  }
}
