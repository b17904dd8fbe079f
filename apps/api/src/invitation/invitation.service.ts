import { Injectable } from '@nestjs/common';
import { openInvitation, takeInvitation } from '@trustward/casework';
import type { Invited, Taking } from '@trustward/casework';
import type { Invitation, TakeInvitation } from '@trustward/contracts';
import { Door } from '@trustward/database';
import { ProblemError, Stale } from '../platform/problems.ts';
import { Throttle, networkOf } from '../platform/throttle.ts';
import { refusedField } from '../session/own-password.ts';
import { WHY_NOT, faultOf } from '../session/password-rules.ts';
import { Passwords } from '../session/passwords.ts';
import { iso } from '../shared/instants.ts';

/** How somebody who is asked to make an account makes it, or joins by the one that they have. */
@Injectable()
export class InvitationService {
  private readonly throttle = new Throttle({ ofCrowds: true });

  constructor(
    private readonly door: Door,
    private readonly passwords: Passwords,
  ) {}

  /** Leaves no trace: whatever opens links in mail before people do may ask this. */
  async lookUp(token: string, address: string): Promise<Invitation> {
    const { trust, name, email, until, hasAccount } = await this.opened(token, address);
    return { trust, name, email, until: iso(until), hasAccount };
  }

  async take({ token, password }: TakeInvitation, address: string): Promise<void> {
    const invited = await this.opened(token, address);
    if (invited.hasAccount) throw signInFirst();
    const fault = faultOf(password, invited);
    if (fault !== null) throw refusedField('weakPassword', 'password', WHY_NOT[fault]);
    await this.taken(invited, { passwordHash: await this.passwords.hash(password) });
  }

  async join(token: string, sessionId: string, address: string): Promise<void> {
    await this.taken(await this.opened(token, address), { sessionId });
  }

  private async taken(invited: Invited, by: Taking): Promise<void> {
    const said = await takeInvitation(this.door, invited, by);
    if (said === 'ownAccount') throw signInFirst();
    if (said === null) throw new InvitationGone();
  }

  /** Whoever guesses is slowed with their network, and nobody elsewhere; a good link ends nobody's waiting. */
  private async opened(token: string, address: string): Promise<Invited> {
    const origin = { address, device: null };
    const open = () => openInvitation(this.door, token);
    const invited = await this.throttle.run(`invitation ${networkOf(address)}`, origin, open, isGuess);
    if (invited === null) throw new InvitationGone();
    return invited;
  }
}

const isGuess = (invited: Invited | null): true | null => (invited === null ? true : null);

const signInFirst = () =>
  new Stale('You have an account by this address already. Sign in to it, and open the link again.');

/** Used, run out, withdrawn or never made: one answer, or it would tell which. */
class InvitationGone extends ProblemError {
  constructor() {
    super(
      404,
      'notFound',
      'This link cannot be used: it may have been used already, have run out, or have been withdrawn. Ask whoever looks after Trustward in your trust for a new one.',
    );
  }
}
