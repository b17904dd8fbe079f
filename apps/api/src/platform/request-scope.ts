import { Injectable } from '@nestjs/common';
import type { ProofAsked } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { abilityFor, may, partsOf, rulesOf } from '@trustward/permissions';
import type { CasePart, Permission, Post, Rule, Thing } from '@trustward/permissions';
import { ClsService } from 'nestjs-cls';
import type { ClsStore } from 'nestjs-cls';
import { StepUpNeeded } from './problems.ts';
import { proofMissing } from './proofs.ts';
import type { Proof } from './proofs.ts';

/** Whose session a request carries. */
export interface Session {
  /** What it is called where its token may not be; the token may change, this stays. */
  readonly id: string;
  readonly csrfToken: string;
  /** What let them in: their own password, or their trust's sign-on. */
  readonly by: 'password' | 'sso';
  /** Whether whoever is signed in showed within the last minutes that it is they. */
  readonly steppedUp: boolean;
  /** By how much they proved it, and of which posts their trust asks for more than a password. */
  readonly proof: Proof;
  readonly askedOf: Readonly<Partial<Record<Post['role'], ProofAsked>>> | null;
  readonly tenantId: string;
  readonly personId: string;
  /** When it ends whatever is done, when it ends unless something is asked for before, and what the time was then. */
  readonly expiresAt: Date;
  readonly idleEndsAt: Date;
  readonly now: Date;
}

/** What a permission is judged by; the time is the request's own. */
export type Judged = Omit<Thing, 'now'>;

/** The person behind a request, with the posts they hold at this moment. */
export class Caller {
  #ability: ReturnType<typeof abilityFor> | undefined;

  constructor(
    readonly session: Session,
    readonly posts: readonly Post[],
  ) {}

  get personId(): string {
    return this.session.personId;
  }

  mustHaveSteppedUp(): void {
    if (!this.session.steppedUp) throw new StepUpNeeded();
  }

  /** What is asked of whoever holds these posts, and was not shown. */
  get proofMissing(): ProofAsked | null {
    return proofMissing(this.session, this.posts);
  }

  /** Whether any of the posts gives this somewhere. */
  holds(permission: Permission): boolean {
    return this.rules(permission).length > 0;
  }

  /** The same as rules, for what is filtered in SQL. */
  rules(permission: Permission): Rule[] {
    return rulesOf(this, permission);
  }

  may(permission: Permission, thing: Judged): boolean {
    return may(this.ability, permission, { ...thing, now: this.session.now.getTime() });
  }

  /** The parts of a case that the caller may see, where they may see any of it. */
  parts(permission: Permission, thing: Judged): readonly CasePart[] {
    return partsOf(this.ability, permission, { ...thing, now: this.session.now.getTime() });
  }

  /** The same person, by one post alone. */
  by(post: Post): Caller {
    return new Caller(this.session, [post]);
  }

  private get ability() {
    return (this.#ability ??= abilityFor(this));
  }
}

interface Held extends ClsStore {
  readonly tx: Tx;
  readonly caller: Caller;
}

/** What belongs to the request at hand: its one transaction and its caller. Outside a request it throws. */
@Injectable()
export class RequestScope {
  constructor(private readonly cls: ClsService<Held>) {}

  run<T>(tx: Tx, caller: Caller, work: () => Promise<T>): Promise<T> {
    return this.cls.runWith({ tx, caller }, work);
  }

  get tx(): Tx {
    return this.held().tx;
  }

  get caller(): Caller {
    return this.held().caller;
  }

  private held(): Held {
    if (!this.cls.isActive()) throw new Error('there is no request here, and hence no transaction');
    return this.cls.get() as Held;
  }
}
