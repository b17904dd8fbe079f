import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';

const REPORT = 'message/delivery-status';
/** Some servers say behind it why. */
const FAILED = /^Action:\s*failed\s*(?:\(.*\)\s*)?$/im;
const STATUS = /\b5\.\d{1,3}\.\d{1,3}\b/;

/**
 * The code under which a letter is said not to arrive, by a report (RFC 3464) or, where there is none, in plain words of a
 * mail server; null for everything else that comes back, as news of a delay or an answer of somebody who is away.
 * `sender`: whom the envelope names, which of a mail server is nobody.
 */
export async function failureIn(mail: Uint8Array, sender: string): Promise<string | null> {
  const read = await PostalMime.parse(mail, { attachmentEncoding: 'utf8' });
  const report = read.attachments.find(({ mimeType }) => mimeType === REPORT);
  if (report === undefined) {
    return isPlainFailure(read, sender) ? (STATUS.exec(wordsOf(read))?.[0] ?? 'failed') : null;
  }
  if (typeof report.content !== 'string' || !FAILED.test(report.content)) return null;
  return /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(report.content)?.[1] ?? 'failed';
}

const SERVER = /^(?:mailer-daemon|postmaster)@/i;
const BY_A_MACHINE = /^(?:x-auto-?(?:reply|respond|response-suppress|generated)|x-vacation|list-.*)$/i;
const NOT_A_SERVERS = /^(?:bulk|junk|list|auto_reply)$/i;
const OF_THE_ABSENT =
  /out of (?:the )?office|auto(?:matic|mated)?[ -]?(?:reply|response)|vacation|holiday|absen(?:ce|t)/i;
const OF_A_DELAY =
  /\bdelay|\bwarning\b|\bnot yet\b|still (?:trying|being)|will (?:be )?(?:re-?tr|keep|continue|try)|no need to re-?send|not need to re-?send|temporar/i;

/**
 * Whoever is away answers with an empty sender too, and some programs do so in a server's name: what could be that, or
 * news of a delay, is no failure. Taken for one wrongly, somebody would be declared unreachable; taken for none, the
 * letter is still told on once it stays unopened.
 */
function isPlainFailure(read: Email, sender: string): boolean {
  const { headers, from, subject = '' } = read;
  const said = (key: string): string => headers.find((each) => each.key === key)?.value.trim() ?? '';
  if (sender !== '' || !SERVER.test(from?.address ?? '')) return false;
  if (NOT_A_SERVERS.test(said('precedence')) || headers.some(({ key }) => BY_A_MACHINE.test(key))) {
    return false;
  }
  // Exim calls its reports of a failure answers; whom it could not reach it names, which nobody who is away does.
  const isAnswer = /^auto-(?:replied|notified)/i.test(said('auto-submitted'));
  if (isAnswer && said('x-failed-recipients') === '') return false;
  return !OF_THE_ABSENT.test(subject) && !OF_A_DELAY.test(`${subject} ${wordsOf(read)}`);
}

const wordsOf = ({ text = '', html = '' }: Email): string => `${text} ${html}`;
