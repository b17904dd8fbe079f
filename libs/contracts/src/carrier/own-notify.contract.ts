import * as z from 'zod';
import { instant } from '../shared/primitives.ts';

const A_KEY = 'Give the key as GOV.UK Notify shows it: name, service and secret';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const KEY = new RegExp(`(^|-)${UUID}-${UUID}$`, 'i');
const A_TOKEN = 'Give a bearer token of 20 characters or more';

const template = (called: string) =>
  z.uuid(`Give the id of the ${called} template, 36 characters, or leave it empty`).toLowerCase().nullable();

/** A trust's own service at GOV.UK Notify, as somebody gives it. */
export const notifyService = z
  .strictObject({
    apiKey: z.string(A_KEY).max(200, A_KEY).regex(KEY, A_KEY),
    emailTemplate: template('e-mail'),
    textTemplate: template('text'),
    callbackToken: z
      .string(A_TOKEN)
      .min(20, A_TOKEN)
      .max(200, 'Give a bearer token of 200 characters at most'),
  })
  .refine(({ emailTemplate, textTemplate }) => emailTemplate !== null || textTemplate !== null, {
    path: ['emailTemplate'],
    message: 'Give a template for e-mail, for texts or for both',
  })
  .meta({ id: 'NotifyService' });
export type NotifyService = z.infer<typeof notifyService>;

/** When the key was given that is shown: whoever tries or forgets it means that one. */
export const shownKey = z.strictObject({ given: instant }).meta({ id: 'ShownKey' });
export type ShownKey = z.infer<typeof shownKey>;

/** What came of a trial message: taken, or why not. */
export const TRIAL_OUTCOMES = ['accepted', 'refused', 'lockedOut', 'away', 'noAddress'] as const;
export type TrialOutcome = (typeof TRIAL_OUTCOMES)[number];

const done = { by: z.string().nullable(), at: instant };
const byWay = <T extends z.ZodType>(of: T) => z.object({ email: of, text: of });

/** What may be seen of it: never the key, nor the token. */
export const ownNotify = z
  .object({
    /** Who gave it, and when; null where there is none. `by` is null where the command line did. */
    given: z.object(done).nullable(),
    /** Who forgot the last one, and when; null while there is one, and where there never was. */
    forgotten: z.object(done).nullable(),
    /** Which messages go by it; the others go as everybody's. */
    carries: byWay(z.boolean()),
    /** How many messages wait because GOV.UK Notify refuses the key or a template. */
    waiting: byWay(z.int()),
    /** The last trial; a way is null until it is known, and where nothing goes by it. */
    tried: z.object({ ...done, came: byWay(z.enum(TRIAL_OUTCOMES).nullable()) }).nullable(),
  })
  .meta({ id: 'OwnNotify' });
export type OwnNotify = z.infer<typeof ownNotify>;
