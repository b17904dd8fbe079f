import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import { opensWith, plainWishes } from './wish.ts';
import { listed, quoted } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** Whoever decides about the risk of harm to a child. */
const DECISION = '000.24';

/**
 * Nobody agrees alone that their own work is over: whoever closes a case about people is kept from it by what they decided
 * before, or needs another's agreement. A request for information is nobody's safety.
 */
export const checkClosedAlone: Check = ({ chain }) => {
  if (chain.about === 'information') return [];
  const closing = [...chain.steps.entries()].filter(([, { closes }]) => closes !== undefined);
  return closing.length === 0
    ? neverClosed(chain)
    : closing.flatMap(([index, step]) => closedAlone(chain, step, `steps.${index}.otherThanDoerOf`));
};

/** Without a step that closes it, a case is over once its last duty is done, whoever did it. */
function neverClosed({ steps }: Chain): Found[] {
  const index = steps.findIndex(({ rules }) => rules.includes(DECISION));
  if (index < 0) return [];
  const sentence = `"${steps[index]?.title ?? ''}" decides about the risk of harm, and no step closes the case, so whoever does the last duty ends it alone: let somebody else close it.`;
  return [found('closedAlone', `steps.${index}`, sentence)];
}

function closedAlone({ steps }: Chain, step: Step, path: string): Found[] {
  const { title, approval, otherThanDoerOf } = step;
  if (approval !== undefined && approval.unless === undefined) return [];
  const leading = decisionsBefore(step).filter((id) => !otherThanDoerOf.includes(id));
  const counts = steps.some(({ id, optional }) => !optional && otherThanDoerOf.includes(id));
  if (leading.length === 0 && counts) return [];
  const titles = steps.filter(({ id }) => leading.includes(id)).map((other) => quoted(other.title));
  const whom = titles.length === 0 ? 'whoever did all the rest' : `whoever did ${listed(titles)}`;
  const sentence = `"${title}" closes the case, even by ${whom}: name in otherThanDoerOf the steps whose doer may not agree to it alone.`;
  return [found('closedAlone', path, sentence)];
}

/** The steps of which an outcome leads to a step. */
function decisionsBefore(step: Step): string[] {
  const plain = opensWith(step).flatMap((wish) => [...plainWishes(wish, '')]);
  return [...new Set(plain.flatMap(({ plain: one }) => ('outcome' in one ? [one.outcome] : [])))].filter(
    (id) => id !== step.id,
  );
}
