import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { MOST_YAML, readYamlText } from '@trustward/packs';
import type { Slip } from '@trustward/packs';
import { CommandFailed } from '../command.ts';

/** What a file of a chain, in YAML or JSON, holds, and where in it everything stands. */
export interface FileRead {
  /** As it was typed. */
  readonly file: string;
  readonly json: unknown;
  /** The line of what stands at a path, where steps may go by their ids. */
  readonly lineOf: (path: string) => number;
  /** What is wrong with how it is written; what stands on these lines could not be read. */
  readonly slips: readonly Slip[];
  readonly isUnread: (line: number) => boolean;
}

/** No character of UTF-8 is longer. */
const MOST_BYTES = MOST_YAML * 4;

/** Reads a file in bounded time and memory. What cannot be read is said in a sentence, with the file and the line. */
export function readFile(file: string): FileRead {
  const read = readAnyhow(file);
  if (read.slips.length > 0) throw refused(file, read.slips);
  return read;
}

/** The same, of which parts may be left that cannot be read. */
export function readAnyhow(file: string): FileRead {
  const read = readYamlText(textOf(file));
  const held = read.ok ? read : read.rest;
  const slips = read.ok ? [] : read.slips;
  if (held === null) throw refused(file, slips);
  const { json, lineOf } = held;
  const isUnread = 'isUnread' in held ? held.isUnread : () => false;
  return { file, json, slips, isUnread, lineOf: (path) => lineOf(byPosition(json, path)) };
}

const refused = (file: string, slips: readonly Slip[]): CommandFailed =>
  new CommandFailed(slips.map(({ line, reason }) => `${file}:${line}: ${reason}`).join('\n'), 2);

function textOf(file: string): string {
  const bytes = bytesOf(file);
  if (bytes.length > MOST_BYTES) {
    throw new CommandFailed(`${file}: It is longer than ${MOST_YAML} characters.`, 2);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The only thing that a decoder refuses is bytes that stand for no character.
    throw new CommandFailed(`${file}: It is not text in UTF-8.`, 2);
  }
}

/** The bytes of a file, or one more than are allowed: what never ends, such as a device, is not read to its end. */
function bytesOf(file: string): Uint8Array {
  try {
    return readUpTo(file, MOST_BYTES + 1);
  } catch (error) {
    throw new CommandFailed(`${file}: ${whyUnreadable(error)}`, 2);
  }
}

function readUpTo(file: string, most: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const size = Math.min(most, Math.max(fstatSync(handle).size + 1, 65_536));
    let bytes = Buffer.alloc(size);
    let length = 0;
    for (let got = -1; got !== 0 && length < most; length += got) {
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(most, bytes.length * 2));
      got = readSync(handle, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EISDIR: 'This is a folder. Name a file in it.',
  EACCES: 'It may not be read.',
  EPERM: 'It may not be read.',
  ENAMETOOLONG: 'No file has so long a name.',
};

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return REASONS[code] ?? `It cannot be read (${code}).`;
}

/** `steps.3.owner` for `steps.ring.owner`: whoever speaks of several files together names steps. */
function byPosition(json: unknown, path: string): string {
  const [, id, rest = ''] = /^steps\.([a-z][^.]*)(.*)$/.exec(path) ?? [];
  if (id === undefined || typeof json !== 'object' || json === null || !('steps' in json)) return path;
  const steps: readonly unknown[] = Array.isArray(json.steps) ? json.steps : [];
  const at = steps.findIndex(
    (step) => typeof step === 'object' && step !== null && 'id' in step && step.id === id,
  );
  return at === -1 ? path : `steps.${at}${rest}`;
}
