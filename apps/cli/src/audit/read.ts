import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Exported } from '@trustward/casework';
import { auditExportEnd, auditExportHeader, auditHead, auditRow } from '@trustward/contracts';
import type { AuditHead, AuditLine } from '@trustward/contracts';
import { CommandFailed } from '../command.ts';

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`;
    throw new CommandFailed(`${file}: ${why}`, 2);
  }
}

function parsed<T>(line: string, schema: Schema<T>): T | null {
  try {
    const it = schema.safeParse(JSON.parse(line));
    return it.success ? it.data : null;
  } catch {
    // JSON.parse has no other way to say that this is none.
    return null;
  }
}

const refused = (file: string, line: number, why: string): CommandFailed =>
  new CommandFailed(`${file}:${line}: ${why}`, 2);

/** An export, whole: whatever is left out of it would look like rows that are gone. */
export async function readExport(file: string): Promise<Exported> {
  let header: { audit: string; exportedAt: number } | null = null;
  let end: { rows: number } | null = null;
  const rows: AuditLine[] = [];
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (end !== null) throw refused(file, number, 'Something stands after the end of the export.');
    if (header === null) {
      header = parsed(line, auditExportHeader);
      if (header === null) throw refused(file, number, 'This is no export of an audit.');
      continue;
    }
    const row = parsed(line, auditRow);
    if (row === null) end = parsed(line, auditExportEnd);
    else rows.push(row);
    if (row === null && end === null) throw refused(file, number, 'This is no row of an audit.');
  }
  if (header === null) throw refused(file, 1, 'This is no export of an audit.');
  if (end?.rows !== rows.length) throw refused(file, number, 'The export is cut short.');
  return { trust: header.audit, exportedAt: header.exportedAt, rows };
}

/** The heads of a trust, from a file or from the folder to which they are shipped. */
export async function readHeads(place: string, trust: string): Promise<readonly AuditHead[]> {
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  const file = isFolder ? path.join(place, `${trust}.jsonl`) : place;
  if (isFolder && !existsSync(file)) {
    throw new CommandFailed(`${place}: No head of the trust ${trust} has been shipped here.`, 3);
  }
  const heads: AuditHead[] = [];
  const cut: { readonly text: string; readonly number: number }[] = [];
  const whole: string[] = [];
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const head = parsed(line, auditHead);
    if (head === null) cut.push({ text: line, number });
    else if (heads.push(head) && cut.length > 0) whole.push(line);
  }
  // A loss of power may have cut a line short, and its head was written again; at the very end it is about to be.
  const bad = cut.find(
    (it) => it.number !== number && !whole.some((line) => it.text !== '' && line.startsWith(it.text)),
  );
  if (bad !== undefined) throw refused(file, bad.number, 'This is no head of an audit.');
  return heads;
}
