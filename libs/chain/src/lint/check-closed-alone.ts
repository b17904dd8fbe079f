import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import type { Check, View } from './view.ts';
import { now, opensWith, plainWishes } from './wish.ts';
import { listed, quoted } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import { referencesOf } from '../language/references.ts';
import type { Step } from '../language/step.ts';

/** Whoever decides about the risk of harm to a child. */
const DECISION = '000.24';

/**
 * Nobody agrees alone that their own work is over: whoever closes a case about people is kept from it by what they decided
 * before, or needs another's agreement. A request for information is nobody's safety.
 */
export const checkClosedAlone: Check = (view) => {
  const { chain } = view;
  if (chain.about === 'information') return [];
  const closing = [...chain.steps.entries()].filter(([, { closes }]) => closes !== undefined);
  return closing.length === 0
    ? neverClosed(chain)
    : closing.flatMap(([index, step]) => closedAlone(view, step, `steps.${index}.otherThanDoerOf`));
};

/** Without a step that closes it, a case is over once its last duty is done, whoever did it and whatever they decided. */
function neverClosed({ steps }: Chain): Found[] {
  const index = steps.findIndex((step) => step.rules.includes(DECISION) || decides(step));
  if (index < 0) return [];
  const sentence = `"${steps[index]?.title ?? ''}" decides what becomes of the case, and no step closes it, so whoever does the last duty ends it alone: let somebody else close it.`;
  return [found('closedAlone', `steps.${index}`, sentence)];
}

/** Whether it is for whoever does a step to say what follows. */
const decides = ({ outcomes, evidence }: Step): boolean =>
  outcomes !== undefined || evidence.some(({ kind }) => kind === 'fact');

function closedAlone(view: View, step: Step, path: string): Found[] {
  const { steps } = view.chain;
  const { title, approval, otherThanDoerOf } = step;
  if (approval !== undefined && approval.unless === undefined) return [];
  const leading = decisionsBefore(view.chain, step).filter((id) => !otherThanDoerOf.includes(id));
  if (leading.length === 0 && !mayComeFirst(view, step)) {
    return isVerdict(step) && mayComeFirst(view, step, decisiveIn(view.chain))
      ? [decidesAlone(step, path)]
      : [];
  }
  const titles = steps.filter(({ id }) => leading.includes(id)).map((other) => quoted(other.title));
  const whom = titles.length === 0 ? 'whoever did all the rest' : `whoever did ${listed(titles)}`;
  const sentence = `"${title}" closes the case, even by ${whom}: name in otherThanDoerOf the steps whose doer may not agree to it alone, one of which always comes before it.`;
  return [found('closedAlone', path, sentence)];
}

/** Whether it says for good if the case closes, and is not asked anew once what it sends back has been done. */
const isVerdict = ({ closes, eachTime }: Step): boolean => closes !== true && eachTime !== true;

/** Whoever chooses whether a case closes, where nobody else has chosen anything, has decided it and closes it. */
function decidesAlone({ title }: Step, path: string): Found {
  const sentence = `"${title}" decides whether the case closes and closes it, and nobody else decides anything before: name in otherThanDoerOf a step on whose outcome something hangs and which always comes before it, let it come up eachTime what it sends back is done, or let another agree.`;
  return found('closedAlone', path, sentence);
}

/** The steps on whose outcome, or on an answer in whose form, something hangs. */
function decisiveIn(chain: Chain): (step: Step) => boolean {
  const named = referencesOf(chain).filter(
    ({ path }) => !path.includes('.evidence.') && !path.endsWith('.askedIn'),
  );
  const answers = named.flatMap(({ to, name }) => (to === 'fact' ? (chain.facts[name]?.askedIn ?? []) : []));
  const outcomes = named.flatMap(({ to, name, is }) => (to === 'step' && is.length > 0 ? [name] : []));
  const decisive = new Set([...answers, ...outcomes]);
  return ({ id }) => decisive.has(id);
}

/** Whether the case can be closed before anybody did a step whose doer may not close it, or agreed that it need not be done. */
function mayComeFirst(
  { chain, model }: View,
  closing: Step,
  counts = (_step: Step): boolean => true,
): boolean {
  const others = chain.steps.filter(
    (step) => !step.optional && closing.otherThanDoerOf.includes(step.id) && counts(step),
  );
  if (others.some(({ after, when, until }) => (after ?? when ?? until) === undefined)) return false;
  // What is owed bars the close, so by then it has ended or never came up.
  const without = others.flatMap(({ id }) => [
    now({ done: id }, false),
    now({ step: id, is: ['open', 'late', 'waived'] }, false),
  ]);
  return isPossible(model, [...openingGoals(closing), ...without]);
}

/** The steps of which an outcome leads to a step, or an answer that their form asks for. */
function decisionsBefore({ facts }: Chain, step: Step): string[] {
  const plain = opensWith(step).flatMap((wish) => [...plainWishes(wish, '')]);
  const decided = plain.flatMap(({ plain: one }) =>
    'outcome' in one ? [one.outcome] : 'fact' in one ? (facts[one.fact]?.askedIn ?? []) : [],
  );
  return [...new Set(decided)].filter((id) => id !== step.id);
}
