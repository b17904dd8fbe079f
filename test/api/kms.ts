import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What `TrentService` takes of what is sent here. */
interface Asked {
  readonly KeyId?: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}
interface Kms {
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: string[];
  /** What was sent in the clear beside the key: never anything of a person. */
  readonly contexts: Readonly<Record<string, string>>[];
  /** Refuses this key, as one that somebody disabled. */
  disable(key: string): void;
  stop(): Promise<void>;
}

const ACCOUNT = 'arn:aws:kms:eu-west-2:111122223333:key/';
const TAG = 16;
const NONCE = 12;

/** A server of AWS KMS's protocol (JSON 1.1, signed requests) with symmetric keys made as they are first named. */
export async function startKms(port = 0, kept = new Map<string, Buffer>()): Promise<Kms> {
  const asked: string[] = [];
  const contexts: Readonly<Record<string, string>>[] = [];
  const disabled = new Set<string>();

  const answer = (what: string, body: Asked): object => {
    const context = canonical(body.EncryptionContext ?? {});
    contexts.push(body.EncryptionContext ?? {});
    if (what === 'Encrypt') {
      const key = body.KeyId ?? '';
      if (disabled.has(key)) throw new Refusal('DisabledException');
      const secret = kept.get(key) ?? randomBytes(32);
      kept.set(key, secret);
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(context);
      const plain = Buffer.from(body.Plaintext ?? '', 'base64');
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      const named = Buffer.from(key);
      const blob = Buffer.concat([Buffer.of(named.length), named, nonce, sealed, cipher.getAuthTag()]);
      return { KeyId: ACCOUNT + key, CiphertextBlob: blob.toString('base64') };
    }
    if (what !== 'Decrypt') throw new Refusal('UnknownOperationException');
    const blob = Buffer.from(body.CiphertextBlob ?? '', 'base64');
    const named = 1 + (blob[0] ?? 0);
    const key = blob.subarray(1, named).toString();
    const secret = kept.get(key);
    if (secret === undefined) throw new Refusal('InvalidCiphertextException');
    if (disabled.has(key)) throw new Refusal('DisabledException');
    try {
      const cipher = createDecipheriv('aes-256-gcm', secret, blob.subarray(named, named + NONCE));
      cipher.setAAD(context).setAuthTag(blob.subarray(-TAG));
      const plain = Buffer.concat([cipher.update(blob.subarray(named + NONCE, -TAG)), cipher.final()]);
      return { KeyId: ACCOUNT + key, Plaintext: plain.toString('base64') };
    } catch {
      throw new Refusal('InvalidCiphertextException');
    }
  };

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [service, what = ''] = String(request.headers['x-amz-target']).split('.');
      asked.push(what);
      const isSigned = (request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256 ');
      try {
        if (service !== 'TrentService' || !isSigned) throw new Refusal('MissingAuthenticationToken');
        const answered = answer(what, JSON.parse(body) as Asked);
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(answered));
      } catch (error) {
        const code = error instanceof Refusal ? error.message : 'KMSInternalException';
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ __type: code, message: code }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    contexts,
    disable: (key) => void disabled.add(key),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Refusal extends Error {}

const canonical = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => a.localeCompare(b))));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
