import PostalMime from 'postal-mime';

const REPORT = 'message/delivery-status';
/** Some servers say behind it why. */
const FAILED = /^Action:\s*failed\s*(?:\(.*\)\s*)?$/im;

/**
 * The code under which a report (RFC 3464) says that a letter will not arrive; null for everything else that comes back,
 * as news of a delay or an answer of somebody who is away.
 */
export async function failureIn(mail: Uint8Array): Promise<string | null> {
  const { attachments } = await PostalMime.parse(mail, { attachmentEncoding: 'utf8' });
  const report = attachments.find(({ mimeType }) => mimeType === REPORT);
  if (typeof report?.content !== 'string' || !FAILED.test(report.content)) return null;
  return /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(report.content)?.[1] ?? 'failed';
}
