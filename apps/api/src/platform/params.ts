import * as z from 'zod';

/** The id of a step as an address carries it. */
export const stepId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'This is not the id of a step');
