import {
  ClientSecretBasic,
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { ClientAuth, Configuration } from 'openid-client';
import { OutgoingRefused, outgoing } from '@trustward/outgoing';
import type { Outgoing } from '@trustward/outgoing';

const WITHIN_SECONDS = 8;

/** A trust's sign-on, as much as it takes to speak with its issuer. */
export interface Relying {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What one attempt is known by, at the issuer and when it comes back. */
export interface Proofs {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: whoever sees the code alone gets nothing for it. */
  readonly verifier: string;
}

/** What the issuer sent back by the browser. */
export interface Sent {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
}

/** Metadata that speaks for another issuer, or leads the browser to where nobody reads over TLS. */
class NotThisIssuer extends Error {
  override readonly name = 'NotThisIssuer';
}

/**
 * Issuers of trusts, by OpenID Connect. Nothing of them is kept from one attempt to the next: a key that was taken away lets
 * nobody in a moment later, and a new one does at once. Nothing but the subject is read of whom they name.
 */
export class Issuers {
  private readonly ask: Outgoing;

  constructor(private readonly options: { readonly loopback: boolean }) {
    this.ask = outgoing(options);
  }

  /** Where the browser goes. */
  async leave(relying: Relying, redirect: string, { state, nonce, verifier }: Proofs): Promise<string> {
    const issuer = await this.discovered(relying);
    return buildAuthorizationUrl(issuer, {
      redirect_uri: redirect,
      scope: 'openid',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).href;
  }

  /** Whom the issuer names. Throws whatever is not as it must be: issuer, audience, time, nonce or signature. */
  async subjectOf(relying: Relying, redirect: string, sent: Sent, proofs: Proofs): Promise<string> {
    const back = new URL(redirect);
    for (const [name, value] of Object.entries(sent)) {
      if (value !== undefined) back.searchParams.set(name, value);
    }
    const answer = await authorizationCodeGrant(await this.discovered(relying), back, {
      expectedState: proofs.state,
      expectedNonce: proofs.nonce,
      pkceCodeVerifier: proofs.verifier,
      idTokenExpected: true,
    });
    const subject = answer.claims()?.sub;
    if (subject === undefined) throw new NotThisIssuer('It names nobody.');
    return subject;
  }

  /** Whether it answers as an issuer does; throws where it does not. */
  async look(relying: Relying): Promise<void> {
    const { jwks_uri: keys = '', token_endpoint: tokens = '' } = (
      await this.discovered(relying)
    ).serverMetadata();
    const { ok } = await this.ask(keys, { method: 'GET', headers: { accept: 'application/json' } });
    if (!ok) throw new NotThisIssuer('It shows no keys.');
    // Asked for nothing, it refuses; that it may be asked at all is what is looked at.
    await this.ask(tokens, { method: 'POST', headers: { accept: 'application/json' } });
  }

  private async discovered({ issuer, clientId, clientSecret }: Relying): Promise<Configuration> {
    if (!this.isShut(issuer)) throw new OutgoingRefused('notHttps');
    const found = await discovery(new URL(issuer), clientId, undefined, provedBy(clientSecret), {
      [customFetch]: this.ask,
      timeout: WITHIN_SECONDS,
      execute: this.execute,
    });
    const metadata = found.serverMetadata();
    // The library lets one issuer stand for every customer of a cloud: theirs are other people's, too.
    if (metadata.issuer !== issuer) throw new NotThisIssuer('It calls itself by another name.');
    if (!this.isShut(metadata.authorization_endpoint)) throw new NotThisIssuer('It is not asked by https.');
    return found;
  }

  private get execute() {
    // Over TLS alone the library would take a token unsigned by any key that the issuer shows.
    return this.options.loopback
      ? [enableNonRepudiationChecks, allowInsecureRequests]
      : [enableNonRepudiationChecks];
  }

  private isShut(address: string | undefined): boolean {
    const protocol = address !== undefined && URL.canParse(address) ? new URL(address).protocol : '';
    return protocol === 'https:' || (this.options.loopback && protocol === 'http:');
  }
}

/** As the issuer takes it: in the message where it may be, since not all read a header alike. */
const provedBy =
  (secret: string): ClientAuth =>
  (issuer, ...rest) => {
    const ways = issuer.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = ways.includes('client_secret_post') ? ClientSecretPost : ClientSecretBasic;
    way(secret)(issuer, ...rest);
  };
