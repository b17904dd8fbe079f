import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { freePort, isFree } from './ports.ts';

const INSIDE = ['postgres', 'temporal', 'temporalUi', 'apiMetrics', 'workerMetrics'] as const;
export type Ports = Readonly<Record<(typeof INSIDE)[number], number>>;

/** The ports of last time where they are still free, others where not; remembered for next time. */
export async function choosePorts(folder: DataFolder): Promise<Ports> {
  const file = folder.at('ports.json');
  const old = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Partial<Ports>) : {};
  const ports: Partial<Record<(typeof INSIDE)[number], number>> = {};
  for (const name of INSIDE) {
    const before = old[name];
    ports[name] = before !== undefined && (await isFree(before)) ? before : await freePort();
  }
  writeWhole(file, `${JSON.stringify(ports, null, 2)}\n`);
  return ports as Ports;
}

export interface RuntimePasswords {
  readonly api: string;
  readonly worker: string;
}

/** The passwords of the two roles the processes run as, made once; `migrate` gives them to the roles. */
export function runtimePasswords(folder: DataFolder): RuntimePasswords {
  const file = folder.at('postgres', 'runtime-passwords.json');
  if (!existsSync(file)) {
    const fresh = () => randomBytes(24).toString('base64url');
    writeWhole(file, JSON.stringify({ api: fresh(), worker: fresh() }));
  }
  return parse(readFileSync(file, 'utf8')) as RuntimePasswords;
}

/** The same database as another role. */
export function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short by a crash of the machine: as if it were not there.
    return {};
  }
}
