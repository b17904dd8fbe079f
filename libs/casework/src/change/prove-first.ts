import type { As, Door, Tx } from '@trustward/database';
import { isOwn } from '../layers.ts';
import { beside } from '../publish.ts';
import { authorityOf, ownLayer } from './own-authority.ts';
import type { OwnAuthority } from './own-authority.ts';
import { unsound } from './sound.ts';
import type { Question } from './sound.ts';

const ASKED = `select authority_id as "authorityId", value as held, (was ->> 'number')::int as number, version
  from app.change where tenant_id = $1 and id = $2 and kind = 'authority' and state = 'counting' and not listed`;
const REFUSE = `update app.change set refusal = $4, state = 'counted'
  where tenant_id = $1 and id = $2 and version = $3 and state = 'counting'`;

interface Asked {
  readonly authorityId: string;
  readonly held: OwnAuthority;
  readonly number: number;
  readonly version: number;
}

/** What could strand a case is never counted, nor applied: the change says why. Whatever else is published was proved before. */
export async function proveFirst(door: Door, as: As, changeId: string): Promise<void> {
  const asked = await door.run(as, (tx) => questionOf(tx, changeId));
  if (asked === null) return;
  const [refusal] = await unsound(asked.question);
  if (refusal === undefined) return;
  await door.run(as, (tx) => tx.query(REFUSE, [tx.tenantId, changeId, asked.version, refusal.sentence]));
}

async function questionOf(
  tx: Tx,
  changeId: string,
): Promise<{ readonly question: Question; readonly version: number } | null> {
  const [asked] = await tx.query<Asked>(ASKED, [tx.tenantId, changeId]);
  // What everybody has was proved with all else.
  if (asked === undefined || isNothing(asked.held)) return null;
  const authority = await authorityOf(tx, asked.authorityId);
  if (authority === null) return null;
  const { all, before } = await beside(tx, ownLayer(authority, asked.held, asked.number + 1));
  const withoutOwn = all.filter(({ layer }) => !isOwn(layer));
  return { question: { all, known: [before, withoutOwn] }, version: asked.version };
}

const isNothing = ({ hours, limits }: OwnAuthority): boolean =>
  hours === null && Object.keys(limits).length === 0;
