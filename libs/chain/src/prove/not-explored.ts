import type { Start } from './starts.ts';
import { subjectsOf } from './subjects.ts';
import type { Chain } from '../language/chain.ts';

/** What a proof leaves out. Said with every answer, so that a yes is not taken for more than it is. */
const ALWAYS: readonly string[] = [
  'More than one empty post beside the subject, counting further posts of theirs, and on the two protected paths more than two.',
  'More than two people, beside the subject, who are missing or did what a step looks at, unless it needs each who did.',
  'A step that the law lays on one person who then does what it looks at, or had left before it came up, but for its waiver.',
  'Whom a step appoints: its ladder must do without them.',
  'One person with two posts, but for one usual pair, where there is no subject and nobody in a post reported or is appointed.',
  'Several things at one instant: one is looked at after the other.',
  'Answers corrected later or left out, absences, recusals and pauses, but for one who leaves what the law asks of them, or is named without a post where that may be barred.',
  'Days on which a layer does not apply: all layers given are taken together.',
  'When a leader hears once somebody has acted: the bound is of a case where nobody does.',
  'How long deadlines are, and holidays in the thirty days in which somebody hears.',
  'Ending a report as a mistake: no case counts as closed by it.',
  'Outcomes and answers that no condition tells apart.',
  'Whether a later step can come up under a combination: its ladder is looked at as if it could.',
];

const EVENTS = 'When events outside happen: they may at any time or never, and no close may depend on one.';
const DATES =
  'How far off dates are, for which a case may wait with nothing owed, and how often they are moved on.';
const CHILDREN =
  'How cases that this one opens run: they are taken to end, and their chain to apply as they open.';
const ADULTS =
  'An adult who turns out to be whom it is about: of a chain that a case about one opens, only the ladders are looked at.';

const SEVERAL = 'A subject with more sets of posts than can be looked at.';

export function notExplored(
  chain: Chain,
  starts: readonly Start[],
  unknown: readonly string[],
): readonly string[] {
  return [
    ...unknown,
    ...(subjectsOf(chain).areAll ? [] : [SEVERAL]),
    ...ALWAYS,
    ...(Object.keys(chain.events).length > 0 ? [EVENTS] : []),
    ...(Object.values(chain.events).some(({ dated }) => dated) ? [DATES] : []),
    ...(chain.steps.some(({ opens }) => opens !== undefined) ? [CHILDREN] : []),
    ...(chain.about === 'child' || chain.about === 'information' ? [ADULTS] : []),
    `Starts other than these: ${starts.map(({ name }) => name).join('; ')}.`,
  ];
}
