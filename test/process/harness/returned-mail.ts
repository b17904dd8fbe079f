import { createTransport } from 'nodemailer';

interface Report {
  /** The address that the letter came from, to which it comes back. */
  readonly to: string;
  readonly action: 'failed' | 'delayed';
  readonly status: string;
}

/** Says to whoever takes mail at this port what a mail server says of a letter that it could not deliver (RFC 3464). */
export const bringBack = (port: number, report: Report): Promise<void> =>
  bring(port, report.to, reportOf(report));

/** The same in plain words, as servers do that know no report; or somebody’s answer, by its headers. */
export const bringWords = (port: number, to: string, ...headers: readonly string[]): Promise<void> =>
  bring(
    port,
    to,
    [`To: <${to}>`, ...headers, '', 'There is no mailbox of that name here. 550 5.1.1'].join('\r\n'),
  );

async function bring(port: number, to: string, raw: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } });
  try {
    await transport.sendMail({ envelope: { from: '', to }, raw });
  } finally {
    transport.close();
  }
}

const reportOf = ({ to, action, status }: Report): string =>
  [
    'From: MAILER-DAEMON@mail.example',
    `To: <${to}>`,
    'Subject: Undelivered mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="between"',
    '',
    '--between',
    'Content-Type: text/plain',
    '',
    'Your letter could not be delivered.',
    '--between',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    'Final-Recipient: rfc822; nobody@school.example',
    `Action: ${action}`,
    `Status: ${status}`,
    '--between--',
    '',
  ].join('\r\n');
