import * as z from 'zod';

const one = <const V extends readonly [string, ...string[]]>(...values: V) =>
  z.enum(values, 'Choose one of these');

/** How somebody wants to hear, outside the portal, of what is not urgent. What is urgent reaches them whatever they choose. */
export const contactChoice = z
  .strictObject({
    /** New duties, reminders and questions. */
    soon: one('email', 'emailAndText', 'none'),
    /** News that can wait: as one letter a day, or in the portal alone. */
    later: one('daily', 'none'),
    /** When what is not urgent is held back until the morning. */
    quiet: one('none', 'night', 'evening'),
  })
  .meta({ id: 'ContactChoice' });
export type ContactChoice = z.infer<typeof contactChoice>;

/** As it is for whoever has chosen nothing. */
export const USUAL_CHOICE: ContactChoice = { soon: 'email', later: 'daily', quiet: 'none' };

/** What somebody chose, and where what is sent to them goes. */
export const contactSettings = z
  .object({
    choice: contactChoice,
    email: z.string().nullable(),
    /** The last digits of the telephone number that is known of them. */
    phoneEnding: z.string().nullable(),
  })
  .meta({ id: 'ContactSettings' });
export type ContactSettings = z.infer<typeof contactSettings>;
