import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { Refusal } from '../launch/refusal.ts';

/** Whom PostgreSQL runs as; absent when it runs as the one who started us. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it an account; everybody else runs it themselves. */
export function postgresAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(cluster);
  // One that an ordinary user made, or that came from another machine, goes on as its owner's.
  if (owner && owner.uid !== 0) return owner;
  const account = lentAccount();
  // Copied by root, as from a backup.
  if (owner) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, cluster]);
  return account;
}

function ownerOf(cluster: string): Account | undefined {
  if (!existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return { uid, gid };
}

function lentAccount(): Account {
  return accountNamed('postgres') ?? createAccount() ?? accountNamed('nobody') ?? noAccount();
}

function accountNamed(name: string): Account | undefined {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    // `id` exits 1 when there is no such user; there is no other way to ask on every Unix.
    return undefined;
  }
}

function createAccount(): Account | undefined {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
      {
        stdio: 'pipe',
      },
    );
    return accountNamed('postgres');
  } catch {
    // Some small systems have no useradd, some containers a read-only /etc: `nobody` then has to do.
    return undefined;
  }
}

function noAccount(): never {
  throw new Refusal(
    'PostgreSQL will not run as root and no user "postgres" could be made: start as an ordinary user.',
  );
}
