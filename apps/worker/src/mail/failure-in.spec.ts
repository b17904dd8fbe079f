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
      expect(await failureIn(report(action))).toBe('5.1.1');
    },
  );

  it('says by “delayed” that it may arrive yet', async () => {
    expect(await failureIn(report('delayed (failed once)'))).toBeNull();
  });
});
