import { differencesBetween } from './differences.ts';
import type { Difference } from './difference.ts';
import { replay } from './replay.ts';
import type { Past, Replayed } from './replay.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { describeInstant } from '../clock/describe.ts';
import { listed } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { PostHolder, World } from '../reducer/world.ts';

/** A case that is over, as it was recorded. */
export interface PastCase {
  /** The chain it ran under. */
  readonly chain: Chain;
  readonly events: readonly Past[];
  /** The posts held by the adult whom it was about. */
  readonly subject?: World['subject'];
}

export interface BackTest {
  /** How much would have been otherwise, as one sentence. */
  readonly headline: string;
  /** In the order in which they would have happened. */
  readonly differences: readonly Difference[];
  /** Where it had to stop before the case did, with the sentence that says so. */
  readonly stopped: { readonly at: Instant; readonly sentence: string } | null;
}

/** More than a case of ten years comes to whose alerts come once a day; a rung that comes each minute gets there in a week. */
const MOST_EVENTS = 10_000;

/**
 * What would have been late, told or otherwise had a case that is over run under a draft: the same acts by the same people
 * at the same times. An act that does not fit the draft is said in words, and taken as nearly as the draft allows.
 */
export function backTest(
  past: PastCase,
  draft: Chain,
  calendar: CalendarSnapshot,
  people: readonly PostHolder[],
  mostEvents: number = MOST_EVENTS,
): BackTest {
  const world = (chain: Chain): World => ({
    chain,
    calendar,
    people,
    ...(past.subject === undefined ? {} : { subject: past.subject }),
  });
  const play = (chain: Chain, until?: Instant): Replayed =>
    replay(world(chain), past.events, { mostEvents, until });
  let [was, would] = [play(past.chain), play(draft)];
  const stops = [was, would].flatMap(({ stoppedAt }) => stoppedAt ?? []);
  const at = stops.length === 0 ? null : Math.min(...stops);
  // They are compared as they stood at one instant.
  if (at !== null) [was, would] = [play(past.chain, at), play(draft, at)];
  const known = new Set(was.notes.map(({ sentence }) => sentence));
  const differences = [
    ...would.notes.filter(({ sentence }) => !known.has(sentence)),
    ...differencesBetween(was, would),
  ].sort((a, b) => a.at - b.at);
  if (at === null) {
    return { headline: headlineOf('Under the draft', differences), differences, stopped: null };
  }
  const when = describeInstant(calendar, at);
  const sentence = `It stops ${when}, after ${mostEvents} events, which is as many as it allows; nothing later was compared.`;
  return {
    headline: headlineOf(`Until ${when} and no further, under the draft`, differences),
    differences,
    stopped: { at, sentence },
  };
}

function headlineOf(under: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${under} nothing would have been otherwise.`;
  const kinds = differences.map(({ kind }) => (Object.hasOwn(COUNTED, kind) ? kind : 'other'));
  const parts = Object.entries(COUNTED).flatMap(([kind, [one, several]]) => {
    const many = kinds.filter((each) => each === kind).length;
    return many === 0 ? [] : [`${many} ${many === 1 ? one : several}`];
  });
  return `${under} ${listed(parts)}.`;
}

const COUNTED: Readonly<Record<string, readonly [one: string, several: string]>> = {
  late: ['duty would have been late', 'duties would have been late'],
  inTime: ['duty would have been in time', 'duties would have been in time'],
  told: ['more message would have been sent', 'more messages would have been sent'],
  notTold: ['message would not have been sent', 'messages would not have been sent'],
  opensCase: ['more case would have been opened', 'more cases would have been opened'],
  opensNoCase: ['case would not have been opened', 'cases would not have been opened'],
  opensOtherwise: ['case would have been opened otherwise', 'cases would have been opened otherwise'],
  other: ['thing would have been otherwise', 'things would have been otherwise'],
  doesNotFit: ['act does not fit', 'acts do not fit'],
};

/** A back-test as lines of text. */
export function backTestLines({ headline, differences, stopped }: BackTest): string[] {
  return [
    headline,
    ...(stopped === null ? [] : [stopped.sentence]),
    ...differences.flatMap(({ local, sentence, why }) => [
      '',
      `${local}  ${sentence}`,
      ...(why === '' ? [] : [`  because ${why}`]),
    ]),
  ];
}
