import { checkApprovals } from './check-approvals.ts';
import { checkCalls } from './check-calls.ts';
import { checkChildren } from './check-children.ts';
import { checkClosedAlone } from './check-closed-alone.ts';
import { checkClosing, checkEnding } from './check-ending.ts';
import { checkDanger, checkUnsure } from './check-danger.ts';
import { checkEndlessChildren } from './check-endless-children.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkFacts } from './check-facts.ts';
import { checkFloors } from './check-floors.ts';
import { checkGates } from './check-gates.ts';
import { checkHolds } from './check-holds.ts';
import { checkInForce } from './check-in-force.ts';
import { checkLadders } from './check-ladders.ts';
import { checkLateness } from './check-lateness.ts';
import { checkMutualEnds } from './check-mutual-ends.ts';
import { checkOpening } from './check-opening.ts';
import { checkOptionalCalls } from './check-optional-calls.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkPaths } from './check-paths.ts';
import { checkPauses } from './check-pauses.ts';
import { checkPersonal } from './check-personal.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkRoles } from './check-roles.ts';
import { checkThere } from './check-there.ts';
import { checkRules } from './check-rules.ts';
import { checkWaivers } from './check-waivers.ts';
import { crossChecked } from './cross-checked.ts';
import type { Found } from './finding.ts';
import { lintPeriods } from './lint-periods.ts';
import { viewOf } from './view.ts';
import type { Check, View } from './view.ts';
import type { Chain } from '../language/chain.ts';

const CHECKS: readonly Check[] = [
  checkOpening,
  checkRepeats,
  checkEnding,
  checkClosing,
  checkClosedAlone,
  checkWaivers,
  checkPersonal,
  checkGates,
  checkHolds,
  checkPaths,
  checkCalls,
  checkOptionalCalls,
  checkDanger,
  checkUnsure,
  checkMutualEnds,
  checkLadders,
  checkRoles,
  checkThere,
  checkLateness,
  checkPauses,
  checkEvidence,
  checkFacts,
  checkRules,
  checkOutcomes,
  checkFloors,
  checkInForce,
  checkApprovals,
  checkChildren,
  checkEndlessChildren,
];

/** Everything that is wrong with a chain which the schema has taken, whenever a case of it opens. */
export function lintChain(
  chain: Chain,
  others: View['others'],
  today: View['today'],
  isPartial = false,
): Found[] {
  const look = (then: Chain, day: View['today']): Found[] => lintWhole(viewOf(then, others, day, isPartial));
  const whole = look(chain, today);
  return [...whole, ...lintPeriods(chain, whole, (then) => look(then, null))];
}

function lintWhole(view: View): Found[] {
  const { chain, model } = view;
  const checked = CHECKS.flatMap((check) => check(view));
  const stuck = new Set(checked.filter(isOfOpening).map(stepOf));
  // Where a check says better why a step never comes up, reading the chain need not say it too; and it takes all for read.
  const read = crossChecked(chain).filter(
    (each) => each.code !== 'neverOpens' || !(model.isPartial || stuck.has(stepOf(each))),
  );
  const places = new Map([...read, ...checked].map((each) => [JSON.stringify(each), each]));
  return [...places.values()];
}

const isOfOpening = ({ code }: Found): boolean => code === 'neverOpens' || code === 'contradiction';
const stepOf = ({ path }: Found): string => path.split('.').slice(0, 2).join('.');
