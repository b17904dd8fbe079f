import { createTransport } from 'nodemailer';
import { CarrierAway, CarrierRefusesUs } from './carrier.ts';
import type { Carrier } from './carrier.ts';

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  /** The domain that mail comes back to; null where it comes back to `from`, and is not read. */
  readonly returns: string | null;
}

/** A server that hangs holds a connection, not a case; each wait ends well within the activity's own time. */
const WAITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };
const CONNECTIONS = 5;

export function openSmtp({ smtpUrl, from, returns }: MailSettings): Carrier {
  const open = () => createTransport({ ...poolOf(smtpUrl), ...WAITS }, { from });
  let transport = open();
  const domain = from.replace(/^.*@|>.*$/g, '');
  let isLockedOut = false;
  return {
    get isLockedOut() {
      return isLockedOut;
    },
    send: async ({ id, address, returnMark }, { subject, text, html, diary }) => {
      if (!ONE_ADDRESS.test(address)) return { state: 'refused' };
      const used = transport;
      try {
        await used.sendMail({
          ...{ subject, text, html, attachments: diary === null ? [] : [attached(diary.file)] },
          to: { name: '', address },
          ...(returns !== null && { envelope: { from: `${returnMark}@${returns}`, to: address } }),
          messageId: `<${id}@${domain}>`,
          headers: AUTOMATIC,
        });
        isLockedOut = false;
        return { state: 'accepted' };
      } catch (error: unknown) {
        isLockedOut = codeOf(error) === 'EAUTH';
        if (isLockedOut) throw new CarrierRefusesUs();
        const code = answerOf(error);
        if (code === null && used === transport) {
          // What cut one connection cut its neighbours: each would cost another letter its whole wait.
          transport = open();
          used.close();
        }
        if (code === null || code < 500) throw new CarrierAway();
        return { state: 'refused', code: String(code) };
      }
    },
    close: () => transport.close(),
  };
}

const attached = (content: string) => ({
  filename: 'due.ics',
  contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  content,
});

/** Whatever was typed where we have it from: nothing that is read as several, or as a name beside another. */
const ONE_ADDRESS = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()\\,;"@]+$/;

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
