import * as z from 'zod';

/** A stretch of the week, by London's clock: `days` count from Monday, 1, to Sunday, 7. */
const span = z.object({ days: z.array(z.int().min(1).max(7)), from: z.string(), to: z.string() });
export type WeeklySpan = z.infer<typeof span>;

/** When a number answers: in these stretches of the week, or, for a night team, whenever it is none of them. */
const answering = z.object({ spans: z.array(span), outside: z.boolean() });
export type Answering = z.infer<typeof answering>;

const contactNumber = z.object({
  name: z.string(),
  number: z.string(),
  note: z.string().nullable(),
  /** For whom it is rung; the police unit, about what happened, and never in place of 999. */
  about: z.enum(['child', 'adult', 'both', 'police']),
  /** Null where nobody has said when it answers in a way that can be reckoned with. */
  hours: answering.nullable(),
  authority: z.string(),
  /** When somebody last rang to check it, and who. */
  checked: z.object({ at: z.string(), by: z.string() }).nullable(),
});
export type ContactNumber = z.infer<typeof contactNumber>;

/** Who to phone, now: on the report form before its first question, on the receipt, and on the case. */
export const dangerNumbers = z
  .object({
    authority: z.string(),
    numbers: z.array(contactNumber),
    /** The bank holidays that are known, as dates: offices keep no hours on them. */
    closedOn: z.array(z.string()),
  })
  .meta({ id: 'DangerNumbers' });
export type DangerNumbers = z.infer<typeof dangerNumbers>;
