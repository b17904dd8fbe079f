import { explainStep, sayChainWide } from './explain-step.ts';
import type { ExplainedStep } from './explain-step.ts';
import { explainValues, sayValues, usualOrigin } from './explain-values.ts';
import type { ExplainedValue } from './explain-values.ts';
import type { Origins } from './origin.ts';
import { sayCondition, sayMoment } from './say-condition.ts';
import { namesOf } from './say-names.ts';
import type { Names } from './say-names.ts';
import { capitalised, listed, quoted, sayParty, sayRoles } from './say-words.ts';
import { ACTS } from '../language/act.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Fact } from '../language/fact.ts';
import type { Hold } from '../language/hold.ts';

/** A whole chain as the sentences that whoever runs a school reads. */
export interface ExplainedChain {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly questions: readonly string[];
  readonly steps: readonly ExplainedStep[];
  readonly holds: readonly string[];
  /** Where every value came from; nothing for a chain that was resolved from no layers. */
  readonly values: readonly ExplainedValue[];
}

/** Who does what by when, who is told, and where it leads; with the layer that each value came from. */
export function explain(chain: Chain, origins: Origins = new Map()): ExplainedChain {
  const names = namesOf(chain);
  return {
    title: chain.title,
    sentences: [chain.sentence, ...sayChainWide(chain)],
    questions: Object.values(chain.facts).map((fact) => sayQuestion(names, fact)),
    steps: chain.steps.map((step) => explainStep(chain, step, origins)),
    holds: Object.values(chain.holds).map((hold) => sayHold(names, hold)),
    values: explainValues(chain, origins),
  };
}

function sayQuestion(names: Names, fact: Fact): string {
  const answers = answersOf(fact);
  const where = fact.askedIn === undefined ? '' : ` Asked in ${names.step(fact.askedIn)}.`;
  const dangerous = (fact.danger ?? []).map((code) => quoted(answers[code] ?? code));
  const danger =
    dangerous.length === 0 ? '' : ` After ${listed(dangerous, 'or')} the emergency numbers come first.`;
  return `${fact.question} ${Object.values(answers).map(quoted).join(', ')}.${where}${danger}`;
}

function sayHold(names: Names, hold: Hold): string {
  const begins = hold.from === undefined ? 'From the start' : `Once ${sayMoment(names, hold.from)}`;
  const only = hold.when === undefined ? '' : `, if ${sayCondition(names, hold.when)}`;
  const allowed =
    hold.allows.length === 0 ? '' : ` Still allowed: ${listed(hold.allows.map((act) => ACTS[act]))}.`;
  return [
    `${hold.title}. ${hold.sentence}`,
    `${begins}${only}, until ${sayMoment(names, hold.until)}, nobody may do this: ${listed(hold.forbids.map((act) => ACTS[act]))}.${allowed}`,
    ...(hold.agreedBy.length === 0
      ? []
      : [`${capitalised(listed(hold.agreedBy.map(sayParty)))} must agree to its end.`]),
    ...(hold.release === undefined
      ? []
      : [
          `${capitalised(sayRoles(hold.release.by, 'or'))} may ask to end it early; ${sayRoles(hold.release.grantedBy, 'or')}, who is somebody else, grants it.`,
        ]),
  ].join(' ');
}

/** The same as lines of text. */
export function explainedLines(explained: ExplainedChain): string[] {
  const { values } = explained;
  const usual = usualOrigin(values);
  const ofStep = (id: string): string[] =>
    sayValues(
      values.filter(({ path }) => path.startsWith(`steps.${id}.`)),
      usual,
    );
  return [
    explained.title,
    '',
    ...explained.sentences,
    ...(usual === null ? [] : [`All of this is ${usual}, where nothing else is said.`]),
    ...group('What is asked', explained.questions),
    ...explained.steps.flatMap(({ id, title, sentences }, index) => [
      '',
      `${index + 1}. ${title}`,
      ...[...sentences, ...ofStep(id)].map((sentence) => `   ${sentence}`),
    ]),
    ...group('What nobody may do meanwhile', explained.holds),
  ];
}

const group = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `   ${line}`)];
