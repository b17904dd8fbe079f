import { untimed } from './line.ts';
import type { Untimed } from './line.ts';
import type { Taken } from './play.ts';
import { sayHeard, whoHears } from './who.ts';
import { whyLate } from './why.ts';
import { TOLD, whyTold } from './why-told.ts';
import { describeDue } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import { listed } from '../inherit/say-words.ts';
import { stepOf, stepOfKey } from '../reducer/duties.ts';
import type { Effect, RescheduleEffect, TellEffect } from '../reducer/event.ts';

/** What a timeline says of one thing that must be done in the world. */
export function effectLines(it: Taken, effect: Effect): Untimed[] {
  const { world, after } = it;
  const { step } = effect;
  const title = step === null ? 'the case' : namesOf(world.chain).step(stepOfKey(step));
  const duty = step === null ? undefined : after.duties[step];
  switch (effect.kind) {
    case 'breach': {
      const late = duty === undefined ? undefined : stepOf(world, duty.step);
      const why = late === undefined || duty === undefined ? '' : whyLate(world, after, late, duty);
      return [untimed({ kind: 'late', step, what: `${title} is late`, why })];
    }
    case 'openCase': {
      const what = `A case of “${effect.chain}” is opened, which is not played here`;
      return [untimed({ kind: 'opensCase', step, what, why: `${title} opens it` })];
    }
    case 'reschedule':
      return [moved(it, effect, title)];
    default:
      return told(it, effect, title);
  }
}

const MOVED: Readonly<Record<RescheduleEffect['because'], string>> = {
  calendar: 'the calendar has changed',
  limits: 'what the local authority lays down has changed',
  pause: 'its clock stood still, or does',
  date: 'a date has become known or moved',
};

function moved(
  { world: { calendar } }: Taken,
  { was, is, because, step }: RescheduleEffect,
  title: string,
): Untimed {
  const due = (instant: number | null): string =>
    instant === null ? 'not due' : `due ${describeDue(calendar, instant)}`;
  return untimed({
    kind: 'moves',
    step,
    what: `${title} was ${due(was)}, and is now ${due(is)}`,
    why: MOVED[because],
  });
}

function told(
  { world, scene, after, at }: Taken,
  { because, step, to }: TellEffect,
  title: string,
): Untimed[] {
  // That a duty is somebody's, or nobody's, is told where it comes up.
  if (because === 'newDuty' || because === 'nobodyCanAct') return [];
  const duty = step === null ? undefined : after.duties[step];
  if (because === 'handedUp' && 'person' in to && to.person === duty?.owner?.person) return [];
  const hearing = whoHears(scene, after, to, at);
  const why = whyTold(world, because, duty, at);
  const [whom, not] = [sayHeard(scene, hearing, at), listed(hearing.unheard)];
  if (whom.length === 0) {
    return [
      untimed({
        kind: 'unheard',
        step,
        what: `Nobody can be told about ${title}`,
        why: `${why}; but ${not}`,
      }),
    ];
  }
  const what = `${TOLD[because]} ${title}`;
  return [untimed({ kind: 'told', step, what, whom, why: not === '' ? why : `${why}; not told: ${not}` })];
}
