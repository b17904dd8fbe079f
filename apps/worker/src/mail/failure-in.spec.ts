import { describe, expect, it } from 'vitest';
import { failureIn } from './failure-in.ts';

const report = (action: string): Buffer =>
  Buffer.from(
    [
      'From: mailer-daemon@mail.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; somebody@school.example',
      `Action: ${action}`,
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );

describe('a report of a mail server', () => {
  it.each(['failed', 'Failed', 'failed (user unknown)'])(
    'says by “%s” that a letter will not arrive',
    async (action) => {
      expect(await failureIn(report(action), '')).toBe('5.1.1');
    },
  );

  it('says by “delayed” that it may arrive yet', async () => {
    expect(await failureIn(report('delayed (failed once)'), '')).toBeNull();
  });
});

const QMAIL = [
  'Hi. This is the qmail-send program at mail.example.',
  'I’m afraid I wasn’t able to deliver your message to the following addresses.',
  'This is a permanent error; I’ve given up. Sorry it didn’t work out.',
  '<somebody@school.example>: 198.51.100.7 does not like recipient. Remote host said: 550 5.1.1 User unknown',
];

interface Words {
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly words?: readonly string[];
}
const inWords = ({
  from = 'MAILER-DAEMON@mail.example',
  subject = 'failure notice',
  headers = [],
  words = QMAIL,
}: Words) =>
  Buffer.from(
    [`From: Mail Delivery System <${from}>`, `Subject: ${subject}`, ...headers]
      .concat(['Content-Type: text/plain; charset=utf-8', '', ...words])
      .join('\r\n'),
  );

describe('the plain words of a mail server, to nobody’s address', () => {
  it.each([
    ['of qmail', {}, '5.1.1'],
    ['of a postmaster', { from: 'postmaster@mail.example' }, '5.1.1'],
    ['that name no code', { words: ['No mailbox by that name is here.'] }, 'failed'],
    ['that a machine made', { headers: ['Auto-Submitted: auto-generated'] }, '5.1.1'],
    [
      'of Exim, which calls its report an answer and names whom it could not reach',
      { headers: ['Auto-Submitted: auto-replied', 'X-Failed-Recipients: somebody@school.example'] },
      '5.1.1',
    ],
  ] as const)('say, %s, that a letter will not arrive', async (_whose, mail, code) => {
    expect(await failureIn(inWords(mail), '')).toBe(code);
  });

  const AWAY = ['I am away until Monday. In an emergency ring the office.'];
  it.each([
    ['a person who is away', { from: 'dana@school.example', subject: 'Away', words: AWAY }],
    ['a program that answers for them', { headers: ['Auto-Submitted: auto-replied'], words: AWAY }],
    ['the same, with what it adds', { headers: ['Auto-Submitted: auto-replied (vacation)'], words: AWAY }],
    ['one that says so by its precedence', { headers: ['Precedence: bulk'], words: AWAY }],
    ['one that says so by its subject', { subject: 'Automatic reply: sign in', words: AWAY }],
    ['one that has answers to it suppressed', { headers: ['X-Auto-Response-Suppress: All'], words: AWAY }],
    ['news of a delay', { subject: 'Warning: message delayed 4 hours' }],
    [
      'news of a delay in its words alone',
      { words: ['Your message could not be delivered yet. It will be retried.'] },
    ],
    [
      'a delay that Exim calls an answer',
      {
        subject: 'Message delayed',
        headers: ['Auto-Submitted: auto-replied', 'X-Failed-Recipients: a@b.example'],
      },
    ],
  ])('are not %s', async (_what, mail) => {
    expect(await failureIn(inWords(mail), '')).toBeNull();
  });

  it('are not what comes from somebody’s address, whatever it says', async () => {
    expect(await failureIn(inWords({}), 'somebody@school.example')).toBeNull();
  });
});
