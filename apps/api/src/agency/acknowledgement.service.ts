import { Injectable } from '@nestjs/common';
import { openLink, pressLink } from '@trustward/casework';
import type { AcknowledgeReceipt, Acknowledgement, LookUpLink } from '@trustward/contracts';
import { Door } from '@trustward/database';
import { ProblemError } from '../platform/problems.ts';
import { Throttle } from '../platform/throttle.ts';

/** An agency's word that it has what it was sent: said once, by a named person, through a link. */
@Injectable()
export class AcknowledgementService {
  private readonly throttle = new Throttle();

  constructor(private readonly door: Door) {}

  /** Leaves no trace: whatever opens links in mail before people do may ask this. */
  lookUp(opened: LookUpLink, address: string): Promise<Acknowledgement> {
    return this.slowly(address, () => openLink(this.door, opened));
  }

  acknowledge(given: AcknowledgeReceipt, address: string): Promise<Acknowledgement> {
    const { token, press, name, theirReference } = given;
    return this.slowly(address, () => pressLink(this.door, { token, press }, { name, theirReference }));
  }

  /** Whoever guesses is slowed like whoever guesses a password; what fails is answered alike, whyever it does. */
  private async slowly(
    address: string,
    ask: () => Promise<Acknowledgement | null>,
  ): Promise<Acknowledgement> {
    const origin = { address, device: null };
    const answer = await this.throttle.run('agency link', origin, ask, isGuess);
    if (answer === null) throw new LinkGone();
    return answer;
  }
}

/** A good link says nothing of whatever else is tried from its network: it ends nobody's waiting. */
export const isGuess = (answer: Acknowledgement | null): true | null => (answer === null ? true : null);

/** Used, run out, withdrawn or never made: one answer, or it would tell which. */
class LinkGone extends ProblemError {
  constructor() {
    super(
      404,
      'notFound',
      'This link cannot be used: it may have been used already, have run out, or have been replaced. Ring the school that sent it, and ask for a new one.',
    );
  }
}
