import { carrierReference } from '@trustward/contracts';
import axios from 'axios';
import { NotifyClient } from 'notifications-node-client';
import { CarrierAway, CarrierRefusesUs } from './carrier.ts';
import type { Carrier } from './carrier.ts';
import { unattached } from './letter.ts';

export interface NotifySettings {
  readonly apiKey: string;
  readonly url: string;
  readonly template: string;
  readonly channel: 'email' | 'text';
}

/** Ends well within the activity's own time. */
const WITHIN_MS = 10_000;

/** GOV.UK Notify, with the trust's own key. Its template gives the words their place and adds none about a case. */
export function openNotify({ apiKey, url, template, channel }: NotifySettings): Carrier {
  const client = new NotifyClient(url, apiKey);
  client.setClient(axios.create({ timeout: WITHIN_MS }));
  let isLockedOut = false;
  return {
    get isLockedOut() {
      return isLockedOut;
    },
    send: async ({ tenantId, id, address }, letter) => {
      const reference = carrierReference({ tenantId, messageId: id });
      try {
        if (channel === 'email') {
          const personalisation = { subject: letter.subject, text: unattached(letter) };
          await client.sendEmail(template, address, { reference, personalisation });
        } else {
          await client.sendSms(template, address, { reference, personalisation: { text: letter.brief } });
        }
        isLockedOut = false;
        return { state: 'accepted' };
      } catch (error: unknown) {
        const { status, words } = answerOf(error);
        const isOfAddress = status === 400 && OF_ONE_ADDRESS.test(words);
        isLockedOut = (status === 400 || status === 403) && !isOfAddress;
        if (isLockedOut) throw new CarrierRefusesUs();
        if (!isOfAddress) throw new CarrierAway();
        return { state: 'refused', code: String(status) };
      }
    },
    close: () => undefined,
  };
}

/** What it says of an address; any other 400 is about the template, or a key that is only for trying out. */
const OF_ONE_ADDRESS = /\b(email_address|phone_number)\b/;

function answerOf(error: unknown): { readonly status: number | null; readonly words: string } {
  const response = axios.isAxiosError(error) ? error.response : undefined;
  return { status: response?.status ?? null, words: JSON.stringify(response?.data ?? '') };
}
