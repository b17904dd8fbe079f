import { own } from './say-names.ts';
import { quoted } from './say-words.ts';
import type { Act } from '../language/act.ts';
import type { Chain } from '../language/chain.ts';
import type { Gate, Step } from '../language/step.ts';

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

function isOn(gate: Gate, { id, does }: Step): boolean {
  if ('act' in gate) return does.includes(gate.act);
  return 'step' in gate ? gate.step === id : gate.outcome === id;
}

function barOfHold(chain: Chain, id: string, does: readonly Act[]): string[] {
  const hold = own(chain.holds, id);
  const isBarred = does.some((act) => hold?.forbids.includes(act) === true && !hold.allows.includes(act));
  return hold !== undefined && isBarred ? [`the hold ${quoted(hold.title)}`] : [];
}
