import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { startMailServer } from '../../process/harness/mail-server.ts';
import { mailReader } from './reading/mail.ts';
import { Wire } from './wire.ts';

it('a letter is seen as it is begun and as it is handed over, before and after each', async () => {
  const mail = await startMailServer();
  const seen: string[] = [];
  const onlooker = (said: string, moment: string) => {
    seen.push(`${moment} ${said}`);
    return Promise.resolve();
  };
  const wire = await Wire.to(mail.port, { reader: mailReader, onlooker });
  const transport = createTransport({ host: '127.0.0.1', port: wire.port, pool: true });
  for (const text of ['One line.', 'A line.\n.\n\nAnother.']) {
    await transport.sendMail({ from: 'us@example.org', to: 'you@example.org', subject: 'A letter', text });
  }
  const each = ['MAIL FROM', 'end of the letter'].flatMap((said) => [`before ${said}`, `after ${said}`]);
  expect(seen).toEqual([...each, ...each]);
  transport.close();
  await Promise.all([wire.end(), mail.end()]);
});
