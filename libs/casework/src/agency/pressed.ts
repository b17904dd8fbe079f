import type { Instant } from '@trustward/chain';

/** That an agency has pressed its link, of which the case does not know yet. */
export interface Pressed {
  readonly linkId: string;
  /** The key of the duty that it confirms. */
  readonly step: string;
  readonly at: Instant;
  /** Who, in their own words; base 64. */
  readonly sealed: string;
}

/** As SQL: they are recorded under the ids of their links, and so are looked for by them. `$1` trust, `$2` case. */
export const PRESSED = `select coalesce(jsonb_agg(jsonb_build_object('linkId', l.id, 'step', l.step,
      'at', app.ms(l.pressed_at), 'sealed', encode(l.said, 'base64')) order by l.pressed_at, l.id), '[]')
    from app.agency_link l where l.tenant_id = $1 and l.case_id = $2 and l.pressed_at is not null
      and not exists (select from app.case_event e
        where e.tenant_id = $1 and e.case_id = $2 and e.event_id = l.id)`;
