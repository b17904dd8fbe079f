import type { Fate, Message } from '@trustward/casework';
import { createTransport } from 'nodemailer';
import type { Letter } from './letter.ts';

export interface Mailer {
  /** Rejects where the server is away or says “later”. */
  send(message: Pick<Message, 'id' | 'address'>, letter: Letter): Promise<Fate>;
  /** Whether the server refused our user name or password when it was asked last. */
  readonly isLockedOut: boolean;
  close(): void;
}

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
}

/** A server that hangs holds a connection, not a case; each wait ends well within the activity's own time. */
const WAITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };
const CONNECTIONS = 5;

/** Says only what kind of failure it was: a server's words quote the address they are about. */
class MailServerAway extends Error {
  override readonly name = 'MailServerAway';
}

/** The server refuses our user name or password: nobody's e-mail goes out until that is mended. */
export class MailLoginRefused extends Error {
  override readonly name = 'MailLoginRefused';
}

export function openMailer({ smtpUrl, from }: MailSettings): Mailer {
  const transport = createTransport({ ...poolOf(smtpUrl), ...WAITS }, { from });
  const domain = from.replace(/^.*@|>.*$/g, '');
  let isLockedOut = false;
  return {
    get isLockedOut() {
      return isLockedOut;
    },
    send: async ({ id, address }, letter) => {
      try {
        await transport.sendMail({
          ...letter,
          to: address,
          messageId: `<${id}@${domain}>`,
          headers: AUTOMATIC,
        });
        isLockedOut = false;
        return { state: 'accepted' };
      } catch (error: unknown) {
        isLockedOut = codeOf(error) === 'EAUTH';
        if (isLockedOut) throw new MailLoginRefused();
        const code = answerOf(error);
        if (code === null || code < 500) throw new MailServerAway();
        return { state: 'refused', code: String(code) };
      }
    },
    close: () => transport.close(),
  };
}

/** So that no out-of-office answers it. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function poolOf(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return {
    pool: true as const,
    maxConnections: CONNECTIONS,
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // What is sent names a case: outside this machine it does not travel in the clear.
    requireTLS: !secure && !isLoopback(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host);

/** What a server answers to these is about one letter; to anything before, as a wrong password, about all of them. */
const OF_ONE_LETTER: readonly unknown[] = ['RCPT TO', 'DATA'];

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const answerOf = (error: unknown): number | null =>
  error instanceof Error &&
  'command' in error &&
  OF_ONE_LETTER.includes(error.command) &&
  'responseCode' in error &&
  typeof error.responseCode === 'number'
    ? error.responseCode
    : null;
