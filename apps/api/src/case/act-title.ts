import { PARTIES, own, stepOfKey } from '@trustward/chain';
import type { CaseEvent, Chain } from '@trustward/chain';
import type { Names } from './case-people.ts';

interface About {
  readonly chain: Chain;
  readonly names: Names;
}

type Titles = {
  readonly [T in CaseEvent['type']]: (event: Extract<CaseEvent, { type: T }>, about: About) => string;
};

/** What somebody did, or what changed, as the timeline says it. */
const TITLES: Titles = {
  opened: ({ by }) => (by === undefined ? 'Came with the calendar' : 'Concern recorded'),
  done: ({ step }, about) => taskOf(about, step),
  acknowledged: ({ step }, about) => `Has “${taskOf(about, step)}” in hand`,
  takenOver: ({ step }, about) => `Took over “${taskOf(about, step)}”`,
  handOverAsked: ({ step, to }, about) =>
    `Asked ${about.names.get(to)?.name ?? 'somebody'} to take “${taskOf(about, step)}”`,
  waiverAsked: ({ step }, about) => `Asked that “${taskOf(about, step)}” need not be done`,
  pauseAsked: ({ step }, about) => `Asked to stop the clock of “${taskOf(about, step)}”`,
  resumed: ({ step }, about) => `Started the clock of “${taskOf(about, step)}” again`,
  agreed: ({ step, to }, about) => (own(AGREED, to) ?? answered)(taskOf(about, step)),
  declined: ({ step, to }, about) => (own(DECLINED, to) ?? answered)(taskOf(about, step)),
  recused: () => 'Stood down from this case',
  learned: () => 'Changed an answer',
  eventRecorded: ({ event }, { chain }) => `Recorded: ${chain.events[event]?.title ?? event}`,
  releaseAsked: ({ hold }, { chain }) => `Asked to end “${chain.holds[hold]?.title ?? hold}” early`,
  releaseGranted: ({ hold }, { chain }) => `Ended “${chain.holds[hold]?.title ?? hold}” early`,
  releaseDeclined: ({ hold }, { chain }) =>
    `Did not agree to end “${chain.holds[hold]?.title ?? hold}” early`,
  mistakeAsked: () => 'Said that this was reported by mistake',
  mistakeAgreed: () => 'Agreed that this was reported by mistake',
  mistakeDeclined: () => 'Did not agree that this was reported by mistake',
  confirmed: ({ step }, about) => `${confirmingParty(about, step)} confirmed “${taskOf(about, step)}”`,
  childEnded: ({ duty }, about) => `The case that “${taskOf(about, duty)}” opened has ended`,
  unreached: ({ person, about: key }, about) => {
    const who = about.names.get(person)?.name ?? 'somebody';
    return `Could not reach ${who}${key === null ? '' : ` about “${taskOf(about, key)}”`}`;
  },
  peopleChanged: () => 'People or posts have changed',
  calendarChanged: () => 'The calendar has changed',
  limitsChanged: () => 'The local authority’s time limits or hours have changed',
  clockMoved: () => 'Moved the drill’s clock forward',
  timePassed: () => 'Time has passed',
};

type To = Extract<CaseEvent, { type: 'agreed' }>['to'];
type Answer = Readonly<Record<To, (task: string) => string>>;

const AGREED: Answer = {
  done: (task) => `Agreed to “${task}”`,
  waiver: (task) => `Agreed that “${task}” need not be done`,
  handOver: (task) => `Took “${task}” when asked`,
  pause: (task) => `Agreed to stop the clock of “${task}”`,
};

const DECLINED: Answer = {
  done: (task) => `Did not agree to “${task}”`,
  waiver: (task) => `Did not agree that “${task}” need not be done`,
  handOver: (task) => `Did not take “${task}”`,
  pause: (task) => `Did not agree to stop the clock of “${task}”`,
};

const answered = (task: string): string => `Answered what was asked about “${task}”`;

/** Who confirms a task by a link. */
export const confirmingParty = ({ chain }: Pick<About, 'chain'>, key: string): string => {
  const step = chain.steps.find(({ id }) => id === stepOfKey(key));
  return step?.confirmedBy === undefined ? 'An agency' : PARTIES[step.confirmedBy];
};

const taskOf = ({ chain }: About, key: string): string =>
  chain.steps.find(({ id }) => id === stepOfKey(key))?.title ?? '';

export function actTitle<T extends CaseEvent['type']>(
  about: About,
  event: Extract<CaseEvent, { type: T }>,
): string {
  // A later version beside this one may have recorded what this one has no word for.
  const title = own(TITLES, event.type) as Titles[T] | undefined;
  return title?.(event, about) ?? 'Something else was recorded';
}
