import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import { PATHS } from '../inherit/paths.ts';
import { whyMoreSeldom } from '../inherit/tighter-when.ts';
import { quoted } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/**
 * Whoever need not make a call may leave it. So it is one that only asks the Officer for advice, or it stands beside one
 * that must be made whenever it comes up.
 */
export const checkOptionalCalls = eachStep((step, path, view) => {
  if (step.path === undefined || !step.optional || isObligedBeside(view.chain, step)) return [];
  const at = `${path}.optional`;
  const way = `${quoted(step.title)} is on the ${PATHS[step.path]}`;
  if (!asksForAdvice(step)) {
    const unless =
      step.path === 'danger'
        ? ''
        : ', or ask by a field of kind contact with the designatedOfficer as advice alone';
    const sentence = `${way} and need not be done, and nothing else obliges the call: leave out "optional"${unless}.`;
    return [found('callOptional', at, sentence)];
  }
  return neverObliged(step, way, at, view);
});

const isObligedBeside = ({ steps }: Chain, step: Step): boolean =>
  steps.some(
    (other) => other.path === step.path && !other.optional && whyMoreSeldom(other, step, steps) === null,
  );

/** Advice is asked for without a name, where it is not yet known whether anything is alleged. */
function asksForAdvice({ path, evidence }: Step): boolean {
  const asked = evidence.flatMap((field) =>
    field.kind === 'contact' && field.with === 'designatedOfficer' ? [field] : [],
  );
  const always = asked.some(({ required, onlyFor }) => required && onlyFor === undefined);
  return path === 'designatedOfficer' && always && asked.every((field) => field.as === 'advice');
}

/** Whoever decides that it is an allegation must then call: here, or in the case of another chain that this opens. */
function neverObliged({ title }: Step, way: string, at: string, { chain, model, others }: View): Found[] {
  if (chain.about !== 'adult' && chain.about !== 'institution') return [];
  const obliges = (step: Step): boolean => step.path === 'designatedOfficer' && !step.optional;
  const leadsOn = ({ opens, outcomes }: Step): boolean => {
    const other = opens === undefined ? undefined : others?.get(opens.chain);
    return (
      opens !== undefined &&
      outcomes !== undefined &&
      (other === undefined || other === null || other.steps.some(obliges))
    );
  };
  if (chain.steps.some((step) => model.openable.has(step.id) && (obliges(step) || leadsOn(step)))) return [];
  const sentence = `${way} and only asks for advice, and whatever is then decided, nobody must call: let an outcome bring up a call that must be made, or open the case of a chain that has one, besides ${quoted(title)}.`;
  return [found('callOptional', at, sentence)];
}
