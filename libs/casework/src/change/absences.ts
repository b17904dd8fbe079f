import type { Instant } from '@trustward/chain';

/** From when until when somebody is away. */
export interface Absence {
  readonly from: Instant;
  readonly until: Instant;
}

/** Of a person, in SQL: what is not over yet, without what `except` names. */
export const absencesOf = (
  tenantId: string,
  personId: string,
  except = 'null',
): string => `coalesce((select jsonb_agg(jsonb_build_object(
      'from', app.ms(a.from_at), 'until', app.ms(a.until_at)) order by a.from_at, a.id)
    from app.absence a where a.tenant_id = ${tenantId} and a.person_id = ${personId} and a.until_at > now()
      and a.id is distinct from ${except}), '[]')`;

const covers =
  (at: Instant) =>
  ({ from, until }: Absence): boolean =>
    from <= at && at < until;

export const isAwayAt = (absences: readonly Absence[], at: Instant): boolean => absences.some(covers(at));

/** What begins later comes beside what there is; what begins now stands instead of what there was. */
export function withAbsence(
  absences: readonly Absence[],
  { from, until }: { readonly from: Instant | null; readonly until: Instant | null },
  now: Instant,
): readonly Absence[] {
  const others = from === null ? absences.filter((one) => !covers(now)(one)) : absences;
  return until === null ? others : [...others, { from: from ?? now, until }];
}
