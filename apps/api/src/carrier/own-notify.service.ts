import { Injectable } from '@nestjs/common';
import { askForTrial, forgetNotify, identities, useNotify } from '@trustward/casework';
import type { NotifyService, OwnNotify, TrialOutcome } from '@trustward/contracts';
import { Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { iso } from '../shared/instants.ts';

const SHOWN = `select kept, email, text, set_by as "setBy", app.ms(set_at) as "setAt", tried_by as "triedBy",
    app.ms(tried_at) as "triedAt", tried_email as "triedEmail", tried_text as "triedText"
  from app.own_carrier where tenant_id = $1 and carrier = 'notify'`;
const WAITING = 'select channel, count from app.messages_locked_out()';

interface Row {
  readonly kept: boolean;
  readonly email: boolean;
  readonly text: boolean;
  readonly setBy: string | null;
  readonly setAt: number;
  readonly triedBy: string | null;
  readonly triedAt: number | null;
  readonly triedEmail: TrialOutcome | null;
  readonly triedText: TrialOutcome | null;
}

type Waiting = OwnNotify['waiting'];

@Injectable()
export class OwnNotifyService {
  constructor(private readonly scope: RequestScope) {}

  async shown(): Promise<OwnNotify> {
    const { tx } = this.scope;
    const [row] = await tx.query<Row>(SHOWN, [tx.tenantId], 'own-notify');
    if (row === undefined) return NONE;
    const { kept, email, text, setBy, setAt, triedBy, triedAt, triedEmail, triedText } = row;
    const waiting = await tx.query<{ channel: keyof Waiting; count: number }>(WAITING);
    const of = (way: keyof Waiting): number =>
      row[way] ? (waiting.find(({ channel }) => channel === way)?.count ?? 0) : 0;
    const known = await identities(
      tx,
      [setBy, triedBy].filter((id) => id !== null),
    );
    const nameOf = (id: string | null): string | null => (id === null ? null : (known.get(id)?.name ?? null));
    const deed = { by: nameOf(setBy), at: iso(setAt) };
    if (!kept) return { ...NONE, forgotten: deed };
    return {
      ...{ given: deed, forgotten: null },
      carries: { email, text },
      waiting: { email: of('email'), text: of('text') },
      tried:
        triedAt === null
          ? null
          : { by: nameOf(triedBy), at: iso(triedAt), came: { email: triedEmail, text: triedText } },
    };
  }

  give(service: NotifyService): Promise<void> {
    return useNotify(this.scope.tx, service);
  }

  /** Answered at once: the worker has the key, and says later what came of it. */
  async try(given: string): Promise<void> {
    if (!(await askForTrial(this.scope.tx, Date.parse(given)))) throw new Stale(ANOTHER);
  }

  async forget(given: string): Promise<void> {
    if (!(await forgetNotify(this.scope.tx, Date.parse(given)))) throw new Stale(ANOTHER);
  }
}

const ANOTHER = 'This key was replaced or forgotten meanwhile. Look at what is kept now.';

const NONE: OwnNotify = {
  given: null,
  forgotten: null,
  carries: { email: false, text: false },
  waiting: { email: 0, text: 0 },
  tried: null,
};
