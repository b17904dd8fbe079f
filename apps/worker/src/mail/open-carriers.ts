import type { Config } from '@trustward/config';
import type { Carriers } from './carrier.ts';
import { openNotify } from './notify.ts';
import { openSmtp } from './smtp.ts';

/**
 * E-mail goes by GOV.UK Notify where a template of it is set, else by the mail server; texts by GOV.UK Notify alone. What a
 * trust's own service does not carry goes as everybody's: by `common`.
 */
export function openCarriers(
  { mail, returns, notify }: Config<'mail' | 'returns' | 'notify'>,
  common?: Carriers,
): Carriers {
  const { smtpUrl, from } = mail;
  const { apiKey, url, emailTemplate, textTemplate } = notify;
  const byNotify = (template: string | null, channel: 'email' | 'text') =>
    apiKey === null || template === null ? null : openNotify({ apiKey, url, template, channel });
  const bySmtp = () => (smtpUrl === null ? null : openSmtp({ smtpUrl, from, returns: returns.domain }));
  return {
    email: byNotify(emailTemplate, 'email') ?? (common === undefined ? bySmtp() : common.email),
    text: byNotify(textTemplate, 'text') ?? common?.text ?? null,
  };
}
