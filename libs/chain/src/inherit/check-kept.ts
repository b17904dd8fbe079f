import { checkAgreed } from './check-agreed.ts';
import { checkAsked } from './check-asked.ts';
import type { Change } from './check-change.ts';
import { isKept } from './kept.ts';
import { isInForceLess } from './not-in-force.ts';
import type { LayerRefusal } from './refusal.ts';
import { namesOf } from './say-names.ts';
import { listed, quoted } from './say-words.ts';
import { ACTS } from '../language/act.ts';
import { answersOf } from '../language/answers-of.ts';
import { plainMoments } from '../language/opening.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** What no layer may take from a chain though nobody called it a floor: what keeps people out, and what lets them call. */
export function checkKept(change: Change): LayerRefusal[] {
  return [
    ...checkAbout(change),
    ...checkTitle(change),
    ...checkEvents(change),
    ...checkDays(change),
    ...Object.keys(change.above.facts).flatMap((id) => checkDanger(change, id)),
    ...checkAsked(change),
    ...checkAgreed(change),
    ...change.above.steps.flatMap((step) => checkActs(change, step)),
    ...change.below.steps.flatMap((step) => checkCloses(change, step)),
  ];
}

const ABOUT = {
  child: 'a child',
  adult: 'an adult',
  institution: 'a school or trust',
  information: 'information',
} as const;

/** Whom a case is about decides who is kept from it. */
function checkAbout({ above, below, by }: Change): LayerRefusal[] {
  if (above.about === below.about) return [];
  const sentence = `${by.title} says that ${quoted(above.title)} is about ${ABOUT[below.about]}; above it is about ${ABOUT[above.about]}, which decides who is kept from it.`;
  return [{ path: 'about', sentence, by, against: null }];
}

/** Under another name nobody would know it for what it is. */
function checkTitle({ above, below, by, floors }: Change): LayerRefusal[] {
  if (floors.length === 0 || above.title === below.title) return [];
  const sentence = `${by.title} calls ${quoted(above.title)} ${quoted(below.title)}; layers above have something of it as a floor or as a call, so it keeps its name.`;
  return [{ path: 'title', sentence, by, against: null }];
}

/** What ends a hold is recorded under the words that it had. */
function checkEvents({ above, below, by, holdBy }: Change): LayerRefusal[] {
  return Object.entries(above.holds).flatMap(([id, { title, from, until }]) =>
    [...(from === undefined ? [] : plainMoments(from, '')), ...plainMoments(until, '')].flatMap(([plain]) => {
      const name = 'event' in plain ? plain.event : 'reached' in plain ? plain.reached : '';
      const [event, now] = [own(above.events, name), own(below.events, name)];
      if (event === undefined || now === undefined || event.title === now.title) return [];
      const sentence = `${by.title} says ${quoted(now.title)} in place of ${quoted(event.title)}; the hold ${quoted(title)} goes by it, so it keeps its words.`;
      return [{ path: `events.${name}`, sentence, by, against: holdBy(id) }];
    }),
  );
}

/** A chain of which something is a floor, or that has a call, is there whenever a case may open. */
function checkDays({ above, below, by, floors }: Change): LayerRefusal[] {
  if (floors.length === 0 || !isInForceLess(below.inForce, above.inForce)) return [];
  const sentence = `${by.title} has ${quoted(above.title)} on fewer days than the layers above it, which have something of it as a floor or as a call.`;
  return [{ path: 'inForce', sentence, by, against: null }];
}

/** An answer that brings the emergency numbers goes on bringing them. */
function checkDanger({ above, below, by }: Change, id: string): LayerRefusal[] {
  const [fact, now] = [own(above.facts, id), own(below.facts, id)];
  if (fact?.danger === undefined || fact.danger.length === 0) return [];
  if (now !== undefined && isKept(fact.danger, now.danger ?? [])) return [];
  const answers = listed(
    fact.danger.map((code) => quoted(own(answersOf(fact), code) ?? code)),
    'and',
  );
  const sentence = `${by.title} changes the answers to ${quoted(fact.question)}: after ${answers} the emergency numbers must come first.`;
  return [{ path: `facts.${id}`, sentence, by, against: null }];
}

/** A step goes on counting as what a hold above forbids: else the hold would be gone in all but name. */
function checkActs({ above, below, by, holdBy }: Change, { id, title, does }: Step): LayerRefusal[] {
  const now = below.steps.find((step) => step.id === id);
  if (now === undefined) return [];
  return does
    .filter((act) => !now.does.includes(act))
    .flatMap((act) => {
      const hold = Object.keys(above.holds).find((name) => own(above.holds, name)?.forbids.includes(act));
      if (hold === undefined) return [];
      const against = holdBy(hold);
      const sentence = `${by.title} no longer counts ${quoted(title)} as ${ACTS[act]}, which ${against.title} forbids under ${quoted(own(above.holds, hold)?.title ?? hold)}.`;
      return [{ path: `steps.${id}.does`, sentence, by, against }];
    });
}

/** Where a floor says whose act a close must not follow, another way to close that a layer opens must not follow it either. */
function checkCloses({ above, below, by, floors }: Change, step: Step): LayerRefusal[] {
  const wasClosing = above.steps.some(({ id, closes }) => id === step.id && closes !== undefined);
  if (step.closes === undefined || wasClosing) return [];
  const broken = floors.find(
    (floor) =>
      floor.field === 'otherThanDoerOf' &&
      floor.step.closes !== undefined &&
      !isKept(floor.step.otherThanDoerOf, step.otherThanDoerOf),
  );
  if (broken === undefined) return [];
  const missing = broken.step.otherThanDoerOf.filter((id) => !step.otherThanDoerOf.includes(id));
  const acts = listed(missing.map(namesOf(below).step), 'or');
  const sentence = `${by.title} lets ${quoted(step.title)} close the case, even by whoever did ${acts}; ${broken.by.title} keeps them from ${quoted(broken.step.title)}, as a floor: nobody may agree to what they did.`;
  return [{ path: `steps.${step.id}.otherThanDoerOf`, sentence, by, against: broken.by }];
}
