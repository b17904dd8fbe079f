import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sent {
  readonly way: 'email' | 'sms';
  /** By whose service. */
  readonly service: string;
  readonly to: string;
  readonly template: string;
  readonly reference: string;
  readonly words: Readonly<Record<string, string>>;
}

/** What it does with what comes for one address: takes it, or answers with an error of Notify's own. */
type Manner = 'take' | 'badAddress' | 'badTemplate' | 429 | 500;

export interface NotifyServer {
  readonly url: string;
  /** The key that it lets in. */
  readonly key: string;
  /** Another, of a trust's own service. */
  readonly ownKey: string;
  readonly sent: readonly Sent[];
  treat(address: string, manner: Manner, times?: number): void;
  /** From now on its service has another secret, or this one again. */
  changeSecret(isOurs: boolean): void;
  end(): Promise<void>;
}

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506';
const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0';
export const OWN_SERVICE = 'c8e1a7f2-70b9-4b6c-93f0-2f6a5f1c0a11';
const OWN_SECRET = '5b1d3c7e-9a55-4f0e-8f6d-7d0b9a3c4e22';
const CLOCK_S = 30;

/** GOV.UK Notify as far as we speak to it: the two ways of sending, its tokens and its errors. */
export async function startNotifyServer(): Promise<NotifyServer> {
  const sent: Sent[] = [];
  let secret = SECRET;
  const manners = new Map<string, { manner: Manner; left: number }>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [status, answer] = answerTo(request, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });

  function answerTo(
    { method, url, headers }: IncomingMessage,
    body: Record<string, unknown>,
  ): [number, object] {
    const [, way] = /^\/v2\/notifications\/(email|sms)$/.exec(url ?? '') ?? [];
    if (method !== 'POST' || way === undefined) return [404, error(404, 'NotFound', 'Not found')];
    const secrets = { [SERVICE]: secret, [OWN_SERVICE]: OWN_SECRET };
    const service = signerOf(secrets, headers.authorization);
    if (service === null) {
      return [403, error(403, 'AuthError', 'Invalid token: API key not found')];
    }
    const field = way === 'email' ? 'email_address' : 'phone_number';
    const to = String(body[field] ?? '');
    const set = manners.get(to);
    const manner = set === undefined || set.left === 0 ? 'take' : set.manner;
    if (set !== undefined && set.left > 0) set.left -= 1;
    if (manner === 'badAddress') return [400, error(400, 'ValidationError', `${field} Not a valid address`)];
    if (manner === 'badTemplate') return [400, error(400, 'BadRequestError', 'Template not found')];
    if (manner !== 'take') return [manner, error(manner, 'Error', `about ${to}`)];
    const { template_id: template, reference, personalisation } = body;
    const taken = {
      way: way as Sent['way'],
      service,
      to,
      template: String(template),
      reference: String(reference),
    };
    sent.push({ ...taken, words: personalisation as Sent['words'] });
    return [201, { id: '740e5834-3a29-46b4-9a6f-16142fde533a', reference }];
  }

  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    key: `trust-${SERVICE}-${SECRET}`,
    ownKey: `own-${OWN_SERVICE}-${OWN_SECRET}`,
    sent,
    treat: (address, manner, times = Infinity) => manners.set(address, { manner, left: times }),
    changeSecret: (isOurs) => (secret = isOurs ? SECRET : SERVICE),
    end: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}

const error = (status: number, kind: string, message: string): object => ({
  status_code: status,
  errors: [{ error: kind, message }],
});

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

/** By whose secret a token was made, within the half minute that Notify allows; null by nobody's. */
function signerOf(secrets: Readonly<Record<string, string>>, authorization = ''): string | null {
  const [, head = '', body = '', mac = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  if (body === '') return null;
  const { iss, iat } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iss: string; iat: number };
  const expected = createHmac('sha256', secrets[iss] ?? '')
    .update(`${head}.${body}`)
    .digest();
  const made = Buffer.from(mac, 'base64url');
  const isSigned = made.length === expected.length && timingSafeEqual(made, expected);
  return isSigned && iss in secrets && Math.abs(Date.now() / 1_000 - iat) < CLOCK_S ? iss : null;
}
