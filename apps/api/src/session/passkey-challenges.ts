import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PlatformDoor } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyRequest } from 'fastify';
import { networkOf } from '../platform/throttle.ts';
import { Devices } from './devices.ts';

const BYTES = 32;
/** Long enough to find a telephone; as long as browsers wait. */
export const CHALLENGE_SECONDS = 180;
const LIVE = `made_at > clock_timestamp() - interval '${CHALLENGE_SECONDS} seconds'`;
/** Open at once of one browser that is known, of one network, and of all that nobody knows: the oldest goes first. */
const OF_DEVICE = 5;
const OF_NETWORK = 200;
const OF_STRANGERS = 10_000;

const open = (which: string) =>
  `(select hash from platform.passkey_challenge where session_id is null and ${which})`;
/**
 * What is too many is looked for once and then taken by its key: left to the planner, a table that it believed to be empty
 * was looked through anew for each of ten thousand rows. Nobody waits for, or deadlocks with, whoever does the same.
 */
const ASK = `with over as materialized (
    ${open(`not (${LIVE}) order by made_at limit 100`)}
    union all ${open('lane = $2 order by made_at desc offset $4')}
    union all ${open(`not known order by made_at desc offset ${OF_STRANGERS - 1}`)}),
  held as materialized (select hash from platform.passkey_challenge
    where hash = any (array(select hash from over)) for update skip locked),
  gone as (delete from platform.passkey_challenge where hash = any (array(select hash from held)))
  insert into platform.passkey_challenge (hash, purpose, lane, known) values ($1, 'signIn', $2, $3)`;
const SPEND = `delete from platform.passkey_challenge
  where hash = $1 and session_id is null and ${LIVE} returning hash`;
const ASK_OWN = `insert into platform.passkey_challenge (hash, purpose, session_id) values ($1, $2, $3)
  on conflict (session_id, purpose) do update set hash = excluded.hash, made_at = clock_timestamp()`;
const SPEND_OWN = `delete from platform.passkey_challenge
  where hash = $1 and purpose = $2 and session_id = $3 and ${LIVE} returning hash`;

export type OwnPurpose = 'stepUp' | 'add';
type Challenge = Buffer<ArrayBuffer>;

/**
 * What a passkey is asked to sign: random, good once and for minutes, of which the database keeps the hash. Whoever is
 * nobody yet may ask for any number and fill nothing: each network has so many open at once, and a browser that signed in
 * before a lane of its own, which no stranger can crowd.
 */
@Injectable()
export class PasskeyChallenges {
  /** Of this process alone: where somebody asked from cannot be reckoned back from what is kept. */
  private readonly blind = randomBytes(BYTES);

  constructor(
    private readonly platform: PlatformDoor,
    private readonly devices: Devices,
  ) {}

  async ask(request: FastifyRequest): Promise<Challenge> {
    const challenge = randomBytes(BYTES);
    const device = await this.devices.ofAnybody(request);
    const lane = createHmac('sha256', this.blind)
      .update(device ?? networkOf(request.ip))
      .digest();
    const values = [hashOf(challenge), lane, device !== null, (device === null ? OF_NETWORK : OF_DEVICE) - 1];
    await this.platform.query(ASK, values, 'passkey-ask');
    return challenge;
  }

  /** Whether it was ours and still good; it is good no more. */
  async spend(challenge: string): Promise<boolean> {
    const spent = await this.platform.query(SPEND, [hashOfText(challenge)], 'passkey-spend');
    return spent.length > 0;
  }

  async askOwn(tx: Tx, sessionId: string, purpose: OwnPurpose): Promise<Challenge> {
    const challenge = randomBytes(BYTES);
    await tx.query(ASK_OWN, [hashOf(challenge), purpose, sessionId], 'passkey-ask-own');
    return challenge;
  }

  async spendOwn(tx: Tx, sessionId: string, purpose: OwnPurpose, challenge: string): Promise<boolean> {
    const values = [hashOfText(challenge), purpose, sessionId];
    return (await tx.query(SPEND_OWN, values, 'passkey-spend-own')).length > 0;
  }
}

const hashOf = (challenge: Buffer): Buffer => createHash('sha256').update(challenge).digest();
const hashOfText = (challenge: string): Buffer => hashOf(Buffer.from(challenge, 'base64url'));
