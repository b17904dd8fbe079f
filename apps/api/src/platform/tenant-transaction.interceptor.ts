import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyRequest } from 'fastify';
import { firstValueFrom, from, switchMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { ACCESS } from './allow.ts';
import type { Access } from './allow.ts';
import { postsOf } from './posts.ts';
import { ActRefused, NotAllowed, ProofNeeded } from './problems.ts';
import { Caller, RequestScope } from './request-scope.ts';
import type { Session } from './request-scope.ts';

/**
 * Gives a signed-in request its one transaction, begun with its trust and person, and refuses the call if none of the
 * person's posts allows it. Posts are read in that same transaction, so a post that ended is felt at once.
 */
@Injectable()
export class TenantTransaction implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly door: Door,
    private readonly scope: RequestScope,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { session } = context.switchToHttp().getRequest<FastifyRequest>();
    const access = this.reflector.get<Access>(ACCESS, context.getHandler());
    if (session === null || access.to === 'anyone') return next.handle();
    if (access.transaction === 'own') {
      return from(this.enter(session, access, () => Promise.resolve())).pipe(switchMap(() => next.handle()));
    }
    return from(
      this.enter(session, access, () => firstValueFrom(next.handle(), { defaultValue: undefined })),
    );
  }

  private async enter<T>(session: Session, access: Access, work: () => Promise<T>): Promise<T> {
    const done = await this.door.run(session, async (tx: Tx) => {
      const caller = new Caller(session, await postsOf(tx, session.personId));
      if (access.to !== 'anyone') await mustBeProven(tx, caller, access.unproven);
      if (access.to === 'permission' && !caller.holds(access.permission)) throw new NotAllowed();
      // Nobody is asked for a password for what they may not do all the same.
      if (access.to !== 'anyone' && access.stepUp) caller.mustHaveSteppedUp();
      return keepingRefusals(this.scope.run(tx, caller, work));
    });
    if ('refused' in done) throw done.refused;
    return done.answer;
  }
}

const HAS = `select exists (select from platform.passkey p where p.account_id = s.account_id) as passkey,
    exists (select from platform.authenticator f where f.account_id = s.account_id and f.confirmed_at is not null) as app
  from platform.session s where s.id = $1`;

/**
 * The one place where less than the trust asks for is refused, whatever route nobody marked otherwise. Whoever has what is
 * asked for must show it: a password alone may set up the first, and never one beside it.
 */
async function mustBeProven(
  tx: Tx,
  { proofMissing, session }: Caller,
  unproven: 'refused' | 'open' | 'setUp',
): Promise<void> {
  if (proofMissing === null || unproven === 'open') return;
  if (unproven === 'refused') throw new ProofNeeded();
  const [has] = await tx.query<{ passkey: boolean; app: boolean }>(HAS, [session.id], 'proofs-had');
  if (has === undefined || has.passkey || (has.app && proofMissing === 'either')) throw new ProofNeeded();
}

type Done<T> = { readonly answer: T } | { readonly refused: ActRefused };

/** An act that a rule refused is an answer to the transaction, which commits; anything else thrown undoes it. */
async function keepingRefusals<T>(work: Promise<T>): Promise<Done<T>> {
  try {
    return { answer: await work };
  } catch (thrown) {
    if (thrown instanceof ActRefused) return { refused: thrown };
    throw thrown;
  }
}
