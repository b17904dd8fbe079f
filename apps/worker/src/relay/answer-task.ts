import { answered } from '@trustward/casework';
import { carrierAnswer, carrierReference } from '@trustward/contracts';
import type { CarrierAnswer } from '@trustward/contracts';
import { UnknownTenant } from '@trustward/database';
import type { Door } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import type { Task } from 'graphile-worker';

interface Answer {
  readonly tenantId: string;
  readonly messageId: string;
  readonly said: string;
}

/** Writes down what a carrier said of a message. One that names nothing of ours is said once and dropped. */
export const answerTask =
  (door: Door, log: Logger): Task =>
  async (payload, { job }) => {
    const { said: status, ...message } = payload as Answer;
    const answer = carrierAnswer({ reference: carrierReference(message), status });
    if (answer === null || !(await isTaken(door, answer))) {
      log.warn('a carrier’s answer names nothing of ours', { jobId: job.id, task: 'answer' });
    }
  };

async function isTaken(door: Door, answer: CarrierAnswer): Promise<boolean> {
  try {
    await answered(door, answer);
    return true;
  } catch (error) {
    // Only the door knows the trusts; asked again it would say the same.
    if (error instanceof UnknownTenant) return false;
    throw error;
  }
}
