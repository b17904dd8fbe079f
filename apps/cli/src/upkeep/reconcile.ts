import { reconcile } from '@trustward/casework';
import type { Reconciled } from '@trustward/casework';
import { readConfig } from '@trustward/config';
import { Timekeeper, answers, isTemporalAway, openClient } from '@trustward/temporal';
import { CommandFailed } from '../command.ts';
import type { Io, Run } from '../command.ts';
import { flags } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { onlyOnce, sayProgress } from './progress.ts';
import { linesOf } from './reconciled-lines.ts';

/** After a restore it has much to read, on a machine that is busy; of one that is not there this is heard as late. */
const ANSWERS_WITHIN_MS = 15_000;

/** Makes Temporal and PostgreSQL agree again, as after each was restored to another point. No when they did not. */
export const reconcileCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  const found = await onlyOnce(() => compare(io));
  io.answer(json ? JSON.stringify(found) : linesOf(found).join('\n'));
  return isEqual(found) ? 0 : 1;
};

const compare = (io: Io): Promise<Reconciled> =>
  asOwner(async (doors) => {
    const { temporal } = readConfig('temporal');
    const { client, connection, close } = openClient(temporal);
    try {
      if (!(await answers(connection, ANSWERS_WITHIN_MS))) {
        throw new CommandFailed(
          `Temporal does not answer at ${temporal.address}: start it, or check TRUSTWARD_TEMPORAL_ADDRESS.`,
          3,
        );
      }
      return await reconcile(doors, new Timekeeper(client), sayProgress(io, 'differences looked at'));
    } catch (error) {
      if (!isTemporalAway(error)) throw error;
      throw new CommandFailed(
        `Temporal stopped answering at ${temporal.address}: run this again when it answers, it begins anew.`,
        3,
      );
    } finally {
      await close();
    }
  });

const isEqual = ({ missing, behind, surplus, untold }: Reconciled): boolean =>
  missing.length + behind.length + surplus.length + untold.length === 0;
