import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';
import { listed, quoted } from './say-words.ts';
import { own } from '../language/own.ts';

/** The words that stand for the names of a chain. A name that leads nowhere is said as it is written. */
export interface Names {
  step(id: string): string;
  event(id: string): string;
  hold(id: string): string;
  stage(id: string): string;
  question(id: string): string;
  answers(fact: string, codes: string | readonly string[]): string;
  outcomes(step: string, codes: string | readonly string[]): string;
}

export function namesOf(chain: Chain): Names {
  const steps = new Map(chain.steps.map((step) => [step.id, step]));
  const stages = new Map(chain.stages.map(({ id, title }) => [id, title]));
  return {
    step: (id) => quoted(steps.get(id)?.title ?? id),
    event: (id) => quoted(own(chain.events, id)?.title ?? id),
    hold: (id) => quoted(own(chain.holds, id)?.title ?? id),
    stage: (id) => stages.get(id) ?? id,
    question: (id) => quoted(own(chain.facts, id)?.question ?? id),
    answers: (id, codes) => {
      const fact = own(chain.facts, id);
      return any(codes, (code) => (fact === undefined ? undefined : own(answersOf(fact), code)));
    },
    outcomes: (id, codes) => any(codes, (code) => own(steps.get(id)?.outcomes ?? {}, code)?.label),
  };
}

function any(codes: string | readonly string[], label: (code: string) => string | undefined): string {
  return listed(
    [codes].flat().map((code) => quoted(label(code) ?? code)),
    'or',
  );
}
