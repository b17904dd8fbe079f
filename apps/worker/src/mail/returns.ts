import { isOurs, cameBack, readReturnMark } from '@trustward/casework';
import type { Returned } from '@trustward/casework';
import type { Door } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import type { Part } from '../lifecycle/keep-up.ts';
import { failureIn } from './failure-in.ts';

interface Returns {
  /** host:port. */
  readonly address: string;
  readonly domain: string;
  readonly door: Door;
  readonly log: Logger;
}

/** A report quotes at most the letter that it is about, and ours are short. */
const SIZE_MAX = 256 * 1024;
/** Whoever connects is a stranger: few at once, and none for long. */
const WAITS = { maxClients: 20, socketTimeout: 10_000, closeTimeout: 1_000 };

/**
 * Takes the mail that comes back because nobody takes it, each at the address that its message alone has. What is
 * answered with a code of 400 and more the server that brings it brings again, so nothing is kept here.
 */
export async function startReturns({ address, domain, door, log }: Returns): Promise<Part> {
  const server = new SMTPServer({
    ...WAITS,
    name: domain,
    size: SIZE_MAX,
    authOptional: true,
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address: to }, _session, done) => answer(log, done, () => takeOne(to, domain, door)),
    onData: (stream, { envelope }, done) =>
      answer(log, done, async () => {
        const chunks: Buffer[] = [];
        // To its end, however long: who is not heard out hangs up and comes again.
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          if (!stream.sizeExceeded) chunks.push(chunk);
        }
        if (stream.sizeExceeded) throw new Said(552, 'That is too large for a report.');
        const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const code = await failureIn(Buffer.concat(chunks), sender);
        if (code === null) return;
        for (const { address: to } of envelope.rcptTo) {
          const mark = markIn(to, domain);
          if (mark !== null) await cameBack(door, mark, code);
        }
      }),
  });
  // A stranger who hangs up in the middle is nobody's fault.
  server.on('error', (error) => log.debug('a connection for returned mail ended', { err: error }));
  const ended = new Promise<void>((resolve) => server.server.once('close', resolve));
  await listening(server, address);
  return { ended, stop: () => new Promise((stopped) => server.close(() => stopped())) };
}

/** What a server that brings mail is answered. */
class Said extends Error {
  constructor(
    readonly responseCode: number,
    words: string,
  ) {
    super(words);
  }
}

type Done = Parameters<NonNullable<SMTPServerOptions['onRcptTo']>>[2];

function answer(log: Logger, done: Done, work: () => Promise<void>): void {
  work().then(
    () => done(),
    (error: unknown) => {
      if (error instanceof Said) return done(error);
      log.warn('what came back could not be taken; it is brought again', { err: error });
      done(new Said(451, 'Not now; try again later.'));
    },
  );
}

async function takeOne(to: string, domain: string, door: Door): Promise<void> {
  const mark = markIn(to, domain);
  if (mark === null || !(await isOurs(door, mark))) throw new Said(550, 'There is nobody of that name here.');
}

function markIn(address: string, domain: string): Returned | null {
  const [local = '', at = ''] = address.split('@');
  return at.toLowerCase() === domain.toLowerCase() ? readReturnMark(local) : null;
}

function listening(server: SMTPServer, address: string): Promise<void> {
  const [host, port] = address.split(':');
  return new Promise((up, refused) => {
    server.server.once('error', refused);
    server.listen(Number(port), host, () => {
      server.server.off('error', refused);
      up();
    });
  });
}
