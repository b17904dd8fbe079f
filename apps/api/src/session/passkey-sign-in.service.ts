import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { PasskeyAsked, PasskeyProof } from '@trustward/contracts';
import { Door, PlatformDoor } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROOF } from '../platform/proofs.ts';
import type { Session } from '../platform/request-scope.ts';
import { ACCOUNT, Entrance } from './entrance.ts';
import type { Account } from './entrance.ts';
import { PasskeyChallenges } from './passkey-challenges.ts';
import { KEY, Passkeys, passkeyRefused } from './passkeys.ts';
import type { Key } from './passkeys.ts';

const BY_KEY = `select ${KEY}, ${ACCOUNT.columns}
  ${ACCOUNT.from} join platform.passkey p on p.account_id = a.id where p.credential_id = $1 ${ACCOUNT.first}`;

/**
 * Lets in whoever holds a passkey, which is two proofs in one: a thing, and what unlocks it. Nobody can guess at it, so
 * nobody stands in line for it, however many guess at the password of the same account.
 */
@Injectable()
export class PasskeySignInService {
  constructor(
    private readonly door: Door,
    private readonly platform: PlatformDoor,
    private readonly passkeys: Passkeys,
    private readonly challenges: PasskeyChallenges,
    private readonly entrance: Entrance,
  ) {}

  async ask(request: FastifyRequest): Promise<PasskeyAsked> {
    return this.passkeys.asked(await this.challenges.ask(request), []);
  }

  async signIn(proof: PasskeyProof, request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const id = Buffer.from(proof.id, 'base64url');
    const [found] = await this.platform.query<Key & Account>(BY_KEY, [id], 'passkey-account');
    const counter = await this.passkeys.proved(proof, found, (one) => this.challenges.spend(one));
    // Whose it is, nobody said before: the passkey itself must.
    if (found === undefined || counter === null || proof.userHandle === null) throw passkeyRefused();
    if (!this.entrance.isOpenTo(found)) throw passkeyRefused();
    const subject = { subjectKind: 'account', subjectId: found.accountId };
    if (!(await this.passkeys.use(this.platform, found, counter))) {
      await this.door.run(found, async (tx) => {
        await audit(tx, { verb: 'account.passkeyCopied', ...subject });
        await tellOwner(tx, 'passkeyCopied');
      });
      throw passkeyRefused();
    }
    return this.entrance.enter({ ...found, proof: PROOF.passkey }, request, reply, (tx) =>
      audit(tx, { verb: 'account.passkeySignIn', ...subject }),
    );
  }
}
