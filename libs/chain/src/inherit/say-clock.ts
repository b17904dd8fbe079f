import type { Clock, ClockStart } from '../language/clock.ts';
import type { Moment } from '../language/moment.ts';
import { sayMoment } from './say-condition.ts';
import { describeLength, describeWithin } from '../clock/describe.ts';
import type { Names } from './say-names.ts';
import { sayParty, sayRoles } from './say-words.ts';

/** 'within 24 hours, counted from when “Ring social care” is done' */
export function sayClock(names: Names, clock: Clock): string {
  if ('event' in clock) {
    return `${describeLength(clock.before)} before the date of ${names.event(clock.event)}`;
  }
  return `${describeWithin(clock.within)}, counted from ${sayStart(names, clock.from)}`;
}

function sayStart(names: Names, from: ClockStart): string {
  if (from === 'awareness') return 'when it became known';
  if (from === 'opening') return 'when this step comes up';
  if (from === 'after') return 'what came before it';
  return `when ${sayMoment(names, from as Moment)}`;
}

/** What a clock's options mean, each as a sentence. */
export function sayClockOptions(clock: Clock): string[] {
  return [
    ...(clock.whose === undefined ? [] : [`This is the time of ${sayParty(clock.whose)}, not ours.`]),
    ...(clock.weekendStart === 'lenient'
      ? ['What becomes known on a day off counts as known on the next working day.']
      : []),
    ...(clock.close === undefined ? [] : [sayClose(clock.close)]),
    ...(clock.roll === undefined
      ? []
      : [
          `Where that is a day off, it moves ${clock.roll === 'back' ? 'back' : 'on'} to a day on which people work.`,
        ]),
    ...(clock.mayPause === undefined ? [] : [sayPause(clock.mayPause)]),
    ...(clock.floor === undefined ? [] : [sayFloor(clock)]),
  ];
}

function sayFloor(clock: Clock): string {
  if (clock.floor === undefined) return '';
  if ('event' in clock) {
    return `Nothing may make it later than ${describeLength(clock.floor)} before that date.`;
  }
  return `It must always be done ${describeWithin(clock.floor)}, whatever else is set here.`;
}

function sayClose({ at, startAfterIt }: NonNullable<Clock['close']>): string {
  const start = startAfterIt === 'nextDay' ? ', and what begins after that counts as the next day' : '';
  return `Its days end at ${at}${start}.`;
}

function sayPause({ reasons, by, agreedBy, atMost }: NonNullable<Clock['mayPause']>): string {
  const most = atMost === undefined ? '' : `, for ${describeLength(atMost)} at most`;
  const why = Object.values(reasons).join('; ');
  return `${sayRoles(by, 'or')} may stop the clock${most} (${why}) where ${sayRoles(agreedBy, 'or')} agrees.`.replace(
    /^./,
    (first) => first.toUpperCase(),
  );
}
