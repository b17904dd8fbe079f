import { verifyAudit } from '@trustward/casework';
import type { BadHead, Tampering, Verdict } from '@trustward/casework';
import { Misused } from '../command.ts';
import type { Io, Run } from '../command.ts';
import { withFile } from './given.ts';
import { readExport, readHeads } from './read.ts';

/** Holds an export against the heads that were shipped, with neither a database nor a secret. */
export const verifyAuditCommand: Run = async (io, args) => {
  const { file, heads, key, json } = withFile(args, ['heads', 'key']);
  if (heads === undefined) throw new Misused('"--heads" names the file or the folder of the heads');
  const keys = key === undefined ? null : key.split(',').map(keyIn);
  const exported = await readExport(file);
  const verdict = verifyAudit(exported, await readHeads(heads, exported.trust), keys);
  if (json) io.answer(JSON.stringify(inIso(exported.trust, verdict)));
  else say(io, verdict, keys !== null);
  return verdict.holds ? 0 : 1;
};

function keyIn(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) throw new Misused('"--key" takes a public key as this command prints it');
  return bytes.toString('base64');
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function inIso(trust: string, { tail, lastSealedAt, ...verdict }: Verdict) {
  const instants = { from: iso(tail.from), to: iso(tail.to) };
  return { trust, ...verdict, lastSealedAt: iso(lastSealedAt), tail: { ...tail, ...instants } };
}

const DONE: Readonly<Record<Tampering, string>> = {
  edited: 'was edited after it was sealed',
  dated: 'was given another instant after it was sealed',
  removed: 'was sealed and is gone',
  reordered: 'was sealed at another place',
  inserted: 'was not there when what stands around it was sealed',
  datedBack: 'is dated well before what was sealed, and no head seals it: it was written afterwards',
  forged: 'had not been written with the trust’s key when it was sealed',
};

const BAD: Readonly<Record<BadHead['what'], string>> = {
  headForged: 'is not as it was signed',
  headOfAnotherKey: 'is signed by another key',
  headOfAnotherTrust: 'is of another trust',
  headMissing: 'is missing',
  headsFork: 'does not go on from the one before it: the database was set back, or another wrote it',
};

function say(io: Io, { holds, first, badHead, ...verdict }: Verdict, isKnownKey: boolean): void {
  const { sealed, heads, lastSealedAt, later, tail, keys } = verdict;
  const upTo = lastSealedAt === null ? '' : `, the last at ${iso(lastSealedAt) ?? ''}`;
  if (holds) io.answer(`The audit holds: ${sealed} rows are as ${heads} heads sealed them${upTo}.`);
  if (first !== null) {
    const beside = first.beside === null ? '' : `; beside it stands ${first.beside}`;
    io.answer(`Row ${first.row} ${DONE[first.what]}${beside}. It is row ${first.place + 1} of the audit.`);
  }
  if (badHead !== null) {
    io.answer(`Head ${badHead.seq} ${BAD[badHead.what]}. Only what was sealed before it is looked at.`);
  }
  const span =
    tail.from === null ? '' : `, from ${iso(tail.from) ?? 'no day'} to ${iso(tail.to) ?? 'no day'}`;
  const after =
    tail.afterHeadMs === null
      ? 'no head counts'
      : `the export was made ${(tail.afterHeadMs / 1_000).toFixed(1)} s after the last head was sealed`;
  io.answer(`Unprotected tail: ${tail.rows} rows${span}; ${after}.`);
  if (later > 0) io.talk(`${later} heads were sealed after this export and are not looked at.`);
  if (!isKnownKey) {
    io.talk(`Signed by ${keys.join(' and ')}: compare it with what you know, or give it with --key.`);
  }
}
