import { trustMail, trustMailed } from '@trustward/casework';
import type { TrustMessage } from '@trustward/casework';
import type { Door } from '@trustward/database';
import type { Task } from 'graphile-worker';
import { trustLetter } from '../mail/letter.ts';
import type { PostOffice } from '../mail/post-office.ts';

/**
 * Sends the central team what it was told of the trust's own settings; what does not go is tried again by the queue. By our
 * own account where there is one: another's key may be what it is about.
 */
export const trustMailTask =
  (door: Door, office: PostOffice, publicUrl: string): Task =>
  async (payload) => {
    const { tenantId } = payload as { readonly tenantId: string };
    const carrier = office.common.email ?? (await office.of(door, tenantId)).email;
    const send = async (message: TrustMessage) => {
      const fate = await carrier?.send(message, trustLetter(message.because, publicUrl));
      await trustMailed(
        door,
        message,
        fate === undefined ? 'unsent' : fate.state === 'refused' ? 'refused' : 'accepted',
      );
    };
    const sent = await Promise.allSettled((await trustMail(door, tenantId)).map(send));
    const failed = sent.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
