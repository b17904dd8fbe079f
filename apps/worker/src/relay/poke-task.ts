import type { Task } from 'graphile-worker';
import type { CaseInput } from '@trustward/contracts/temporal';
import { isUuid } from '@trustward/database';
import { following, parkedPokes, pokes, relayLagSeconds, traced } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { isRefusal } from './poke.ts';
import type { LayToRest, Poke } from './poke.ts';

/** Under this name no relay takes a job, so it stays in the table, payload and all, for someone to look at. */
const PARKED = 'poke-parked';
/** Five seconds apart they are a minute: a worker that was killed is back by then, and its full run has gone on as a new one. */
const TRIES_BEFORE_PARKING = 12;

/**
 * Carries one job. One that names no case would fail for ever, so it is said once and put aside. So is one that Temporal
 * refuses again and again, under its case's own name: the next poke of that case, be it an act's or a rebuild's, takes it up.
 */
export const pokeTask =
  (poke: Poke, layToRest: LayToRest, log: Logger): Task =>
  async (payload, { job, addJob }) => {
    const input = caseIn(payload);
    if (input === null) {
      // By the job's own id, so that a relay killed between this and its job's end parks it no second time.
      await addJob(PARKED, payload, { jobKey: `parked/${job.id}`, jobKeyMode: 'replace' });
      parkedPokes.inc();
      log.error('a job names no case; it is parked', { jobId: job.id, task: 'poke', code: 'NotAPoke' });
      return;
    }
    try {
      await following(traceIn(payload), () =>
        traced('relay', { ...input, jobId: job.id }, async () => {
          if (!mayRest(payload) || !(await layToRest(input))) await poke(input);
        }),
      );
    } catch (error: unknown) {
      if (!isRefusal(error) || job.attempts < TRIES_BEFORE_PARKING) throw error;
      // Without its lane: what waits for no turn is not to hold up others' turns.
      await addJob(PARKED, input, {
        jobKey: `case/${input.tenantId}/${input.caseId}`,
        jobKeyMode: 'replace',
      });
      parkedPokes.inc();
      log.error('Temporal refuses to have a case looked at; the poke is parked', { ...input, err: error });
      return;
    }
    pokes.inc();
    // By two clocks, PostgreSQL's and ours, which may differ by a little.
    relayLagSeconds.observe(Math.max(0, Date.now() - job.created_at.getTime()) / 1_000);
  };

/** Where the trace had got to as the job was made. */
const traceIn = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'trace' in payload ? payload.trace : null;

/** Asked only now: whatever came about since the job was made is seen, and what comes about from now on has a job of its own. */
const mayRest = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'mayRest' in payload && payload.mayRest === true;

function caseIn(payload: unknown): CaseInput | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { tenantId, caseId } = payload as Partial<Record<keyof CaseInput, unknown>>;
  return isId(tenantId) && isId(caseId) ? { tenantId, caseId } : null;
}

const isId = (value: unknown): value is string => typeof value === 'string' && isUuid(value);
