import { simplified, simplifiedMoment } from './simplified.ts';
import type { Gone } from './simplified.ts';
import type { Chain } from '../language/chain.ts';
import type { Clock } from '../language/clock.ts';
import type { InForce } from '../language/in-force.ts';
import type { Step } from '../language/step.ts';

/** Whether something applies on a day written as 2026-11-21. What says nothing of days always does. */
export function isInForce(inForce: InForce | undefined, day: string): boolean {
  if (inForce?.from !== undefined && day < inForce.from) return false;
  return inForce?.until === undefined || day <= inForce.until;
}

/** Whether something applies on fewer days than another, or on others. */
export function isInForceLess(below: InForce | undefined, above: InForce | undefined): boolean {
  if (below?.from !== undefined && below.from > (above?.from ?? '')) return true;
  return below?.until !== undefined && (above?.until === undefined || below.until < above.until);
}

/**
 * A chain without the steps that did not apply on the day its case opened, as if they had never come up: nothing waits
 * for them to end, nothing follows their being done, and what could only follow goes with them.
 */
export function withoutStepsNotInForce(chain: Chain, day: string): Chain {
  const gone = new Set(chain.steps.filter(({ inForce }) => !isInForce(inForce, day)).map(({ id }) => id));
  return gone.size === 0 ? chain : without(chain, gone);
}

function without(chain: Chain, gone: Gone): Chain {
  const left = chain.steps.filter(({ id }) => !gone.has(id));
  const steps = left.map((step) => cut(step, gone));
  const lost = left.filter((_step, index) => steps[index] === null).map(({ id }) => id);
  if (lost.length > 0) return without(chain, new Set([...gone, ...lost]));
  return {
    ...chain,
    steps: steps.filter((step) => step !== null),
    holds: holdsWithout(chain.holds, gone),
  };
}

/** A step as it is where others are gone; null where it can then never come up. */
function cut(step: Step, gone: Gone): Step | null {
  const { after, when, until, clock, approval, ...rest } = step;
  const [opens, holds] = [simplifiedMoment(after, gone), simplified(when, gone)];
  if (opens === false || holds === false) return null;
  const ends = simplified(until, gone);
  const unless = simplified(approval?.unless, gone);
  return {
    ...rest,
    otherThanDoerOf: step.otherThanDoerOf.filter((id) => !gone.has(id)),
    gates: step.gates.filter((gate) => 'act' in gate || !gone.has('step' in gate ? gate.step : gate.outcome)),
    ...(opens === true ? {} : { after: opens }),
    ...(holds === true ? {} : { when: holds }),
    ...(typeof ends === 'boolean' ? {} : { until: ends }),
    ...(clock === undefined ? {} : { clock: cutClock(clock, gone) }),
    ...(approval === undefined ? {} : { approval: withUnless(approval, unless) }),
  };
}

type Approval = NonNullable<Step['approval']>;

function withUnless(approval: Approval, unless: ReturnType<typeof simplified>): Approval {
  const { unless: _unless, ...rest } = approval;
  return typeof unless === 'boolean' ? rest : { ...rest, unless };
}

/** Where nothing is left for it to count from, the names are left for the checks to find. */
function cutClock(clock: Clock, gone: Gone): Clock {
  if ('event' in clock || typeof clock.from === 'string') return clock;
  const from = simplifiedMoment(clock.from, gone);
  return typeof from === 'boolean' ? clock : { ...clock, from };
}

/** A hold that would begin with what never happens is never placed. */
function holdsWithout(holds: Chain['holds'], gone: Gone): Chain['holds'] {
  return Object.fromEntries(
    Object.entries(holds).flatMap(([id, hold]) => {
      const { from, when, until, ...rest } = hold;
      const [begins, applies, ends] = [
        simplifiedMoment(from, gone),
        simplified(when, gone),
        simplifiedMoment(until, gone),
      ];
      if (begins === false || applies === false) return [];
      const kept = {
        ...rest,
        until: typeof ends === 'boolean' ? until : ends,
        ...(begins === true ? {} : { from: begins }),
        ...(applies === true ? {} : { when: applies }),
      };
      return [[id, kept]];
    }),
  );
}
