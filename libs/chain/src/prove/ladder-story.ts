import { reporterIn } from './able.ts';
import type { Cast, CounterExample } from './answer.ts';
import { answerSets } from './answer-sets.ts';
import type { Facts } from './answer-sets.ts';
import type { Fault } from './ladders.ts';
import { openingChoices, partsOf, plainAnswers } from './parts.ts';
import { silence, untouched } from './silence.ts';
import { PROOF_CALENDAR } from './starts.ts';
import { told, whoIs } from './story.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';

/** A ladder's fault as it shows, with answers under which the step comes up at once where there are such. */
export function ladderStory(chain: Chain, missing: Cast, fault: Fault, at: Instant): CounterExample {
  const cast = fault.named === undefined ? missing : { ...missing, named: fault.named };
  const quiet = untouched(chain);
  const decisive = answersFor(quiet, cast, fault, at);
  const facts = { ...plainAnswers(quiet), ...decisive };
  // A ladder that begins with whoever reported is at fault when they have left, unless it is theirs alone.
  const leaves =
    fault.named?.reporter === undefined && fault.step.owner.includes('reporter')
      ? `${whoIs(reporterIn(cast))} leaves. `
      : '';
  const wrong = { ...fault, sentence: leaves + fault.sentence };
  return told(quiet, cast, facts, silence(quiet, cast, facts, at, PROOF_CALENDAR), wrong, decisive);
}

const MOST_TRIED = 16;

/** Looked for in the part of the chain where the step stands. */
function answersFor(quiet: Chain, cast: Cast, { step }: Fault, at: Instant): Facts {
  const part = partsOf(quiet).find(({ inside }) => inside.has(step.id));
  if (part === undefined) return {};
  const choices = openingChoices(quiet).filter(([id]) => part.facts.includes(id));
  const { sets } = answerSets(choices);
  const isUp = (facts: Facts): boolean =>
    Object.hasOwn(silence(part.chain, cast, facts, at, PROOF_CALENDAR).opened.duties, step.id);
  // A step that comes up however they are answered hangs on none of them.
  return sets.slice(0, MOST_TRIED).every(isUp) ? {} : (sets.find(isUp) ?? {});
}
