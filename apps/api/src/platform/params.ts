import { DUTY_KEY_MAX_LENGTH } from '@trustward/contracts';
import * as z from 'zod';

/** A duty as an address carries it: the id of its step, or of a later round of it, as `review.2`. */
export const stepId = z
  .string()
  .max(DUTY_KEY_MAX_LENGTH)
  .regex(/^[a-z][a-z0-9-]*(\.[1-9]\d{0,4})?$/, 'This is not the id of a step');

/** The id of a hold, an event or a question of a chain. */
export const slugId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'This is not an id of a procedure');
