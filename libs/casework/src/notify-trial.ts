import type { TrialOutcome } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { notifyServiceOf } from './notify-service.ts';
import type { OwnService } from './notify-service.ts';
import { openPerson } from './people.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

const ASK = `update app.own_carrier set tried_by = $2, tried_at = clock_timestamp(), tried_email = null, tried_text = null
  where tenant_id = $1 and carrier = 'notify' and kept and app.ms(set_at) = $3 returning tenant_id`;
const ASKED = `select n.id as "personId", n.sealed, app.mail_address(n.id) as email, c.tried_at::text as "askedAt"
  from app.own_carrier c join app.person n on n.tenant_id = c.tenant_id and n.id = c.tried_by
  where c.tenant_id = $1 and c.carrier = 'notify' and c.kept`;
const CAME = `update app.own_carrier set tried_email = $3, tried_text = $4
  where tenant_id = $1 and carrier = 'notify' and tried_at = $2::timestamptz`;

/** A message to whoever asks, by the trust's own service: the worker sends it. Answers whether the one given then is kept. */
export async function askForTrial(tx: Tx, given: number): Promise<boolean> {
  const asked = await tx.query(ASK, [tx.tenantId, tx.personId, given]);
  if (asked.length === 0) return false;
  await tx.query('select app.try_carrier()');
  await audit(tx, { verb: 'trust.tryNotify', subjectKind: 'tenant', subjectId: tx.tenantId });
  return true;
}

/** What is to be tried, and where its messages go. */
export interface Trial {
  readonly service: OwnService;
  readonly email: string | null;
  readonly text: string | null;
  readonly askedAt: string;
}

interface Asked {
  readonly personId: string;
  readonly sealed: Buffer;
  readonly email: string | null;
  readonly askedAt: string;
}

/** The trial that was asked for last; null where there is nothing to try any more. */
export function trialOf(door: Door, tenantId: string): Promise<Trial | null> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const service = await notifyServiceOf(tx);
    const [asked] = await tx.query<Asked>(ASKED, [tenantId]);
    if (service === null || asked === undefined) return null;
    const { personId, sealed, email, askedAt } = asked;
    return { service, email, text: openPerson(tx, personId, sealed).phone, askedAt };
  });
}

type Came = Readonly<Record<'email' | 'text', TrialOutcome | null>>;

/** Writes down what came of it, unless another was asked for meanwhile. */
export async function trialCame(door: Door, tenantId: string, { askedAt }: Trial, came: Came): Promise<void> {
  await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    tx.query(CAME, [tenantId, askedAt, came.email, came.text]),
  );
}
