import { advance, supposingDanger, unanswered } from '@trustward/chain';
import type { CaseState, Effect, Instant, Refusal } from '@trustward/chain';
import { uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { newReference } from './reference.ts';
import type { Move } from './move.ts';
import type { Opening } from './open.ts';
import type { Scene } from './scene.ts';
import { SUBJECT_UNNAMED, isUnnamed } from './subject.ts';

/** A case worked out and not written yet: what is refused is refused before anything is there. */
export interface Prepared {
  readonly opening: Opening;
  readonly scene: Scene;
  readonly caseId: string;
  readonly reference: string;
  /** Its real present, and its own, which runs ahead in a drill. */
  readonly now: Instant;
  readonly caseNow: Instant;
  readonly move: Move;
  readonly key: ReturnType<Tx['keys']['newCaseKey']>;
}

export type Prepare =
  { readonly ok: true; readonly it: Prepared } | { readonly ok: false; readonly refusal: Refusal };

export function prepare(tx: Tx, opening: Opening, scene: Scene): Prepare {
  if (isUnnamed(scene.world.chain, opening)) return { ok: false, refusal: SUBJECT_UNNAMED };
  const { by, awareAt, drill, parent } = opening;
  const facts = parent === undefined ? opening.facts : supposingDanger(scene.world.chain, opening.facts);
  const left = parent === undefined ? leftOpen(scene, facts) : null;
  if (left !== null) return { ok: false, refusal: left };
  const caseNow = parent?.at ?? scene.now;
  const recused = parent?.recused ?? [];
  const event = {
    type: 'opened',
    ...(by !== null && { by }),
    awareAt,
    facts,
    drill,
    ...(recused.length > 0 && { recused }),
  } as const;
  const advanced = advance(scene.world, null, event, caseNow);
  if (!advanced.ok) return advanced;
  const { state, effects } = advanced;
  const caseId = opening.caseId ?? uuidv7(scene.now);
  const move = {
    event,
    at: caseNow,
    state,
    effects,
    ...(parent?.byTime === true ? { byTime: true as const } : {}),
  };
  const key = tx.keys.newCaseKey(caseId);
  return {
    ok: true,
    it: { opening, scene, caseId, reference: newReference(), now: scene.now, caseNow, move, key },
  };
}

/**
 * Whoever reports answers every question of the form: one left open is no answer that a duty could come up by, and where
 * it asks about danger nobody would hear of it. What a case opens knows only what that case can say, and is never put off.
 */
function leftOpen({ world: { chain } }: Scene, facts: Opening['facts']): Refusal | null {
  const left = unanswered(chain, facts).map(({ question }) => `“${question}”`);
  if (left.length === 0) return null;
  return { code: 'unansweredQuestion', sentence: `Still to answer: ${left.join(', ')}` };
}

/** What a case that opens others has of its own to give them. */
export interface Parent {
  readonly caseId: string;
  readonly schoolId: string;
  readonly authorityId: string;
  readonly state: CaseState;
  readonly effects: readonly Effect[];
  readonly now: Instant;
  readonly offset: number;
  readonly header: Opening['header'];
  /** Who did what opened it; null when time did. */
  readonly by: string | null;
}
