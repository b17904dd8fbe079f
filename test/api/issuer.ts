import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Context } from 'oidc-provider';

type Claims = Record<string, unknown>;

/** What an issuer is like: its name has a path, subjects differ for each client and nothing says `iss`; or none of that. */
export type Shape = 'entra' | 'google';

export interface Options {
  readonly shape: Shape;
  readonly redirects: readonly string[];
  /** How the client's secret is sent; the other way it is refused. */
  readonly proof?: 'client_secret_post' | 'client_secret_basic';
}

/** What a test has it do otherwise than it should. */
export interface Mischief {
  claims?: (claims: Claims) => Claims;
  /** Signs by no key at all. */
  unsigned?: boolean;
  /** Signs by a key that it shows no more. */
  byRemovedKey?: boolean;
  metadata?: (metadata: Record<string, unknown>) => Record<string, unknown>;
  /** Instead of asking who it is. */
  denies?: boolean;
  moved?: string;
}

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
}
const newKey = (): Key => ({
  kid: randomUUID(),
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
});

/** A real OpenID provider on the loopback. Whoever comes is `person`, without being asked. */
export class Issuer {
  readonly clientId = 'trustward-at-this-issuer';
  readonly clientSecret = `secret-${randomUUID().slice(0, 13)}`;
  /** Whom it names, and what it says of them. */
  person: { readonly sub: string; readonly email: string } = {
    sub: 'nobody',
    email: 'nobody@issuer.example',
  };
  mischief: Mischief = {};
  /** What was asked of it, by the path after its name. */
  readonly asked: string[] = [];
  private key = newKey();
  private removed = this.key;
  private provider!: Provider;
  private readonly server = createServer((request, answer) => this.answer(request, answer));

  private constructor(private readonly options: Options) {}

  static async start(options: Options): Promise<Issuer> {
    const issuer = new Issuer(options);
    issuer.server.listen(0, '127.0.0.1');
    await once(issuer.server, 'listening');
    issuer.provider = issuer.provide();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.path}`;
  }

  get given() {
    return { issuer: this.url, clientId: this.clientId, clientSecret: this.clientSecret };
  }

  /** From now on it signs by another key, and shows no other. */
  rotate(): void {
    this.removed = this.key;
    this.key = newKey();
    this.provider = this.provide();
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private get path(): string {
    return this.options.shape === 'entra' ? '/8d2c1a4e-0000-4000-8000-00000000ab01/v2.0' : '';
  }

  private answer(request: IncomingMessage & { originalUrl?: string }, answer: ServerResponse): void {
    const { url = '/' } = request;
    if (this.mischief.moved !== undefined) {
      answer.writeHead(302, { location: this.mischief.moved }).end();
      return;
    }
    if (!url.startsWith(this.path)) {
      answer.writeHead(404).end();
      return;
    }
    // As where it is mounted under a path.
    request.originalUrl = url;
    request.url = url.slice(this.path.length) || '/';
    this.asked.push(request.url.split('?', 1)[0] ?? '');
    if (request.url.startsWith('/interaction/')) void this.nameThem(request, answer);
    else this.provider.callback()(request, answer);
  }

  private nameThem(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const result = this.mischief.denies
      ? { error: 'access_denied', error_description: 'They did not want to.' }
      : { login: { accountId: this.person.sub } };
    return this.provider.interactionFinished(request, answer, result);
  }

  private provide(): Provider {
    const { shape, redirects, proof = 'client_secret_post' } = this.options;
    const provider = new Provider(this.url, {
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: [...redirects],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: proof,
          subject_type: shape === 'entra' ? 'pairwise' : 'public',
        },
      ],
      clientAuthMethods: [proof],
      subjectTypes: ['public', 'pairwise'],
      pairwiseIdentifier: (_: unknown, sub: string, { clientId }: { clientId: string }) =>
        createHash('sha256').update(`${clientId} ${sub}`).digest('base64url'),
      jwks: { keys: [{ ...this.key.privateKey.export({ format: 'jwk' }), kid: this.key.kid, use: 'sig' }] },
      claims: { openid: ['sub', 'email', 'email_verified', 'tid', 'oid'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `${this.path}/interaction/${uid}` },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({
          ...{ sub, email: this.person.email, email_verified: true },
          ...(shape === 'entra' && { tid: this.path.split('/')[1], oid: `object of ${sub}` }),
        }),
      }),
      loadExistingGrant: (context: Context) => granted(context),
      cookies: { keys: [randomUUID()] },
      pkce: { required: () => true },
      ttl: {
        Session: 3_600,
        Interaction: 600,
        Grant: 3_600,
        AuthorizationCode: 60,
        AccessToken: 60,
        IdToken: 600,
      },
    });
    provider.use((context, next) => this.afterwards(context, next));
    return provider;
  }

  private async afterwards(context: Context, next: () => Promise<void>): Promise<void> {
    await next();
    const body = context.body as Record<string, unknown> | undefined;
    if (context.path === '/token' && typeof body?.['id_token'] === 'string') {
      context.body = { ...body, id_token: this.token(body['id_token']) };
    }
    if (context.path === '/.well-known/openid-configuration' && body !== undefined) {
      const shaped = { ...body };
      if (this.options.shape === 'entra') delete shaped['authorization_response_iss_parameter_supported'];
      context.body = this.mischief.metadata?.(shaped) ?? shaped;
    }
    const to = context.response.get('location');
    if (this.options.shape === 'entra' && URL.canParse(to) && new URL(to).searchParams.has('iss')) {
      const without = new URL(to);
      without.searchParams.delete('iss');
      context.set('location', without.href);
    }
  }

  /** The same token, with what a test changes of it, signed as that says. */
  private token(token: string): string {
    const { claims, unsigned = false, byRemovedKey = false } = this.mischief;
    if (claims === undefined && !unsigned && !byRemovedKey) return token;
    const said = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    const { kid, privateKey } = byRemovedKey ? this.removed : this.key;
    const part = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url');
    const header = unsigned ? { alg: 'none' } : { alg: 'RS256', kid };
    const signed = `${part(header)}.${part(claims?.(said) ?? said)}`;
    return `${signed}.${unsigned ? '' : sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  }
}

/** Nobody is asked whether they agree. */
async function granted({ oidc }: Context) {
  const { clientId } = oidc.client;
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** A browser at the issuer: follows it with its cookies until it is sent back, and gives the address it is sent to. */
export async function throughIssuer(to: string, back: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = new URL(to);
  for (let hop = 0; hop < 10; hop += 1) {
    if (at.href.startsWith(back)) return at;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${at.pathname} ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at);
  }
  throw new Error('it was never sent back');
}
