import type { Cast, CounterExample } from './answer.ts';
import type { Fault } from './ladders.ts';
import { answerSets, silence, untouched } from './silence.ts';
import { PROOF_CALENDAR } from './starts.ts';
import { told } from './story.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';

/** A ladder's fault as it shows, with answers under which the step comes up at once where there are such. */
export function ladderStory(chain: Chain, cast: Cast, fault: Fault, at: Instant): CounterExample {
  const quiet = untouched(chain);
  const [first = {}, ...others] = answerSets(quiet);
  const play = (facts: typeof first) => ({ facts, run: silence(quiet, cast, facts, at, PROOF_CALENDAR) });
  let chosen = play(first);
  for (const facts of others) {
    if (Object.hasOwn(chosen.run.opened.duties, fault.step.id)) break;
    chosen = play(facts);
  }
  return told(quiet, cast, chosen.facts, chosen.run, fault);
}
