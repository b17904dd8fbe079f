import * as z from 'zod';
import { eventId, instant, reference, words } from '../shared/primitives.ts';
import { line, maybeLine } from '../shared/written.ts';

/** How long an agency's link may be used. */
export const AGENCY_LINK_DAYS = 14;
const NAME_MAX_LENGTH = 120;
const THEIR_REFERENCE_MAX_LENGTH = 60;
const TOKEN_MAX_LENGTH = 200;

/** Asking for a link by which an agency confirms a receipt: to be copied, and mailed to the agency as well where wished. */
export const makeLink = z
  .strictObject({ eventId, mail: z.boolean().default(false) })
  .meta({ id: 'MakeLink' });
export type MakeLink = z.infer<typeof makeLink>;

/** The link itself, which is told once: whoever asks again gets a new one, and this one ends. */
export const agencyLink = z
  .object({ address: z.string(), expiresAt: instant, mailedTo: z.string().nullable() })
  .meta({ id: 'AgencyLink' });
export type AgencyLink = z.infer<typeof agencyLink>;

/** What stands beside a task of which an agency may confirm that it has come. */
export const taskLink = z.object({
  /** 'Children’s social care' */
  party: z.string(),
  /** Whether the reader may make one, and where it can be mailed to; null where nothing can be. */
  mayMake: z.boolean(),
  mailTo: z.string().nullable(),
  /** The one that may be used now. */
  live: z
    .object({
      by: z.string(),
      madeAt: instant,
      expiresAt: instant,
      /** What became of the e-mail; null where none was to be sent. */
      mail: z.enum(['onItsWay', 'sent', 'notSent']).nullable(),
    })
    .nullable(),
});
export type TaskLink = z.infer<typeof taskLink>;

export const withdrawLink = z.strictObject({ eventId }).meta({ id: 'WithdrawLink' });
export type WithdrawLink = z.infer<typeof withdrawLink>;

const token = words().min(1).max(TOKEN_MAX_LENGTH);
/** Made by the browser that presses, and kept there: by it alone the same browser gets the same answer. */
const press = z.uuid().toLowerCase();

/** What whoever opens a link is told, without a trace. */
export const lookUpLink = z.strictObject({ token, press }).meta({ id: 'LookUpLink' });
export type LookUpLink = z.infer<typeof lookUpLink>;

/** A named person’s word that their agency has what it was sent. */
export const acknowledgeReceipt = z
  .strictObject({
    token,
    press,
    name: line('Enter your name', NAME_MAX_LENGTH),
    theirReference: maybeLine(THEIR_REFERENCE_MAX_LENGTH),
  })
  .meta({ id: 'AcknowledgeReceipt' });
export type AcknowledgeReceipt = z.infer<typeof acknowledgeReceipt>;

/** All that a link reveals. */
export const acknowledgement = z
  .object({ reference, acknowledged: z.boolean() })
  .meta({ id: 'Acknowledgement' });
export type Acknowledgement = z.infer<typeof acknowledgement>;
