import { filterOf } from '@trustward/permissions';
import type { Columns, Filter, Rule } from '@trustward/permissions';

const ME = '(select app.person())';

/** A post (`held`) that somebody, the caller if nobody is said, holds now where a case (`c`) is. */
const HELD_HERE = (c: string, who = ME): string => `held.tenant_id = ${c}.tenant_id
    and held.person_id = ${who} and (held.school_id = ${c}.school_id or held.school_id is null)
    and held.since <= now() and coalesce(held.until > now(), true)`;

/** The caller, and whoever they may be under another name: the same for every row, so asked once. */
const ME_BY_ANY_NAME = `(select ${ME}::text || coalesce(array_agg(alike.other_person_id::text), '{}')
    from app.relationship alike where alike.person_id = ${ME} and alike.kind = 'samePerson')`;

/** Whether somebody, the caller if nobody is said, is not `other` under another name. */
const IS_NO_DOUBLE_OF = (other: string, who = ME): string => `not exists (select from app.relationship alike
    where alike.person_id = ${who} and alike.kind = 'samePerson' and alike.other_person_id::text = ${other})`;

/**
 * Whether the caller may now answer what is asked for on a duty (`d`) of a case (`c`): they were asked themselves, or hold
 * a post that may answer. Nobody answers what they asked, nor twice, nor for a
 * duty of their own.
 */
export const mayAnswer = (
  d: string,
  c: string,
  who = ME,
): string => `(${d}.ended_at is null and ${d}.asked is not null
  and ${d}.asked ->> 'by' <> ${who}::text and not ${d}.asked -> 'agreedBy' ? ${who}::text
  and not ${c}.state -> 'recused' ? ${who}::text
  and (${d}.asked ->> 'to' = ${who}::text or ${d}.owner_person is distinct from ${who} and exists (select 1 from app.post held
    where ${HELD_HERE(c, who)} and ${d}.asked -> 'roles' ? held.role)
    and ${IS_NO_DOUBLE_OF(`${d}.asked ->> 'by'`, who)} and ${IS_NO_DOUBLE_OF(`${d}.owner_person::text`, who)}))`;

/** Whether somebody says of a case (`c`) that it was reported by mistake, and it waits: as the index of those few has it. */
export const saidMistaken = (c: string): string =>
  `${c}.ended_at is null and ${c}.state @? '$.mistakeAskedBy ? (@ != null)'`;

/** Whether the caller may now answer somebody else who says that all of a case (`c`) was reported by mistake. */
export const mayAnswerMistake = (c: string, who = ME): string => `(${saidMistaken(c)}
  and ${c}.state ->> 'mistakeAskedBy' <> ${who}::text
  and not ${c}.state -> 'recused' ? ${who}::text and ${IS_NO_DOUBLE_OF(`${c}.state ->> 'mistakeAskedBy'`, who)}
  and exists (select 1 from app.post held join app.resolved_chain pinned
      on pinned.tenant_id = held.tenant_id and pinned.hash = ${c}.chain_hash
    where ${HELD_HERE(c, who)} and (pinned.body #> '{chain,mistake,agreedBy}')::jsonb ? held.role))`;

/** Whether somebody asks that a hold of a case (`c`) ends early, and it waits: as the index of those few has it. */
export const askedRelease = (c: string): string =>
  `${c}.ended_at is null and ${c}.state @? '$.holds.* ? (@.endedAt == null && @.releaseAskedBy != null)'`;

/** Each hold of a case (`c`) of which somebody asks that it ends early and the caller may answer: its id. */
export const holdsToAnswer = (
  c: string,
  who = ME,
): string => `select hold.key as id from jsonb_each(case when jsonb_typeof(${c}.state -> 'holds') = 'object' then ${c}.state -> 'holds' end) hold
    where hold.value ->> 'endedAt' is null and hold.value ->> 'releaseAskedBy' <> ${who}::text
    and not ${c}.state -> 'recused' ? ${who}::text and ${IS_NO_DOUBLE_OF("hold.value ->> 'releaseAskedBy'", who)}
    and exists (select 1 from app.post held join app.resolved_chain pinned
        on pinned.tenant_id = held.tenant_id and pinned.hash = ${c}.chain_hash
      where ${HELD_HERE(c, who)} and (pinned.body #> array['chain', 'holds', hold.key, 'release', 'grantedBy'])::jsonb ? held.role)`;

const mayAnswerRelease = (c: string, who: string): string =>
  `(${askedRelease(c)} and exists (${holdsToAnswer(c, who)}))`;

/** What the declaration judges by, over a row of app.case_file. */
const columnsOf = (c: string): Columns => ({
  caseId: `${c}.id`,
  schoolId: `${c}.school_id`,
  phase: `(select placed.phase from app.school placed where placed.tenant_id = ${c}.tenant_id and placed.id = ${c}.school_id)`,
  now: 'app.ms(now())',
  // One's own is a case in which one owes something, or in which a question waits that one may answer: whoever must judge
  // must be able to read.
  owners: (
    who,
  ) => `(${mayAnswerMistake(c, who)} or ${mayAnswerRelease(c, who)} or exists (select 1 from app.duty own where own.tenant_id = ${c}.tenant_id
    and own.case_id = ${c}.id and own.ended_at is null
    and (own.owner_person = ${who} or coalesce(${mayAnswer('own', c, who)}, false))))`,
});

/** PostgreSQL cuts a name that is longer. */
const NAME_MAX_LENGTH = 63;

/**
 * What a statement over a reach is prepared as: by its shape, as its text is. One over many things by name is of no shape
 * that comes often.
 */
export function reachName(name: string, { shape }: Filter): string | undefined {
  const full = `${name}:${shape}`;
  return full.length > NAME_MAX_LENGTH ? undefined : full;
}

/**
 * What rules about cases let through, as SQL over a row of app.case_file: the same declaration as the ability's, and a
 * spec compares the two. Whoever has stood down from a case reads it no more.
 */
export function withinReach(rules: readonly Rule[], alias: string, first: number): Filter {
  const { sql, values, shape } = filterOf(rules, columnsOf(alias), first);
  return {
    sql: `(not coalesce(${alias}.state -> 'recused' ?| ${ME_BY_ANY_NAME}, false) and ${sql})`,
    values,
    shape,
  };
}
