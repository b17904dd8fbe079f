/** A post that somebody holds now, at the school of `it` or at the trust. */
const heldHere = (post: string): string => `(${post}.school_id = it.school_id or ${post}.school_id is null)
      and ${post}.since <= now() and coalesce(${post}.until > now(), true)`;

/**
 * Whom a case may tell anything at all: `n` is the person, `it` names the case, its school and its state as `file`. Never
 * whoever is suspended, has stood down, by whichever name, or left, nor whoever is kept from the case or acts for somebody who is.
 */
export const MAY_HEAR = `n.suspended_at is null and not coalesce(it.file -> 'recused' ? n.id::text, false)
      and not exists (select from app.relationship twin where twin.tenant_id = n.tenant_id and twin.person_id = n.id
        and twin.kind = 'samePerson' and it.file -> 'recused' ? twin.other_person_id::text)
      and exists (select from app.post held where held.tenant_id = n.tenant_id and held.person_id = n.id and ${heldHere('held')})
      and n.id <> all(app.kept_from(it.case_id))`;

/** Whether `n` is away now. */
export const IS_AWAY = `exists (select from app.absence a where a.tenant_id = n.tenant_id and a.person_id = n.id
      and a.from_at <= now() and a.until_at > now())`;

/**
 * Whom the audience of `it` means today: somebody, with whoever covers for them where they are away; whoever holds a role
 * here; whoever the case named for one.
 */
export const ADDRESSED = `select (it.audience ->> 'person')::uuid as person_id from it where it.audience ? 'person'
    union
    select p.person_id from it
      join app.person n on n.tenant_id = it.tenant_id and n.id = (it.audience ->> 'person')::uuid and ${IS_AWAY}
      join app.post p on p.tenant_id = it.tenant_id and p.cover_for = n.id and ${heldHere('p')}
    union
    select p.person_id from it join app.post p on p.tenant_id = it.tenant_id
      and it.audience -> 'roles' ? p.role and ${heldHere('p')}
    union
    select (it.file -> 'appointed' ->> named.role)::uuid
    from it cross join jsonb_array_elements_text(it.audience -> 'roles') named (role)
    where it.file -> 'appointed' ? named.role`;
