import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { CarrierAway } from './carrier.ts';
import { openSmtp } from './smtp.ts';

const LETTER = { subject: 's', text: 't', html: '<p>t</p>', brief: '', diary: null };
const TO = { tenantId: 't', id: 'i', address: 'a@example.test', returnMark: 'r' };
/** Also this machine, but not by one of the names that say so: to us it is another. */
const ELSEWHERE = '127.0.0.2';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function sendTo(scheme: 'smtp' | 'smtps', host: string, lacks: readonly string[], to = TO.address) {
  const heard: string[] = [];
  const readers: string[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, secure: scheme === 'smtps', disabledCommands: [...lacks] },
    onMailFrom: ({ address }, _session, done) => {
      heard.push(address);
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      readers.push(address);
      done();
    },
  });
  // A client that turns away during the handshake is what is looked for.
  server.on('error', () => undefined);
  await new Promise<void>((up) => server.listen(0, host, up));
  const { port } = server.server.address() as AddressInfo;
  const smtpUrl = `${scheme}://${host}:${port}`;
  const carrier = openSmtp({ smtpUrl, from: 'trustward@example.test', returns: null });
  closers.push(
    () => carrier.close(),
    () => server.close(),
  );
  return { heard, readers, sent: carrier.send({ ...TO, address: to }, LETTER) };
}

describe('mail to another machine', () => {
  it.each([
    ['offers no TLS', 'smtp', ['STARTTLS']],
    ['shows a certificate of its own making when asked for TLS', 'smtp', []],
    ['shows a certificate of its own making at once', 'smtps', []],
  ] as const)('waits, and not a word is said of it, where it %s', async (_why, scheme, lacks) => {
    const { heard, sent } = await sendTo(scheme, ELSEWHERE, lacks);
    await expect(sent).rejects.toThrow(CarrierAway);
    expect(heard).toEqual([]);
  });

  it('needs no TLS on this one', async () => {
    const { heard, sent } = await sendTo('smtp', '127.0.0.1', ['STARTTLS']);
    expect(await sent).toEqual({ state: 'accepted' });
    expect(heard).toEqual(['trustward@example.test']);
  });
});

it.each([
  'a@example.test, other@evil.test',
  'a@example.test; other@evil.test',
  'friends: a@example.test, other@evil.test;',
  'a@example.test <other@evil.test>',
  'a@example.test>\r\nRCPT TO:<other@evil.test',
  'a@example.test\r\nBcc: other@evil.test',
])('law 8: an address is one, and %j brings a letter to nobody else', async (address) => {
  const { readers, sent } = await sendTo('smtp', '127.0.0.1', ['STARTTLS'], address);
  await sent.catch(() => undefined);
  expect(readers).not.toContain('other@evil.test');
});
