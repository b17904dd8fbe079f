import { sayOrigin } from './explain-origin.ts';
import type { Origins } from './origin.ts';
import { soonerOf } from './sooner.ts';
import { sayApproval } from './say-approval.ts';
import { sayClock, sayClockOptions } from './say-clock.ts';
import { sayCondition, sayMoment } from './say-condition.ts';
import { sayField } from './say-evidence.ts';
import { sayGates } from './say-gates.ts';
import { describeLength } from '../clock/describe.ts';
import { namesOf } from './say-names.ts';
import type { Names } from './say-names.ts';
import { sayLate, sayReminder, sayUnacknowledged } from './say-rungs.ts';
import { capitalised, listed, quoted, sayParty, sayRole, sayRoles } from './say-words.ts';
import { whereOutcomesLead } from './where-outcomes-lead.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** One step as the sentences that whoever runs a school reads. */
export interface ExplainedStep {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

export function explainStep(chain: Chain, step: Step, origins: Origins): ExplainedStep {
  const names = namesOf(chain);
  const sentences = [
    step.sentence,
    ...sayOpening(names, step),
    ...sayWho(names, step),
    ...sayByWhen(names, step, origins),
    ...sayAlerts(step),
    ...sayDoing(chain, names, step),
    ...whereOutcomesLead(chain, names, step),
    ...sayEnding(names, step),
  ];
  return { id: step.id, title: step.title, sentences };
}

function sayOpening(names: Names, { after, eachTime, when, until, optional, repeat }: Step): string[] {
  const parts = [
    ...(after === undefined
      ? []
      : [`${eachTime === true ? 'each time that' : 'once'} ${sayMoment(names, after)}`]),
    ...(when === undefined ? [] : [`${after === undefined ? 'once' : 'if'} ${sayCondition(names, when)}`]),
  ];
  return [
    `It comes up ${parts.join(', ') || 'when the case opens'}.`,
    ...(until === undefined ? [] : [`It is no longer needed once ${sayCondition(names, until)}.`]),
    ...(repeat === undefined
      ? []
      : [
          `It comes up again ${describeLength(soonerOf(repeat.every, repeat.floor ?? repeat.every))} after it was last done, until ${sayCondition(names, repeat.until)}.`,
        ]),
    ...(optional ? ['It may be done but need not be.'] : []),
  ];
}

function sayWho(names: Names, { owner, personal, otherThanDoerOf, path }: Step): string[] {
  const [first, ...others] = owner;
  if (first === undefined) return [];
  const next =
    others.length === 0
      ? ''
      : `; where nobody there can act, ${listed(others.map(sayRole), 'or')}, in that order`;
  return [
    `${capitalised(sayRole(first))} does it${next}.`,
    ...(personal ? ['It is a duty of that person alone: nobody can take it from them.'] : []),
    ...(otherThanDoerOf.length === 0
      ? []
      : [
          `It must be somebody other than whoever did ${listed(
            otherThanDoerOf.map((id) => names.step(id)),
            'or',
          )}.`,
        ]),
    ...(path === undefined
      ? []
      : ['Nothing may stand in the way of it: no agreement, no hold, nothing that must come first.']),
  ];
}

function sayByWhen(names: Names, { id, clock }: Step, origins: Origins): string[] {
  if (clock === undefined) return ['It has no time of its own.'];
  const origin = origins.get(`steps.${id}.clock.${'event' in clock ? 'before' : 'within'}`);
  const from = origin === undefined ? '' : ` (${sayOrigin(origin)})`;
  return [`It is due ${sayClock(names, clock)}${from}.`, ...sayClockOptions(clock)];
}

function sayAlerts({ remind, unacknowledged, late }: Step): string[] {
  return [
    ...(remind.length === 0 ? [] : [`They are reminded ${listed(remind.map(sayReminder))}.`]),
    ...(unacknowledged.length === 0
      ? []
      : [
          `If they have not said that they have it in hand: ${unacknowledged.map(sayUnacknowledged).join('; ')}.`,
        ]),
    ...(late.length === 0 ? [] : [`If it is late: ${late.map(sayLate).join('; ')}.`]),
  ];
}

function sayDoing(chain: Chain, names: Names, step: Step): string[] {
  const { evidence, approval, confirmedBy } = step;
  return [
    ...(evidence.length === 0
      ? []
      : [`They write down: ${evidence.map((field) => sayField(names, step.id, field)).join('; ')}.`]),
    ...(confirmedBy === undefined
      ? []
      : [`${capitalised(sayParty(confirmedBy))} may be given a link by which to confirm it, which does it.`]),
    ...(approval === undefined ? [] : [`It counts as done only when agreed by ${sayApproval(chain, step)}.`]),
    ...(step.gates.length === 0 ? [] : [`Until it is done, this must wait: ${sayGates(chain, step)}.`]),
  ];
}

function sayEnding(names: Names, { opens, closes, id, rules }: Step): string[] {
  const only = opens?.onlyFor === undefined ? '' : `, if it ends with ${names.outcomes(id, opens.onlyFor)}`;
  return [
    ...(opens === undefined
      ? []
      : [
          `${opens.at === 'opening' ? 'When it comes up' : 'When it is done'}${only}, a case of ${quoted(opens.chain)} is opened${opens.awaited ? ', and this one stays open until that one has ended' : ''}.`,
        ]),
    ...(closes === undefined
      ? []
      : [
          closes === true
            ? 'Doing it closes the case.'
            : `Ending it with ${names.outcomes(id, closes.outcome)} closes the case.`,
        ]),
    ...(rules.length === 0 ? [] : [`It answers ${rules.length === 1 ? 'rule' : 'rules'} ${listed(rules)}.`]),
  ];
}

/** For whole chains: who may agree that something is waived, or was a mistake. */
export function sayChainWide({ waiver, mistake, handOver }: Chain): string[] {
  return [
    ...(waiver === undefined
      ? []
      : [
          `A step may be waived (${Object.values(waiver.reasons).join('; ')}) where ${sayRoles(waiver.agreedBy, 'or')} agrees, who is somebody else.`,
        ]),
    ...(mistake === undefined
      ? []
      : [
          `That it was all a mistake must be agreed by ${sayRoles(mistake.agreedBy, 'or')}, who is somebody else.`,
        ]),
    ...(handOver === undefined
      ? []
      : [
          `A hand-over not accepted within ${describeLength(handOver.answerWithin)} is told to ${sayRoles(handOver.tell)}.`,
        ]),
  ];
}
