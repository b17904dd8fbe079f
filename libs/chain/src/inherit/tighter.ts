import { isKept, isKeptInOrder, isSame } from './kept.ts';
import { namesOf } from './say-names.ts';
import { sayClock } from './say-clock.ts';
import { sayCondition, sayMoment } from './say-condition.ts';
import { sayEvidence } from './say-evidence.ts';
import { sayGates } from './say-gates.ts';
import { sayApproval } from './say-approval.ts';
import { sayOpens } from './say-opens.ts';
import { sayLate, sayReminder, sayUnacknowledged } from './say-rungs.ts';
import { listed, sayParty, sayRoles } from './say-words.ts';
import { whyAnotherClock } from './tighter-clock.ts';
import { whyApprovalIsWeaker } from './tighter-approval.ts';
import { isFieldAsStrict } from './tighter-evidence.ts';
import { whyOpensLess } from './tighter-opens.ts';
import { isRungAsStrong } from './tighter-rungs.ts';
import { whyMoreSeldom } from './tighter-when.ts';
import { describeLength } from '../clock/describe.ts';
import type { Chain } from '../language/chain.ts';
import type { FloorField, Gate, Step } from '../language/step.ts';

/** What a floor means for one field of a step. */
export interface Tighter {
  /** What the field is called in a sentence about a step. */
  readonly what: string;
  /** Its value in words. */
  readonly says: (chain: Chain, step: Step) => string;
  /** Why the value below is looser than the one above; null where it is not. */
  readonly whyLooser: (
    below: Step,
    above: Step,
    inBelow: readonly Step[],
    inAbove: readonly Step[],
  ) => string | null;
}

const none = (words: string): string => (words === '' ? 'nothing' : words);

/** The meaning of "tighter", a row for each field that a layer may mark as a floor. */
export const TIGHTER: Readonly<Record<FloorField, Tighter>> = {
  when: {
    what: 'when it comes up',
    says: sayWhen,
    whyLooser: whyMoreSeldom,
  },
  owner: {
    what: 'who does it',
    says: (_chain, { owner, personal }) =>
      `${sayRoles(owner)}${personal ? ', and nobody in their place' : ''}`,
    whyLooser: (below, above) => {
      if (above.personal && !below.personal) return 'it must stay a duty of that person alone';
      if (below.personal && !above.personal) return 'it must pass to the next where nobody can act';
      return isKeptInOrder(above.owner, below.owner) ? null : 'nobody may be left out or change places';
    },
  },
  clock: {
    what: 'by when',
    says: sayByWhen,
    whyLooser: whyAnotherClock,
  },
  remind: {
    what: 'when they are reminded',
    says: (_chain, step) => none(listed(step.remind.map(sayReminder))),
    whyLooser: (below, above) => (isKept(above.remind, below.remind) ? null : 'no reminder may be left out'),
  },
  unacknowledged: {
    what: 'what happens if nobody says they have it in hand',
    says: (_chain, step) => none(step.unacknowledged.map(sayUnacknowledged).join('; ')),
    whyLooser: (below, above) =>
      isKeptInOrder(above.unacknowledged, below.unacknowledged, isRungAsStrong) ? null : NO_RUNG_WEAKER,
  },
  late: {
    what: 'what happens when it is late',
    says: (_chain, step) => none(step.late.map(sayLate).join('; ')),
    whyLooser: (below, above) =>
      isKeptInOrder(above.late, below.late, isRungAsStrong) ? null : NO_RUNG_WEAKER,
  },
  evidence: {
    what: 'what is written down',
    says: (chain, step) => `${none(sayEvidence(chain, step))}${sayConfirmed(step)}`,
    whyLooser: (below, above) => {
      if (below.confirmedBy !== undefined && below.confirmedBy !== above.confirmedBy) {
        return 'no agency may say it in place of whoever must write it down';
      }
      return isKept(above.evidence, below.evidence, isFieldAsStrict)
        ? null
        : 'nothing asked for may be left out, made optional or made easier to answer';
    },
  },
  otherThanDoerOf: {
    what: 'whose act it must not follow',
    says: (chain, step) => none(listed(step.otherThanDoerOf.map(namesOf(chain).step))),
    whyLooser: (below, above) =>
      isKept(above.otherThanDoerOf, below.otherThanDoerOf) ? null : 'nobody may agree to what they did',
  },
  approval: {
    what: 'who must agree',
    says: sayApproval,
    whyLooser: (below, above) => whyApprovalIsWeaker(below.approval, above.approval),
  },
  gates: {
    what: 'what waits for it',
    says: (chain, step) => none(sayGates(chain, step)),
    whyLooser: (below, above) =>
      isKept(above.gates, below.gates, isGateAsWide) ? null : 'what waits for it must go on waiting',
  },
  opens: {
    what: 'which other case it opens',
    says: (chain, { id, opens }) => (opens === undefined ? 'none' : sayOpens(namesOf(chain), id, opens)),
    whyLooser: (below, above) => whyOpensLess(below.opens, above.opens),
  },
};

const sayConfirmed = ({ confirmedBy }: Step): string =>
  confirmedBy === undefined ? '' : `, or that ${sayParty(confirmedBy)} may confirm it by a link`;

const NO_RUNG_WEAKER = 'nobody may be told later, less often or not at all';

function isGateAsWide(below: Gate, above: Gate): boolean {
  if ('outcome' in above && 'outcome' in below) {
    return above.outcome === below.outcome && isKept([above.is].flat(), [below.is].flat());
  }
  return isSame(above, below);
}

function sayWhen(chain: Chain, { after, eachTime, when, until, inForce }: Step): string {
  const names = namesOf(chain);
  const parts = [
    ...(after === undefined
      ? ['with the case']
      : [`${eachTime === true ? 'each time that' : 'once'} ${sayMoment(names, after)}`]),
    ...(when === undefined ? [] : [`if ${sayCondition(names, when)}`]),
    ...(until === undefined ? [] : [`until ${sayCondition(names, until)}`]),
    ...(inForce?.from === undefined ? [] : [`for cases opened from ${inForce.from}`]),
    ...(inForce?.until === undefined ? [] : [`for cases opened until ${inForce.until}`]),
  ];
  return parts.join(', ');
}

function sayByWhen(chain: Chain, { clock, repeat }: Step): string {
  const names = namesOf(chain);
  const parts = [
    clock === undefined ? 'no time' : sayClock(names, clock),
    ...(clock?.whose === undefined ? [] : [`a time of ${sayParty(clock.whose)}`]),
    ...(repeat === undefined
      ? []
      : [`again every ${describeLength(repeat.every)} until ${sayCondition(names, repeat.until)}`]),
  ];
  return parts.join(', ');
}
