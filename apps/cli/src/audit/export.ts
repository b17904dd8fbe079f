import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { exportAudit } from '@trustward/casework';
import { CommandFailed, Misused } from '../command.ts';
import type { Run } from '../command.ts';
import { asOwner } from '../owner-doors.ts';
import { trustOf } from '../trust-of.ts';
import { withFile } from './given.ts';

const PIECE = 65_536;

/** Writes a trust's audit to a file, as `verify-audit` reads it: ids, codes, instants and hashes. That is audited, too. */
export const auditExportCommand: Run = async (io, args) => {
  const { file, trust, json } = withFile(args, ['trust']);
  if (trust === undefined) throw new Misused('"--trust" says whose audit it is');
  const rows = await asOwner(async ({ door, platform }) => {
    const tenantId = await trustOf(platform, trust);
    const handle = await created(file);
    try {
      return await door.run({ tenantId, actor: 'cli' }, async (tx) => {
        // The work may be done again from its start, when it lost a race.
        await handle.truncate();
        const { write, end } = inPieces(handle);
        const count = await exportAudit(tx, write);
        await end();
        return count;
      });
    } finally {
      await handle.close();
    }
  });
  io.answer(json ? JSON.stringify({ rows, file }) : `${rows} rows of the audit are in ${file}.`);
  return 0;
};

async function created(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'ax', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'EEXIST' ? 'It is there already. Name another.' : `It cannot be written (${code}).`;
    throw new CommandFailed(`${file}: ${why}`, 2);
  }
}

function inPieces(handle: FileHandle) {
  let kept = '';
  const end = async () => {
    await handle.appendFile(kept);
    kept = '';
  };
  const write = async (line: string) => {
    kept += `${line}\n`;
    if (kept.length > PIECE) await end();
  };
  return { write, end };
}
