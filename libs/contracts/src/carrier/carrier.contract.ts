import * as z from 'zod';
import type { MessageInput } from '../temporal/case-messages.ts';

/** How GOV.UK Notify says what became of a message; every other word of it is not the last. */
export const CARRIER_ANSWERS = [
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
] as const;

/** What GOV.UK Notify sends once it knows. Address and content come too, and are not read. */
export const carrierCallback = z
  .object({ reference: z.string().max(200).nullable(), status: z.string().max(40) })
  .meta({ id: 'CarrierCallback' });
export type CarrierCallback = z.infer<typeof carrierCallback>;

/** What a carrier says of one message, by the reference that we gave it. */
export interface CarrierAnswer extends MessageInput {
  readonly status: (typeof CARRIER_ANSWERS)[number];
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const REFERENCE = new RegExp(`^(${ID})/(${ID})$`);

/** By this a carrier names a message to us; it says nothing to anybody else. */
export const carrierReference = ({ tenantId, messageId }: MessageInput): string => `${tenantId}/${messageId}`;

/** The message that a reference names; null where it names nothing of ours. */
export function carriedMessage(reference: string | null): MessageInput | null {
  const [, tenantId, messageId] = REFERENCE.exec(reference ?? '') ?? [];
  return tenantId && messageId ? { tenantId, messageId } : null;
}

/** The answer in a callback; null where it is not the last word, or names nothing of ours. */
export function carrierAnswer({ reference, status }: CarrierCallback): CarrierAnswer | null {
  const message = carriedMessage(reference);
  const known = CARRIER_ANSWERS.find((each) => each === status);
  return message && known ? { ...message, status: known } : null;
}
