import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { PasskeyAsked, PasskeyProof } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotSignedIn, NotThereOrNotYours } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import { RequestScope } from '../platform/request-scope.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { refusedField } from './own-password.ts';
import { PasskeyChallenges } from './passkey-challenges.ts';
import { KEY, Passkeys } from './passkeys.ts';
import type { Key, Named } from './passkeys.ts';

const MINE = `from platform.passkey p join platform.session s on s.account_id = p.account_id where s.id = $1`;
const NAMED = `select p.credential_id as "credentialId", p.transports ${MINE}`;
const BY_KEY = `select ${KEY} ${MINE} and p.credential_id = $2`;

/** Whoever is signed in shows by a passkey of theirs that it is they. */
@Injectable()
export class PasskeyStepUpService {
  constructor(
    private readonly door: Door,
    private readonly scope: RequestScope,
    private readonly passkeys: Passkeys,
    private readonly challenges: PasskeyChallenges,
    private readonly sessions: SessionStore,
  ) {}

  async ask(): Promise<PasskeyAsked> {
    const { tx, caller } = this.scope;
    const mine = await tx.query<Named>(NAMED, [caller.session.id], 'passkeys-mine');
    if (mine.length === 0) throw new NotThereOrNotYours();
    return this.passkeys.asked(await this.challenges.askOwn(tx, caller.session.id, 'stepUp'), mine);
  }

  async stepUp(proof: PasskeyProof, request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const { session } = request;
    if (session === null) throw new NotSignedIn();
    const asMe = <T>(work: (tx: Tx) => Promise<T>) => this.door.run(session, work);
    const values = [session.id, Buffer.from(proof.id, 'base64url')];
    const [key] = await asMe((tx) => tx.query<Key>(BY_KEY, values, 'passkey-mine'));
    const counter = await this.passkeys.proved(proof, key, (one) =>
      asMe((tx) => this.challenges.spendOwn(tx, session.id, 'stepUp', one)),
    );
    if (key === undefined || counter === null) throw notThisOne();
    const stepped = await asMe(async (tx) => {
      if (await this.passkeys.use(tx, key, counter)) {
        const detail = { by: 'passkey' };
        await audit(tx, {
          verb: 'session.stepUp',
          subjectKind: 'session',
          subjectId: session.id,
          detail,
        });
        return this.sessions.rotate(tx, session, PROOF.passkey);
      }
      await audit(tx, {
        verb: 'account.passkeyCopied',
        subjectKind: 'account',
        subjectId: key.accountId,
      });
      await tellOwner(tx, 'passkeyCopied');
      return null;
    });
    if (stepped === null) throw notThisOne();
    const [token, fresh] = stepped;
    this.sessions.giveCookie(reply, token, fresh);
    return fresh;
  }
}

const notThisOne = () =>
  refusedField('wrongPasskey', 'password', 'This passkey was not taken. Try again, or enter your password');
