import { post } from '@trustward/chain';
import * as z from 'zod';
import { openInvitation } from '../invitation/invitation.contract.ts';
import { cursor, id, instant, PAGE_SIZE_MAX, pageOf } from '../shared/primitives.ts';
import { maybeLine } from '../shared/written.ts';

/**
 * How somebody is there, as the central team and colleagues are told: never why. Whoever begins later is starting, and
 * whoever is off duty or away is unavailable.
 */
export const PERSON_STATES = ['active', 'starting', 'unavailable', 'left'] as const;
const personState = z.enum(PERSON_STATES);
export type PersonState = z.infer<typeof personState>;

const WORDS_MAX_LENGTH = 80;

/** Sent in a body: the words are a name, which has no place in an address. */
export const findPeople = z
  .strictObject({
    /** Parts of a name or an e-mail address, each of which must be there. */
    words: maybeLine(WORDS_MAX_LENGTH).default(''),
    /** A school, or `trust` for the posts of the trust as a whole. */
    school: z
      .union([id, z.literal('trust')])
      .nullable()
      .default(null),
    role: z.nullable(post).default(null),
    state: personState.nullable().default(null),
    cursor: cursor.optional(),
    limit: z.int().min(1).max(PAGE_SIZE_MAX).default(25),
  })
  .meta({ id: 'FindPeople' });
export type FindPeople = z.infer<typeof findPeople>;

const heldPost = z.object({
  id,
  role: post,
  title: z.string(),
  schoolId: id.nullable(),
  /** Null for a post of the trust as a whole. */
  school: z.string().nullable(),
  since: instant,
  until: instant.nullable(),
  /** Whether it is held now, begins later, or is over. */
  state: z.enum(['held', 'ahead', 'over']),
});

const listedPerson = z.object({
  id,
  name: z.string(),
  state: personState,
  /** Until when they may make an account by the invitation that they have; null where they have none. */
  invited: openInvitation.nullable(),
  posts: z.array(heldPost),
});
export type ListedPerson = z.infer<typeof listedPerson>;

/** Whoever holds a post, will or did, by name; of whom only cases know there is nothing here. */
export const peoplePage = pageOf(listedPerson)
  .extend({
    total: z.int().min(0),
    schools: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: 'PeoplePage' });
export type PeoplePage = z.infer<typeof peoplePage>;

export const personShown = listedPerson
  .extend({
    email: z.string(),
    /** Whether they can sign in by an account of theirs. */
    hasAccount: z.boolean(),
    /** Whether the central team took them off duty; where colleagues look it is no other than being away. */
    offDuty: z.boolean(),
    isYou: z.boolean(),
    schools: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: 'PersonShown' });
export type PersonShown = z.infer<typeof personShown>;
