import type { Moment } from '../language/moment.ts';
import type { PlainCondition, Predicate, StepState } from '../language/predicate.ts';
import type { Names } from './say-names.ts';
import { listed, sayRole, sayRoles } from './say-words.ts';

const STATES: Readonly<Record<StepState, string>> = {
  notOpen: 'not there yet',
  open: 'still to be done',
  late: 'late',
  done: 'done',
  waived: 'waived',
  notApplicable: 'not applicable',
  superseded: 'no longer needed',
};

/** A condition as part of a sentence: 'the answer to “Is the child in danger now?” is “Yes”'. */
export function sayCondition(names: Names, condition: Predicate): string {
  if ('all' in condition) return joined(names, condition.all, 'and');
  if ('any' in condition) return joined(names, condition.any, 'or');
  if ('not' in condition) return `it is not so that ${inner(names, condition.not)}`;
  return sayPlain(names, condition);
}

function joined(names: Names, parts: readonly Predicate[], word: 'and' | 'or'): string {
  return parts.map((part) => inner(names, part)).join(` ${word} `);
}

/** What has several parts stands in brackets inside another. */
function inner(names: Names, part: Predicate): string {
  const said = sayCondition(names, part);
  return 'all' in part || 'any' in part ? `(${said})` : said;
}

function sayPlain(names: Names, condition: PlainCondition): string {
  if ('fact' in condition) {
    return `the answer to ${names.question(condition.fact)} is ${names.answers(condition.fact, condition.is)}`;
  }
  if ('step' in condition) {
    const states = listed(
      [condition.is].flat().map((state) => STATES[state]),
      'or',
    );
    return `${names.step(condition.step)} is ${states}`;
  }
  if ('event' in condition) return `${names.event(condition.event)} is recorded`;
  if ('bypassed' in condition) {
    return `the agreement to ${names.step(condition.bypassed)} was left out in an emergency`;
  }
  if ('hold' in condition) return `the hold ${names.hold(condition.hold)} is in force`;
  if ('subject' in condition) return `it is about ${sayRoles([condition.subject].flat(), 'or')}`;
  if ('role' in condition) {
    return `${sayRole(condition.role)} ${condition.is === 'available' ? 'can' : 'cannot'} act`;
  }
  return sayMoment(names, condition);
}

/** A moment as part of a sentence: '“Ring social care” is done'. */
export function sayMoment(names: Names, moment: Moment): string {
  if ('all' in moment) return parts(names, moment.all, ' and ');
  if ('any' in moment) return parts(names, moment.any, ' or ');
  if ('latest' in moment) return `the last of these: ${parts(names, moment.latest, '; ')}`;
  if ('done' in moment) return `${names.step(moment.done)} is done`;
  if ('ended' in moment) return `${names.step(moment.ended)} is done or no longer needed`;
  if ('outcome' in moment) {
    return `${names.step(moment.outcome)} ends with ${names.outcomes(moment.outcome, moment.is)}`;
  }
  if ('late' in moment) return `${names.step(moment.late)} is late`;
  if ('event' in moment) return `${names.event(moment.event)} is recorded`;
  if ('reached' in moment) return `the date of ${names.event(moment.reached)} has come`;
  return `the case that ${names.step(moment.childEnded)} opened has ended`;
}

function parts(names: Names, moments: readonly Moment[], between: string): string {
  return moments
    .map((part) => ('all' in part || 'any' in part ? `(${sayMoment(names, part)})` : sayMoment(names, part)))
    .join(between);
}
