import { type DangerNumbers, type ReportForm, caseNumbers, forTheChild } from '@trustward/contracts';
import type { Draft } from './draft.ts';

interface ToRing {
  /** Null while it is not known in which area the child is: then 999 alone goes for everybody. */
  readonly numbers: DangerNumbers | null;
  /** Then each area by its name, never the first as if it were the child's. */
  readonly eachArea: readonly DangerNumbers[];
}

/** Whom to ring, as far as a report says where the child is. */
export function toRing(
  { schoolId, authorityId }: Pick<Draft, 'schoolId' | 'authorityId'>,
  schools: ReportForm['schools'],
  authorities: ReportForm['authorities'],
): ToRing {
  const chosen = schools.filter(({ id }) => id === schoolId);
  const of = (chosen.length > 0 ? chosen : schools).map(({ danger }) => danger);
  const areas = [...new Map(of.map((danger) => [danger.authority, danger])).values()];
  const away = authorities.find(({ id }) => id === authorityId)?.danger;
  const [own] = areas;
  if (own && areas.length === 1) return { numbers: caseNumbers(away ?? own, own), eachArea: [] };
  return { numbers: away ?? null, eachArea: away ? [] : areas.map(onlyForChild) };
}

export const onlyForChild = ({ numbers, ...area }: DangerNumbers): DangerNumbers => ({
  ...area,
  numbers: forTheChild(numbers),
});
