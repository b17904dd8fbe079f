import type { OpenCaseEffect, Refusal } from '@trustward/chain';
import { uuidv8 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { prepare } from './prepare.ts';
import type { Parent, Prepared } from './prepare.ts';
import type { Opening } from './open.ts';
import { PinnedContentChanged } from './pinned.ts';
import { CannotOpenHere, sceneOf } from './scene.ts';

/** A case with those that it opens by opening, and so on. */
export interface Family {
  readonly it: Prepared;
  readonly children: readonly Family[];
}

export type Families =
  | { readonly ok: true; readonly families: readonly Family[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Procedures that open one another without end are a fault of whoever wrote them. */
const DEEPEST = 4;
const ENDLESS: Refusal = {
  code: 'notAllowed',
  sentence: 'These procedures open one another without end. Tell whoever looks after them.',
};

const CANNOT_BE_READ: Refusal = {
  code: 'notAllowed',
  sentence:
    'This opens a case of its own, and the procedure for that cannot be read: it was changed or damaged. Do what it asks by telephone now, and have whoever looks after Trustward called.',
};

/** Works out every case that a case opens. Nothing is written, and nothing is asked where there is none. */
export async function childrenOf(tx: Tx, parent: Parent, depth = 0): Promise<Families> {
  const families: Family[] = [];
  for (const effect of parent.effects) {
    if (effect.kind !== 'openCase') continue;
    const child = depth < DEEPEST ? await familyOf(tx, parent, effect, depth) : ENDLESS;
    if ('sentence' in child) return { ok: false, refusal: child };
    families.push(child);
  }
  return { ok: true, families };
}

async function familyOf(
  tx: Tx,
  parent: Parent,
  effect: OpenCaseEffect,
  depth: number,
): Promise<Family | Refusal> {
  const opening = openingOf(parent, effect);
  try {
    const scene = await sceneOf({ now: () => parent.now }, tx, opening);
    const prepared = prepare(tx, opening, scene);
    if (!prepared.ok) return prepared.refusal;
    const below = await childrenOf(tx, asParent(prepared.it), depth + 1);
    return below.ok ? { it: prepared.it, children: below.families } : below.refusal;
  } catch (thrown) {
    if (thrown instanceof PinnedContentChanged) return CANNOT_BE_READ;
    if (thrown instanceof CannotOpenHere) return { code: 'notAllowed', sentence: thrown.message };
    throw thrown;
  }
}

/** Its ids are made of what opens it, so that it is opened once however often that is tried. */
function openingOf(parent: Parent, { chain, at, awareAt, facts, step }: OpenCaseEffect): Opening {
  const name = `child ${parent.caseId} ${step}`;
  return {
    caseId: uuidv8(name),
    eventId: uuidv8(`${name} opened`),
    schoolId: parent.schoolId,
    authorityId: parent.authorityId,
    chainId: chain,
    awareAt,
    facts,
    drill: parent.state.drill,
    by: parent.by ?? parent.state.appointed.reporter ?? null,
    // It is about the same child, or is refused: what is known of the child goes with it.
    header: parent.header,
    words: {},
    parent: {
      caseId: parent.caseId,
      step,
      at,
      offset: parent.offset,
      byTime: parent.by === null,
      recused: parent.state.recused,
    },
  };
}

export function asParent({ opening, scene, caseId, move }: Prepared): Parent {
  return {
    caseId,
    schoolId: opening.schoolId,
    authorityId: scene.pins.authorityId,
    state: move.state,
    effects: move.effects,
    now: scene.now,
    offset: opening.parent?.offset ?? 0,
    header: opening.header,
    by: opening.parent?.byTime === true ? null : opening.by,
  };
}
