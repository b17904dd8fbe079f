import { untimed } from './line.ts';
import type { Line, Untimed } from './line.ts';
import type { Refused, Taken } from './play.ts';
import { sayAnswers, sayDone } from './say-done.ts';
import { sayPeople } from './say-people.ts';
import { describeInstant } from '../clock/describe.ts';
import { PARTIES } from '../language/role.ts';
import { namesOf } from '../inherit/say-names.ts';
import { stepOf, stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent } from '../reducer/event.ts';

type Said = Pick<Line, 'kind' | 'what'> & Partial<Untimed>;

/** What an event says of itself; nothing where only time passed. */
export function sayEvent(taken: Taken): Untimed[] {
  return saidOf(taken).map(untimed);
}

const sayWho = (by: string | undefined): string =>
  by === undefined ? 'It comes with the calendar' : `${by} reports it`;

function saidOf(taken: Taken): Said[] {
  const { event, world, after } = taken;
  const names = namesOf(world.chain);
  switch (event.type) {
    case 'timePassed':
    case 'clockMoved':
      return [];
    case 'opened':
      return [
        {
          kind: 'happens',
          what: `${sayWho(event.by)}${sayKnown(taken, event.awareAt)}${sayAnswers(names, event.facts)}`,
        },
      ];
    case 'peopleChanged':
      return sayPeople(taken).map((what) => ({ kind: 'happens', what }));
    case 'calendarChanged':
      return [{ kind: 'happens', what: 'The calendar changes' }];
    case 'limitsChanged':
      return [{ kind: 'happens', what: 'What the local authority lays down changes' }];
    case 'childEnded': {
      const what = `The case that ${names.step(stepOfKey(event.duty))} opened ends`;
      return [{ kind: 'happens', what, step: event.duty }];
    }
    case 'unreached':
      return [{ kind: 'happens', what: `${event.person} could not be reached`, step: event.about }];
    case 'confirmed': {
      const by = stepOf(world, stepOfKey(event.step))?.confirmedBy;
      const who = by === undefined ? 'An agency' : PARTIES[by];
      return [
        { kind: 'happens', what: `${who} confirms ${names.step(stepOfKey(event.step))}`, step: event.step },
      ];
    }
    case 'done':
      return [sayDone(world, event, after.duties[event.step])];
    case 'agreed':
    case 'declined':
      return [sayAnswer(taken, event)];
    case 'learned':
      return Object.entries(event.facts).map(([fact, answer]) => ({
        kind: 'acts',
        what: `${event.by} answers ${names.question(fact)}: ${names.answers(fact, answer)}`,
      }));
    default:
      return [
        {
          kind: 'acts',
          what: `${event.by} ${deedOf(taken, event)}`,
          step: 'step' in event ? event.step : null,
        },
      ];
  }
}

function sayKnown({ at, world }: Taken, awareAt: number): string {
  return awareAt === at ? '' : `; it became known ${describeInstant(world.calendar, awareAt)}`;
}

type Deed = Exclude<
  CaseEvent,
  {
    type:
      | 'timePassed'
      | 'clockMoved'
      | 'opened'
      | 'peopleChanged'
      | 'calendarChanged'
      | 'limitsChanged'
      | 'childEnded'
      | 'confirmed'
      | 'unreached'
      | 'done'
      | 'agreed'
      | 'declined'
      | 'learned';
  }
>;

/** What somebody does, after their name. */
function deedOf({ world }: Taken, event: Deed): string {
  const names = namesOf(world.chain);
  switch (event.type) {
    case 'recused':
      return 'stands down from the case';
    case 'eventRecorded': {
      const on = event.date === undefined ? '' : ` on ${describeInstant(world.calendar, event.date)}`;
      return `records: ${names.event(event.event)}${on}`;
    }
    case 'releaseAsked':
    case 'releaseGranted':
      return `${event.type === 'releaseAsked' ? 'asks for' : 'grants'} the end of ${names.hold(event.hold)}`;
    case 'releaseDeclined':
      return `does not agree to the end of ${names.hold(event.hold)}`;
    case 'mistakeAsked':
    case 'mistakeAgreed':
      return `${event.type === 'mistakeAsked' ? 'says' : 'agrees'} that it was all a mistake`;
    case 'mistakeDeclined':
      return 'says that it was no mistake';
    default: {
      const to = event.type === 'handOverAsked' ? ` to ${event.to}` : '';
      return `${OTHER[event.type]} ${names.step(stepOfKey(event.step))}${to}`;
    }
  }
}

const OTHER = {
  acknowledged: 'has in hand',
  takenOver: 'takes over',
  handOverAsked: 'asks to hand over',
  waiverAsked: 'asks that nobody need do',
  pauseAsked: 'asks to stop the clock of',
  resumed: 'starts the clock again of',
} as const;

const ANSWERED = {
  done: 'to',
  handOver: 'to take over',
  waiver: 'that nobody need do',
  pause: 'to stop the clock of',
} as const;

function sayAnswer(
  { world, before }: Taken,
  event: Extract<CaseEvent, { type: 'agreed' | 'declined' }>,
): Said {
  const asked = before?.duties[event.step]?.asked;
  const verb = event.type === 'agreed' ? 'agrees' : 'does not agree';
  return {
    kind: 'acts',
    what: `${event.by} ${verb} ${ANSWERED[event.to]} ${namesOf(world.chain).step(stepOfKey(event.step))}`,
    step: event.step,
    why: asked ? `${asked.by} asked` : '',
  };
}

/** What somebody wanted to do and could not. */
export function sayRefused({ event, refusal, world }: Refused): Untimed {
  const names = namesOf(world.chain);
  const who = 'by' in event ? event.by : 'Somebody';
  const step = 'step' in event ? event.step : undefined;
  const what =
    step === undefined
      ? `${who} cannot do what they mean to`
      : `${who} means to do ${names.step(stepOfKey(step))}, and cannot`;
  return untimed({ kind: 'cannot', what, why: refusal.sentence, step: step ?? null });
}
