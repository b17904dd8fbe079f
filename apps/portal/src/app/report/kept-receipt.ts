import { receipt } from '@trustward/contracts';
import * as z from 'zod';

/** Long enough to come back for the reference, short enough not to greet anyone the day after. */
export const RECEIPT_KEPT_MS = 24 * 60 * 60_000;

/** A receipt as this device keeps it, whose it is, and of which draft. */
export const keptReceipt = z.object({
  id: z.string(),
  given: receipt,
  urgent: z.string(),
  personId: z.string(),
});
export type KeptReceipt = z.infer<typeof keptReceipt>;
