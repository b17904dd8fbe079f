/**
 * How far a permission reaches. `own`: what the person themselves owes or was told. `school`: whatever belongs to the
 * school of the post. `trust`: every school of the trust. Exclusion is a fence outside all three.
 */
export const SCOPES = ['own', 'school', 'trust'] as const;
export type Scope = (typeof SCOPES)[number];

/** The same reach as numbers a query can filter by. Reaching nothing is the start; posts only add. */
export interface Reach {
  readonly own: boolean;
  readonly schoolIds: readonly string[];
  readonly trust: boolean;
}

export const NO_REACH: Reach = { own: false, schoolIds: [], trust: false };

/** Whether a reach covers something of one school, owned by these people. */
export const reaches = (
  reach: Reach,
  personId: string,
  thing: { readonly schoolId: string; readonly owners: readonly string[] },
): boolean =>
  reach.trust || reach.schoolIds.includes(thing.schoolId) || (reach.own && thing.owners.includes(personId));
