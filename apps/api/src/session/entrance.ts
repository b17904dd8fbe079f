import { Inject, Injectable } from '@nestjs/common';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { PROOF } from '../platform/proofs.ts';
import type { Proof } from '../platform/proofs.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { Devices } from './devices.ts';
import { browserOf } from './user-agent.ts';

export interface Account {
  readonly accountId: string;
  readonly disabled: boolean;
  readonly demo: boolean;
  /** Whether they are neither off duty there nor have left. */
  readonly inService: boolean;
  readonly tenantId: string | null;
  readonly personId: string | null;
}
export type Member = Account & { readonly tenantId: string; readonly personId: string };
/** Whoever comes in, and by how much they proved who they are. */
export type Entrant = Member & { readonly proof: Proof };

/** An account has one membership in a trust at most: of two trusts it lands in the same one every time, of those in which it is in service. */
export const ACCOUNT = {
  columns: `a.id as "accountId", a.disabled_at is not null as disabled, a.demo,
    platform.in_service(m.tenant_id, m.person_id) as "inService", m.tenant_id as "tenantId", m.person_id as "personId"`,
  from: 'from platform.account a left join platform.membership m on m.account_id = a.id',
  first: 'order by platform.in_service(m.tenant_id, m.person_id) desc, m.tenant_id limit 1',
} as const;

const NOT_LOST = 'delete from platform.proof_reset where account_id = $1';

/** Where whoever has proved who they are comes in, however they did. */
@Injectable()
export class Entrance {
  constructor(
    private readonly door: Door,
    private readonly sessions: SessionStore,
    private readonly devices: Devices,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  isOpenTo<A extends Account>(account: A): account is A & Member {
    const { disabled, demo, inService, tenantId, personId } = account;
    return inService && !disabled && (!demo || this.config.demo.on) && tenantId !== null && personId !== null;
  }

  /** The new session, its cookie given; the one that was there ends, so a token never survives a sign-in. */
  async enter(
    member: Entrant,
    request: FastifyRequest,
    reply: FastifyReply,
    noted: (tx: Tx) => Promise<void>,
  ): Promise<Session> {
    const previous = this.sessions.tokenOf(request);
    if (previous !== null) await this.sessions.end(previous);
    await this.sessions.forgetExpired(member.accountId);
    // Before there is a session: what cannot be written down lets nobody in.
    await this.door.run(member, async (tx) => {
      await noted(tx);
      // Whoever shows what they have has not lost it: nobody who knows their password alone is to take it away any more.
      if (member.proof > PROOF.password) await tx.query(NOT_LOST, [member.accountId], 'reset-not-lost');
    });
    const [token, session] = await this.sessions.begin({
      ...member,
      ...browserOf(request.headers['user-agent']),
      linkId: null,
    });
    this.sessions.giveCookie(reply, token, session);
    await this.devices.remember(request, reply, member.accountId);
    return session;
  }
}
