import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signOnGiven } from '@trustward/contracts';
import { outgoing } from '@trustward/outgoing';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the product itself opens a connection elsewhere, and who says to where. */
const ASKS: Readonly<Record<string, string>> = {
  'apps/worker/src/mail/smtp.ts': 'the operator, by the environment',
  'apps/worker/src/queues/workflow-task-failures.ts': 'this process, of itself',
  'libs/casework/src/seal/address-place.ts': 'the operator, by the environment',
  'libs/outgoing/src/outgoing.ts': 'an administrator: the door for all such addresses',
};
const WAYS =
  /\bfetch\(|\bcreateTransport\(|from 'node:(?:https|http2|tls)'|\b(?:connect|createConnection)\b[^;]* from 'node:net'/;

/** Issuers that somebody could enter, and whom they would reach. */
const ISSUERS: readonly (readonly [string, string])[] = [
  ['https://127.0.0.1/', 'this machine'],
  ['https://127.1/', 'this machine, in short'],
  ['https://2130706433/', 'this machine, as one number'],
  ['https://0x7f000001/', 'this machine, in hexadecimal'],
  ['https://0177.0.0.1/', 'this machine, in octal'],
  ['https://0/', 'this machine, as nothing'],
  ['https://①②⑦.⓪.⓪.①/', 'this machine, in other digits'],
  ['https://127.0.0.1./', 'this machine, with a dot behind it'],
  ['https://[::]/', 'this machine, of IPv6'],
  ['https://[::1]/', 'this machine, of IPv6'],
  ['https://[::ffff:127.0.0.1]/', 'this machine, IPv4 within IPv6'],
  ['https://[::ffff:a00:1]/', 'a private network, IPv4 within IPv6'],
  ['https://[64:ff9b::a00:1]/', 'a private network, by NAT64'],
  ['https://[2002:a00:1::]/', 'a private network, by 6to4'],
  ['https://[fd00:ec2::254]/', 'a cloud’s own service, of IPv6'],
  ['https://[fe80::1]/', 'the next machine'],
  ['https://169.254.169.254/latest/meta-data', 'a cloud’s own service'],
  ['https://168.63.129.16/', 'a cloud’s own service'],
  ['https://100.100.100.200/', 'a cloud’s own service'],
  ['https://10.0.0.1:5432/', 'a private network'],
  ['https://172.31.0.1/', 'a private network'],
  ['https://192.168.0.1/', 'a private network'],
  ['https://localhost/', 'this machine, by name'],
  ['http://login.example/', 'read by whoever stands between'],
  ['https://user:secret@10.0.0.1/', 'a host behind what looks like one'],
  ['https://login.example@10.0.0.1/', 'a host behind what looks like one'],
  ['file:///etc/passwd', 'a file'],
  ['gopher://127.0.0.1:6379/_INFO', 'another protocol'],
  ['https://login.example\\@10.0.0.1/', 'read as two hosts by two readers'],
  ['https://10.0.0.1#login.example', 'read as two hosts by two readers'],
];

describe('an address that an administrator enters', () => {
  it.each(ISSUERS)('is not asked as %s: %s', async (issuer) => {
    const given = signOnGiven.safeParse({ issuer, clientId: 'ours', clientSecret: 'x' });
    if (!given.success) return;
    await expect(
      outgoing({ loopback: false })(given.data.issuer, { method: 'GET', headers: {} }),
    ).rejects.toMatchObject({ name: 'OutgoingRefused' });
  });

  it('is asked through one door, and whoever asks elsewhere has its address from nobody in the portal', () => {
    const files = globSync('{apps/api,apps/worker,apps/cli,libs/*,workflows}/src/**/*.ts', { cwd: root });
    const asks = files
      .filter((file) => !file.endsWith('.spec.ts') && !file.startsWith('libs/testing/'))
      .filter((file) => WAYS.test(readFileSync(`${root}${file}`, 'utf8')));
    expect(asks.sort()).toEqual(Object.keys(ASKS));
  });
});
