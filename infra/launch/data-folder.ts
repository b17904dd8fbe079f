import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdirSync, renameSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isWritable } from './cache.ts';
import { Refusal } from './refusal.ts';

/** Raised when an older copy could not read what this one keeps in the folder. */
const FORMAT = 2;
/** The oldest that this copy can read: before it, migrations were still being rewritten. */
const OLDEST = 2;
const MARK = 'version.json';
/** What a start that was refused or broken off may leave before it marks the folder. */
const BEFORE_MARK = ['run', 'cache'];
const ROOM_TO_BEGIN_MB = 400;
export const ROOM_TO_GO_ON_MB = 100;
/** With less than this nothing can be written down any more. */
const NO_ROOM_MB = 5;
const LOG_CAP_BYTES = 10 * 1024 * 1024;

/** Where things lie below one data folder. */
export class DataFolder {
  readonly path: string;
  constructor(folder: string) {
    this.path = folder;
  }
  at(...names: string[]): string {
    return path.join(this.path, ...names);
  }
  get postgres(): string {
    return this.at('postgres');
  }
  get temporal(): string {
    return this.at('temporal', 'temporal.db');
  }
  get keyFile(): string {
    return this.at('keys', 'development.key');
  }
  get auditKeyFile(): string {
    return this.at('keys', 'audit.key');
  }
  get environment(): string {
    return this.at('run', 'environment.json');
  }
  log(name: string): string {
    return this.at('logs', `${name}.log`);
  }
}

/** Refuses a folder that cannot be used, before anything is written into it. */
export function checkFolder(folder: DataFolder, fresh: boolean): void {
  const { path: where } = folder;
  if (existsSync(where) && !statSync(where).isDirectory()) {
    throw new Refusal(`${where} is a file: give a folder with --data.`);
  }
  const file = fileAbove(where);
  if (file !== null) {
    throw new Refusal(`${file} is a file, so no folder can be made in it: give another with --data.`);
  }
  if (!isWritable(where)) {
    throw new Refusal(
      `The data folder ${where} is not writable: change its owner, or give another with --data.`,
    );
  }
  const isOld = existsSync(folder.at(MARK));
  if (!isOld && existsSync(where) && readdirSync(where).some((name) => !BEFORE_MARK.includes(name))) {
    throw new Refusal(`${where} holds something that is not Trustward's: give an empty folder with --data.`);
  }
  if (isOld) checkFormat(folder, fresh);
  checkRoom(where, isOld ? ROOM_TO_GO_ON_MB : ROOM_TO_BEGIN_MB);
}

function fileAbove(where: string): string | null {
  const at = nearest(path.dirname(where));
  return statSync(at).isDirectory() ? null : at;
}

/** The path, or the first above it that is there. */
function nearest(where: string): string {
  let at = where;
  while (!existsSync(at)) at = path.dirname(at);
  return at;
}

function checkFormat(folder: DataFolder, fresh: boolean): void {
  const { format } = readMark(folder);
  if (format > FORMAT) {
    throw new Refusal(
      `The data folder ${folder.path} is of a newer version (format ${format}; this copy knows ${FORMAT}): update this copy, or give another folder with --data.`,
    );
  }
  if (format < OLDEST && !fresh) {
    throw new Refusal(
      `The data folder ${folder.path} is of an earlier version, whose database this copy cannot carry over (format ${format}; this copy reads ${OLDEST}): start it with that version, give another folder with --data, or begin anew with --fresh, which deletes what is in it.`,
    );
  }
}

function readMark(folder: DataFolder): { format: number } {
  const mark = parsed(readFileSync(folder.at(MARK), 'utf8')) as { format?: unknown } | null;
  if (typeof mark?.format === 'number') return { format: mark.format };
  throw new Refusal(
    `${folder.at(MARK)} cannot be read: restore it from a backup, or give another folder with --data.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short by a full disk, or edited: JSON.parse has no other way to say so.
    return null;
  }
}

function checkRoom(where: string, neededMb: number): void {
  const { free, hasDisk } = room(where);
  if (!hasDisk) {
    throw new Refusal(`The data folder ${where} cannot be written: give another with --data.`);
  }
  if (free >= neededMb) return;
  throw new Refusal(
    `The disk of ${where} is full (${free} MB free, ${neededMb} MB needed): free some space, or give a folder on another disk with --data.`,
  );
}

/** The kernel's own folders, such as /proc, let root write by their mode alone, but have no disk to keep a file on. */
function room(where: string): { free: number; hasDisk: boolean } {
  const { bavail, bsize, blocks } = statfsSync(nearest(where));
  return { free: Math.floor((bavail * bsize) / 1024 / 1024), hasDisk: blocks > 0 };
}

export const freeMb = (where: string): number => room(where).free;

/** Whether the disk of what runs has filled up. */
export const isFull = (folder: DataFolder): boolean => freeMb(folder.path) < NO_ROOM_MB;

/** Makes the folder and signs it; with `fresh`, whatever lay in it is removed first. */
export function openFolder(folder: DataFolder, fresh: boolean): void {
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
  accessSync(folder.path, constants.W_OK);
  if (fresh) clear(folder);
  for (const name of ['run', 'logs', 'keys', 'temporal', 'postgres']) {
    mkdirSync(folder.at(name), { recursive: true, mode: 0o700 });
  }
  if (!existsSync(folder.at(MARK))) writeWhole(folder.at(MARK), JSON.stringify({ format: FORMAT }));
  for (const name of readdirSync(folder.at('logs'))) rotate(folder.at('logs', name));
}

/** What outlives `--fresh`: the lock in `run` is ours, `cache` holds programs and no data. */
const KEPT = new Set([...BEFORE_MARK, MARK]);

/** The mark goes last: a break-off leaves a folder that is still known as ours. */
function clear(folder: DataFolder): void {
  for (const name of readdirSync(folder.path)) {
    if (!KEPT.has(name)) rmSync(folder.at(name), { recursive: true, force: true });
  }
  rmSync(folder.at(MARK), { force: true });
}

function rotate(file: string): void {
  if (file.endsWith('.log') && statSync(file).size > LOG_CAP_BYTES) renameSync(file, `${file}.1`);
}

/** Writes beside and moves into place: a reader sees the old or the new, never half. */
export function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
