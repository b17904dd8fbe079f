import type { Reach } from '@trustward/permissions';

/**
 * The reach of `case:read` as SQL over a row of app.case_file, with three parameters from `first` on. The same
 * declaration as the ability's; a spec compares the two over every role.
 */
export const withinReach = (alias: string, first: number): string => `($${first}::boolean
  or ${alias}.school_id = any($${first + 1}::uuid[])
  or ($${first + 2}::boolean and exists (select 1 from app.duty own where own.case_id = ${alias}.id
    and own.ended_at is null and own.owner_person = (select app.person()))))`;

export const reachValues = ({ trust, schoolIds, own }: Reach): readonly unknown[] => [trust, schoolIds, own];

/** What either of two permissions reaches. */
export const eitherReach = (one: Reach, other: Reach): Reach => ({
  own: one.own || other.own,
  trust: one.trust || other.trust,
  schoolIds: [...new Set([...one.schoolIds, ...other.schoolIds])],
});
