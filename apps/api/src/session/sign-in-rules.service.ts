import { Injectable } from '@nestjs/common';
import { audit, identities } from '@trustward/casework';
import { SIGN_IN_LIMITS } from '@trustward/contracts';
import type { ProofsAsked, SignInRules, SignInRulesShown } from '@trustward/contracts';
import { ProblemError } from '../platform/problems.ts';
import { isEnough } from '../platform/proofs.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { iso } from '../shared/instants.ts';

const SHOWN = `select idle_minutes as "idleMinutes", longest_minutes as "longestMinutes",
    step_up_minutes as "stepUpMinutes", asked_of as "askedOf", set_by as "setBy",
    app.ms(set_at) as "setAt"
  from platform.sign_in_rule where tenant_id = $1`;
const SET = `insert into platform.sign_in_rule (tenant_id, idle_minutes, longest_minutes, step_up_minutes, set_by)
  values ($1, $2, $3, $4, $5)
  on conflict (tenant_id) do update set idle_minutes = $2, longest_minutes = $3, step_up_minutes = $4, set_by = $5,
    set_at = clock_timestamp()`;

const ASK = `insert into platform.sign_in_rule (tenant_id, asked_of, set_by) values ($1, $2, $3)
  on conflict (tenant_id) do update set asked_of = $2, set_by = $3, set_at = clock_timestamp()`;

interface Row extends SignInRules, ProofsAsked {
  readonly setBy: string;
  readonly setAt: number;
}

/** How strict a trust is with its own people's sessions. */
@Injectable()
export class SignInRulesService {
  constructor(private readonly scope: RequestScope) {}

  async shown(): Promise<SignInRulesShown> {
    const { tx } = this.scope;
    const [row] = await tx.query<Row>(SHOWN, [tx.tenantId], 'sign-in-rules');
    const { idleMinutes, longestMinutes, stepUpMinutes } = row ?? SIGN_IN_LIMITS;
    const set = row && {
      by: (await identities(tx, [row.setBy])).get(row.setBy)?.name ?? null,
      at: iso(row.setAt),
    };
    return {
      rules: { idleMinutes, longestMinutes, stepUpMinutes },
      askedOf: row?.askedOf ?? {},
      set: set ?? null,
    };
  }

  async set({ idleMinutes, longestMinutes, stepUpMinutes }: SignInRules): Promise<void> {
    const { tx } = this.scope;
    await tx.query(SET, [tx.tenantId, idleMinutes, longestMinutes, stepUpMinutes, tx.personId]);
    const detail = { idleMinutes, longestMinutes, stepUpMinutes };
    await audit(tx, { verb: 'trust.setSignIn', subjectKind: 'tenant', subjectId: tx.tenantId, detail });
  }

  /** Whoever asks for it has shown it: nobody asks of others, or of themselves, what cannot be had here. */
  async ask({ askedOf }: ProofsAsked): Promise<void> {
    const { tx, caller } = this.scope;
    // Their trust's sign-on shows nothing of what can be had here.
    const shown = { proof: caller.session.proof, by: 'password' as const };
    if (!Object.values(askedOf).every((asked) => isEnough(shown, asked))) {
      throw new ProblemError(422, 'refused', 'Sign in yourself with what you ask of others, and then ask.', {
        rule: 'notShownYourself',
      });
    }
    await tx.query(ASK, [tx.tenantId, JSON.stringify(askedOf), tx.personId]);
    await audit(tx, {
      verb: 'trust.setProofsAsked',
      subjectKind: 'tenant',
      subjectId: tx.tenantId,
      detail: askedOf,
    });
  }
}
