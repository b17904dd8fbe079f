import { differencesBetween } from './differences.ts';
import type { Difference } from './difference.ts';
import { replay } from './replay.ts';
import type { Past } from './replay.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
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
}

/**
 * What would have been late, told or otherwise had a case that is over run under a draft: the same acts by the same people
 * at the same times. An act that does not fit the draft is said in words, and taken as nearly as the draft allows.
 */
export function backTest(
  past: PastCase,
  draft: Chain,
  calendar: CalendarSnapshot,
  people: readonly PostHolder[],
): BackTest {
  const world = (chain: Chain): World => ({
    chain,
    calendar,
    people,
    ...(past.subject === undefined ? {} : { subject: past.subject }),
  });
  const was = replay(world(past.chain), past.events);
  const would = replay(world(draft), past.events);
  const known = new Set(was.notes.map(({ sentence }) => sentence));
  const differences = [
    ...would.notes.filter(({ sentence }) => !known.has(sentence)),
    ...differencesBetween(was, would),
  ].sort((a, b) => a.at - b.at);
  return { headline: headlineOf(differences), differences };
}

function headlineOf(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Under the draft nothing would have been otherwise.';
  const count = (...kinds: readonly Difference['kind'][]): number =>
    differences.filter(({ kind }) => kinds.includes(kind)).length;
  const [late, inTime, told, notTold, unfit] = [
    count('late'),
    count('inTime'),
    count('told'),
    count('notTold'),
    count('doesNotFit'),
  ];
  const rest = differences.length - late - inTime - told - notTold - unfit;
  const said = [
    [late, 'duty would have been late', 'duties would have been late'],
    [inTime, 'duty would have been in time', 'duties would have been in time'],
    [told, 'more message would have been sent', 'more messages would have been sent'],
    [notTold, 'message would not have been sent', 'messages would not have been sent'],
    [rest, 'thing would have been otherwise', 'things would have been otherwise'],
    [unfit, 'act does not fit', 'acts do not fit'],
  ] as const;
  const parts = said.flatMap(([many, one, several]) =>
    many === 0 ? [] : [`${many} ${many === 1 ? one : several}`],
  );
  return `Under the draft ${listed(parts)}.`;
}

/** A back-test as lines of text. */
export function backTestLines({ headline, differences }: BackTest): string[] {
  return [
    headline,
    ...differences.flatMap(({ local, sentence, why }) => [
      '',
      `${local}  ${sentence}`,
      ...(why === '' ? [] : [`  because ${why}`]),
    ]),
  ];
}
