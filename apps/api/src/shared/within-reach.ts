import type { Reach } from '@trustward/permissions';

const ME = '(select app.person())';

/** A post (`held`) that the caller holds now where a case (`c`) is. */
const HELD_HERE = (c: string): string => `held.tenant_id = ${c}.tenant_id
    and held.person_id = ${ME} and (held.school_id = ${c}.school_id or held.school_id is null)
    and held.since <= now() and coalesce(held.until > now(), true)`;

/**
 * Whether the caller may now answer what is asked for on a duty (`d`) of a case (`c`): they were asked themselves, or hold
 * a post that may answer. Nobody answers what they asked, nor twice, nor for a
 * duty of their own.
 */
export const mayAnswer = (d: string, c: string): string => `(${d}.ended_at is null and ${d}.asked is not null
  and ${d}.asked ->> 'by' <> ${ME}::text and not ${d}.asked -> 'agreedBy' ? ${ME}::text
  and not ${c}.state -> 'recused' ? ${ME}::text
  and (${d}.asked ->> 'to' = ${ME}::text or ${d}.owner_person is distinct from ${ME} and exists (select 1 from app.post held
    where ${HELD_HERE(c)} and ${d}.asked -> 'roles' ? held.role)))`;

/** Whether somebody says of a case (`c`) that it was reported by mistake, and it waits: as the index of those few has it. */
export const saidMistaken = (c: string): string =>
  `${c}.ended_at is null and ${c}.state @? '$.mistakeAskedBy ? (@ != null)'`;

/** Whether the caller may now answer somebody else who says that all of a case (`c`) was reported by mistake. */
export const mayAnswerMistake = (c: string): string => `(${saidMistaken(c)}
  and ${c}.state ->> 'mistakeAskedBy' <> ${ME}::text
  and not ${c}.state -> 'recused' ? ${ME}::text
  and exists (select 1 from app.post held join app.resolved_chain pinned
      on pinned.tenant_id = held.tenant_id and pinned.hash = ${c}.chain_hash
    where ${HELD_HERE(c)} and (pinned.body #> '{chain,mistake,agreedBy}')::jsonb ? held.role))`;

/** Whether somebody asks that a hold of a case (`c`) ends early, and it waits: as the index of those few has it. */
export const askedRelease = (c: string): string =>
  `${c}.ended_at is null and ${c}.state @? '$.holds.* ? (@.endedAt == null && @.releaseAskedBy != null)'`;

/** Each hold of a case (`c`) of which somebody asks that it ends early and the caller may answer: its id. */
export const holdsToAnswer = (
  c: string,
): string => `select hold.key as id from jsonb_each(${c}.state -> 'holds') hold
    where hold.value ->> 'endedAt' is null and hold.value ->> 'releaseAskedBy' <> ${ME}::text
    and not ${c}.state -> 'recused' ? ${ME}::text
    and exists (select 1 from app.post held join app.resolved_chain pinned
        on pinned.tenant_id = held.tenant_id and pinned.hash = ${c}.chain_hash
      where ${HELD_HERE(c)} and (pinned.body #> array['chain', 'holds', hold.key, 'release', 'grantedBy'])::jsonb ? held.role)`;

const mayAnswerRelease = (c: string): string => `(${askedRelease(c)} and exists (${holdsToAnswer(c)}))`;

/**
 * The reach of `case:read` as SQL over a row of app.case_file, with three parameters from `first` on. The same
 * declaration as the ability's; a spec compares the two over every role. One's own is a case in which one owes something,
 * or in which a question waits that one may answer: whoever must judge must be able to read. Whoever has stood down from a
 * case reads it no more.
 */
export const withinReach = (alias: string, first: number): string => `(not coalesce(
    ${alias}.state -> 'recused' ? ${ME}::text, false) and ($${first}::boolean
  or ${alias}.school_id = any($${first + 1}::uuid[])
  or ($${first + 2}::boolean and (${mayAnswerMistake(alias)} or ${mayAnswerRelease(alias)} or exists (select 1 from app.duty own where own.tenant_id = ${alias}.tenant_id
    and own.case_id = ${alias}.id and own.ended_at is null
    and (own.owner_person = ${ME} or ${mayAnswer('own', alias)}))))))`;

export const reachValues = ({ trust, schoolIds, own }: Reach): readonly unknown[] => [trust, schoolIds, own];

/** What either of two permissions reaches. */
export const eitherReach = (one: Reach, other: Reach): Reach => ({
  own: one.own || other.own,
  trust: one.trust || other.trust,
  schoolIds: [...new Set([...one.schoolIds, ...other.schoolIds])],
});
