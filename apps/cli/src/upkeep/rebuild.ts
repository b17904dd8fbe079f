import { rebuild } from '@trustward/casework';
import type { Rebuilt, Scope } from '@trustward/casework';
import { isUuid } from '@trustward/database';
import type { PlatformDoor } from '@trustward/database';
import { CommandFailed, Misused } from '../command.ts';
import type { Run } from '../command.ts';
import { typed } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { trustOf } from '../trust-of.ts';
import { onlyOnce, sayProgress } from './progress.ts';

/** Pokes every open case: what Temporal held is made again from PostgreSQL, so its store can be thrown away. */
export const rebuildCommand: Run = async (io, args) => {
  const asked = typed(args, ['json'], ['trust', 'case']);
  if (asked.trust !== undefined && asked.case !== undefined) {
    throw new Misused('"--trust" and "--case" exclude each other');
  }
  const rebuilt = await onlyOnce(() =>
    asOwner(async (doors) =>
      rebuild(doors, await scopeOf(doors.platform, asked), sayProgress(io, 'cases poked')),
    ),
  );
  // Mistyped in a recovery, it must not look like done.
  if (asked.case !== undefined && rebuilt.poked + rebuilt.before === 0) {
    throw new CommandFailed(`No case with the id ${asked.case} waits for anything: nothing was poked.`, 2);
  }
  io.answer(asked.json ? JSON.stringify(rebuilt) : sentenceOf(rebuilt));
  return 0;
};

const sentenceOf = ({ poked, before }: Rebuilt): string =>
  before === 0
    ? `${poked} ${poked === 1 ? 'case' : 'cases'} poked.`
    : `${poked} ${poked === 1 ? 'case' : 'cases'} poked, after ${before} by the run that was stopped before this one.`;

async function scopeOf(platform: PlatformDoor, asked: { trust?: string; case?: string }): Promise<Scope> {
  if (asked.case !== undefined) {
    if (!isUuid(asked.case)) throw new Misused('"--case" takes the id of a case, not its reference');
    return { caseId: asked.case };
  }
  if (asked.trust === undefined) return {};
  return { tenantId: await trustOf(platform, asked.trust) };
}
