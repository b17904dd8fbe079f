import * as z from 'zod';

/** Small letters always, as PostgreSQL keeps it: what is sealed is bound to the id as it is written. */
export const id = z.uuid().toLowerCase();
/**
 * Made by the client for each write; a repeat gets the first answer again. Never of version 8: such ids are made of names
 * that people know, and whoever took one first would keep out what it is for.
 */
export const eventId = z
  .uuid()
  .toLowerCase()
  .refine(
    (uuid) => uuid.charAt(14) !== '8',
    'This may not be a UUID of version 8, which only Trustward makes',
  )
  .meta({
    description:
      'Made by the client, not of version 8, which the server makes; repeating it gets the same answer.',
  });
/** An instant as ISO 8601 with offset, e.g. 2026-11-20T16:40:00.000Z. */
export const instant = z.iso.datetime({ offset: true });
/** A random reference people say to one another, e.g. KX7-4F2. Says nothing about the case. */
export const reference = z.string().regex(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
/** Words without control characters, of which PostgreSQL cannot keep all; lines may break. */
export const words = (otherwise?: string) =>
  z.string(otherwise).regex(/^[\P{Cc}\t\n\r]*$/u, 'Leave out characters that cannot be seen');
/** Said of words that are too long. Every sentence that people are shown begins with a capital letter. */
export const atMost = (length: number) => `Use ${length} characters or fewer`;
export const CURSOR_MAX_LENGTH = 200;
export const cursor = z.string().min(1).max(CURSOR_MAX_LENGTH);

export const PAGE_SIZE_MAX = 100;
export const pageQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(25),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of anything, newest or most urgent first; `next` is opaque. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: cursor.nullable() });
