import type { Client } from 'pg';
import { sqlState } from '../connection/client.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';

/** The login that migrates may not make the roles, and they are not there. */
export class RolesMissing extends Error {
  override readonly name = 'RolesMissing';
}

const EVERY = [OWNER, API, WORKER, GUARD];
const ALREADY_THERE: ReadonlySet<string> = new Set(['42710', '23505', 'XX000']);

/** Makes what is missing; roles belong to the whole server, so another database may have made them meanwhile. */
export async function ensureRoles(client: Client): Promise<void> {
  // From PostgreSQL 16 on, who makes a role joins it as this says; to inherit the guard's rights would open its fences.
  await client.query(`do $$ begin if current_setting('server_version_num')::int >= 160000 then
    perform set_config('createrole_self_grant', 'set', false); end if; end $$`);
  const found = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [EVERY],
  );
  const there = new Set(found.rows.map((row) => row.rolname));
  for (const role of EVERY.filter((name) => !there.has(name))) await createRole(client, role);
  await ignoreRace(client, ownerMayGiveToGuard);
  await ignoreRace(client, memberOfOwner);
}

async function createRole(client: Client, role: string): Promise<void> {
  const login = role === API || role === WORKER ? 'login inherit' : 'nologin noinherit';
  await ignoreRace(client, `create role ${role} ${login} nosuperuser nocreatedb nocreaterole nobypassrls`);
}

/** The owner may give functions to the guard and does not take on its rights: the fences bind the owner too. */
const ownerMayGiveToGuard = `do $$ begin
  if pg_has_role('${OWNER}', '${GUARD}', 'MEMBER') then return; end if;
  if current_setting('server_version_num')::int >= 160000 then
    execute 'grant ${GUARD} to ${OWNER} with inherit false, set true';
  else
    alter role ${OWNER} noinherit;
    grant ${GUARD} to ${OWNER};
  end if;
end $$`;

const memberOfOwner = `do $$ begin
  if not pg_has_role(current_user, '${OWNER}', 'MEMBER') then execute format('grant ${OWNER} to %I', current_user); end if;
end $$`;

async function ignoreRace(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const state = sqlState(error) ?? '';
    if (state === '42501') {
      throw new RolesMissing(
        'The login that migrates may not create roles; create the four trustward roles first.',
      );
    }
    // Another migration of another database of this server was quicker, which is as good.
    if (!ALREADY_THERE.has(state)) throw error;
  }
}

/** Lets the two runtime roles log in with the passwords of their addresses. */
export async function setPassword(
  client: Client,
  role: typeof API | typeof WORKER,
  url: string,
): Promise<void> {
  const { username, password } = new URL(url);
  if (decodeURIComponent(username) !== role || password === '') return;
  await client.query(
    `alter role ${role} login password ${client.escapeLiteral(decodeURIComponent(password))}`,
  );
}
