import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

interface Letter {
  readonly to: string;
  /** Where it comes back to if nobody takes it. */
  readonly from: string;
  readonly id: string;
  /** When it had come whole, by this machine's clock. */
  readonly at: number;
  /** Its headers and both its forms, as one reads them. */
  readonly words: string;
  /** Whether its sender was hung up on instead of told that it was taken. */
  readonly dropped: boolean;
}

/** What the server does with a letter: takes it, answers with a code, says nothing more, or takes it and hangs up. */
export type Manner = 'take' | 'hang' | 'drop' | 450 | 550;

export interface MailServer {
  readonly url: string;
  readonly port: number;
  readonly letters: readonly Letter[];
  /** For one address, for so many attempts; after them it takes what comes. */
  treat(address: string, manner: Manner, times?: number): void;
  /** Every letter from now on, whomever it is to. */
  treatAll(manner: Manner): void;
  /** Takes every letter from now on. */
  treatAllWell(): void;
  /** From now on nobody sends without this password; the empty one lets everybody in. */
  ask(password: string): void;
  end(): Promise<void>;
}

/** A real server of the mail protocol, which behaves as badly as it is told to. */
export async function startMailServer(wanted = 0): Promise<MailServer> {
  const letters: Letter[] = [];
  const manners = new Map<string, { manner: Manner; left: number }>();
  let others: Manner = 'take';
  const mannerTo = (address: string): Manner => {
    const set = manners.get(address);
    if (set === undefined || set.left === 0) return others;
    set.left -= 1;
    return set.manner;
  };
  let asked = '';
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      if (asked === '' || password === asked) done(null, { user: username });
      else done(Object.assign(new Error(`no such password of ${username}`), { responseCode: 535 }));
    },
    onMailFrom: (_address, { user }, done) => {
      done(asked === '' || user !== undefined ? null : new Error('who are you?'));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const from = (session.envelope.mailFrom || undefined)?.address ?? '';
        const manner = mannerTo(to);
        if (typeof manner === 'number') {
          done(Object.assign(new Error(`about ${to}`), { responseCode: manner }));
          return;
        }
        const raw = Buffer.concat(chunks).toString();
        const dropped = manner === 'drop';
        const letter = { to, from, id: idIn(raw), at: Date.now(), words: decoded(raw), dropped };
        if (manner !== 'hang') letters.push(letter);
        if (manner === 'take') done();
        if (dropped) for (const connection of server.connections) connection.close();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((up) => server.listen(wanted, '127.0.0.1', up));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    letters,
    treat: (address, manner, times = Infinity) => manners.set(address, { manner, left: times }),
    treatAll: (manner) => (others = manner),
    treatAllWell: () => {
      manners.clear();
      others = 'take';
    },
    ask: (password) => (asked = password),
    end: () => new Promise((ended) => server.close(() => ended())),
  };
}

const idIn = (raw: string): string => /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '';

/** Quoted-printable, as far as the plain letters of it go. */
const decoded = (raw: string): string =>
  raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
