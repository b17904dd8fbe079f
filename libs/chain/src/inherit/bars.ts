import { namesOf } from './say-names.ts';
import { quoted } from './say-words.ts';
import { isFieldAsStrict } from './tighter-evidence.ts';
import type { Act } from '../language/act.ts';
import type { Chain } from '../language/chain.ts';
import type { EvidenceField } from '../language/evidence.ts';
import { own } from '../language/own.ts';
import type { Gate, Step } from '../language/step.ts';
import { bans } from '../reducer/held.ts';

/** Everything that stands in the way of a step: another's agreement, gates of other steps, holds on what it does. */
export function barsOn(chain: Chain, step: Step): string[] {
  return [
    ...(step.approval === undefined ? [] : ['an agreement']),
    ...chain.steps.flatMap(({ id, title, gates }) =>
      id !== step.id && gates.some((gate) => isOn(gate, step)) ? [`the gate of ${quoted(title)}`] : [],
    ),
    ...Object.keys(chain.holds).flatMap((id) => barOfHold(chain, id, step.does)),
  ];
}

/**
 * What a step asks that it did not ask as it was before: of whoever may do it, or to be written down. One answer that
 * only somebody else can give, and it is an agreement by another name. A field for a new outcome alone is no demand on the old.
 */
export function newDemands(chain: Chain, step: Step, before: Step): string[] {
  const names = namesOf(chain);
  const kept = step.otherThanDoerOf.filter((id) => !before.otherThanDoerOf.includes(id));
  const fields = step.evidence.filter(
    (field) =>
      field.required &&
      !isOnlyForNew(field, before) &&
      !before.evidence.some((asked) => isSameDemand(field, asked)),
  );
  return [
    ...kept.map((id) => `a ban on whoever did ${names.step(id)}`),
    ...fields.map(({ label }) => `${quoted(label)}, which must be filled in,`),
  ];
}

const isOnlyForNew = ({ onlyFor }: EvidenceField, { outcomes }: Step): boolean =>
  outcomes !== undefined && onlyFor?.every((code) => own(outcomes, code) === undefined) === true;

/** Whether one field, as it was asked before, wants at least what another does now, in the same words. */
function isSameDemand(now: EvidenceField, before: EvidenceField): boolean {
  if (!isFieldAsStrict(before, now) || before.label !== now.label) return false;
  if (!('options' in before) || !('options' in now)) return true;
  return Object.entries(before.options).every(([code, label]) => own(now.options, code) === label);
}

/** Whether a gate is in the way of a step, or of an outcome of it. */
export function isOn(gate: Gate, { id, does }: Step): boolean {
  if ('act' in gate) return does.includes(gate.act);
  return ('step' in gate ? gate.step : gate.outcome) === id;
}

function barOfHold(chain: Chain, id: string, does: readonly Act[]): string[] {
  const hold = own(chain.holds, id);
  return hold !== undefined && does.some((act) => bans(hold, act)) ? [`the hold ${quoted(hold.title)}`] : [];
}
