import type { DangerNumbers } from '@trustward/contracts';

/** What is kept of a local authority's telephone numbers. */
export interface AuthorityNumbers {
  readonly name: string;
  readonly contacts: DangerNumbers['numbers'];
  readonly verifiedAt: Date | null;
  readonly verifiedBy: string | null;
}

export const NUMBER_COLUMNS = `a.name, a.contacts, a.verified_at as "verifiedAt", a.verified_by as "verifiedBy"`;

export const dangerNumbersOf = ({
  name,
  contacts,
  verifiedAt,
  verifiedBy,
}: AuthorityNumbers): DangerNumbers => ({
  authority: name,
  numbers: contacts.map(({ name: of, number, note }) => ({ name: of, number, note })),
  checked:
    verifiedAt === null || verifiedBy === null ? null : { at: verifiedAt.toISOString(), by: verifiedBy },
});
