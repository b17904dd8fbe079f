import { CaseNotFound, CaseStillOpen, pastCase } from '@trustward/casework';
import type { PastCaseFile } from '@trustward/casework';
import { isUuid } from '@trustward/database';
import { CommandFailed, Misused } from '../command.ts';
import type { Run } from '../command.ts';
import { typed } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { trustOf } from '../trust-of.ts';

/** A case that is over, as `chain simulate --back-test` reads it. */
export const chainCaseCommand: Run = async (io, args) => {
  const { case: caseId, trust } = typed(args, [], ['case', 'trust']);
  if (trust === undefined) throw new Misused('"--trust" says whose case it is');
  if (caseId === undefined || !isUuid(caseId)) {
    throw new Misused('"--case" takes the id of a case, not its reference');
  }
  io.answer(JSON.stringify(await read(trust, caseId), null, 2));
  return 0;
};

function read(trust: string, caseId: string): Promise<PastCaseFile> {
  return asOwner(async ({ door, platform }) => {
    const tenantId = await trustOf(platform, trust);
    try {
      return await door.run({ tenantId, actor: 'cli' }, (tx) => pastCase(tx, caseId));
    } catch (error) {
      // What is asked for may not be there, or not be over: no fault of the program.
      if (error instanceof CaseNotFound) throw new CommandFailed(error.message, 2);
      if (error instanceof CaseStillOpen) throw new CommandFailed(error.message, 1);
      throw error;
    }
  });
}
