import { Injectable } from '@nestjs/common';
import { hashOf, readLinkToken, saidPlace } from '@trustward/casework';
import type { AcknowledgeReceipt, Acknowledgement, LookUpLink } from '@trustward/contracts';
import { Door, UnknownTenant } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { ProblemError } from '../platform/problems.ts';
import { Throttle } from '../platform/throttle.ts';

/** The functions of the database look at a link for this actor alone. */
const ACTOR = 'agency-link';
const SHOWN = `select id, case_id as "caseId", reference, wrapped_key as "wrappedKey", pressed
  from app.agency_link_shown($1, $2)`;
const PRESS = 'select app.press_agency_link($1, $2, $3) as taken';

interface Shown {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  readonly wrappedKey: Buffer;
  readonly pressed: boolean;
}

/** A link as its hash and that of the browser name it. */
interface Asked {
  readonly tx: Tx;
  readonly hash: Buffer;
  readonly press: Buffer;
}

/** An agency's word that it has what it was sent: said once, by a named person, through a link. */
@Injectable()
export class AcknowledgementService {
  private readonly throttle = new Throttle();

  constructor(private readonly door: Door) {}

  /** Leaves no trace: whatever opens links in mail before people do may ask this. */
  lookUp(given: LookUpLink, address: string): Promise<Acknowledgement> {
    return this.through(given, address, async (asked) => {
      const shown = await shownTo(asked);
      return shown === null ? null : { reference: shown.reference, acknowledged: shown.pressed };
    });
  }

  acknowledge(given: AcknowledgeReceipt, address: string): Promise<Acknowledgement> {
    const { name, theirReference } = given;
    return this.through(given, address, async (asked) => {
      const shown = await shownTo(asked);
      if (shown === null) return null;
      const { id, caseId, reference, wrappedKey } = shown;
      const { tx, hash, press } = asked;
      const said = tx.keys.ofCase(caseId, wrappedKey).seal(saidPlace(id), { name, theirReference });
      const [row] = await tx.query<{ taken: boolean }>(PRESS, [hash, press, said], 'press-agency-link');
      return row?.taken === true ? { reference, acknowledged: true } : null;
    });
  }

  /** Whoever guesses is slowed like whoever guesses a password; what fails is answered alike, whyever it does. */
  private async through(
    { token, press }: LookUpLink,
    address: string,
    ask: (asked: Asked) => Promise<Acknowledgement | null>,
  ): Promise<Acknowledgement> {
    const origin = { address, device: null };
    const attempt = () => this.asked(token, press, ask);
    const answer = await this.throttle.run('agency link', origin, attempt, (it) => it === null);
    if (answer === null) throw new LinkGone();
    return answer;
  }

  private async asked(
    token: string,
    press: string,
    ask: (asked: Asked) => Promise<Acknowledgement | null>,
  ): Promise<Acknowledgement | null> {
    const link = readLinkToken(token);
    if (link === null) return null;
    const { tenantId, hash } = link;
    try {
      return await this.door.run({ tenantId, actor: ACTOR }, (tx) => ask({ tx, hash, press: hashOf(press) }));
    } catch (error) {
      // Which trusts there are is told to nobody, and only asking tells.
      if (error instanceof UnknownTenant) return null;
      throw error;
    }
  }
}

async function shownTo({ tx, hash, press }: Asked): Promise<Shown | null> {
  const [shown] = await tx.query<Shown>(SHOWN, [hash, press], 'agency-link-shown');
  return shown ?? null;
}

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
