import type { Floor } from './floor.ts';
import { isSame } from './kept.ts';
import type { Source } from './origin.ts';
import { TIGHTER } from './tighter.ts';
import { stepsBefore } from './waits-for.ts';
import type { Chain } from '../language/chain.ts';
import { plainMoments } from '../language/opening.ts';
import type { FloorField, Step } from '../language/step.ts';

/** Of a call. That nobody agrees to one, and that it is kept from nobody, is not for layers to say at all. */
const OF_CALL: readonly FloorField[] = [
  'owner',
  'clock',
  'remind',
  'unacknowledged',
  'late',
  'evidence',
  'gates',
];
/** Of a step that holds up a call, or one whose time is a floor: else that time would begin as late as one likes. */
const OF_WAIT: readonly FloorField[] = ['owner', 'clock', 'late'];

/**
 * What is a floor from one layer on though no layer calls it so: a call, the case that a step opens, what is written down
 * as a hold ends, and what a call or a step whose time is a floor waits for; and of all of which anything is a floor, when it comes up.
 */
export function impliedFloors(
  chain: Chain,
  above: readonly Step[],
  said: readonly Floor[],
  by: Source,
): Floor[] {
  const old = new Map(above.map((step) => [step.id, step]));
  const isTightened = (field: FloorField, step: Step): boolean => {
    const before = old.get(step.id);
    return before !== undefined && isTighter(field, step, before, chain.steps, above);
  };
  const heldUpBy = stepsHeldUp(chain, said);
  const endedBy = stepsOfHolds(chain);
  return chain.steps.flatMap((step) => {
    const own = said.filter((floor) => floor.step.id === step.id);
    const heldUp = heldUpBy.get(step.id);
    const ends = endedBy.get(step.id);
    const fields = new Set<FloorField>([
      ...(step.path === undefined ? [] : OF_CALL),
      ...(step.opens === undefined ? [] : (['opens'] as const)),
      ...(heldUp === undefined ? [] : OF_WAIT),
      ...(ends === undefined ? [] : (['evidence'] as const)),
    ]);
    if (fields.size > 0 || own.length > 0) fields.add('when');
    const isNew = (field: FloorField): boolean =>
      own.every((floor) => floor.field !== field) ||
      (step.path !== undefined &&
        own.every((floor) => floor.field !== field || floor.by !== by) &&
        isTightened(field, step));
    const because = step.path !== undefined || heldUp === undefined ? {} : { heldUp };
    const goesBy = ends === undefined || own.length > 0 ? {} : { ends };
    return [...fields].filter(isNew).map((field) => ({ step, field, by, ...because, ...goesBy }));
  });
}

/** Of a call whatever a layer tightens stays so, whichever layer it is. */
function isTighter(
  field: FloorField,
  step: Step,
  old: Step,
  steps: readonly Step[],
  above: readonly Step[],
): boolean {
  if (field === 'clock') return !isSame(old.clock, step.clock);
  return TIGHTER[field].whyLooser(old, step, above, steps) !== null;
}

/** By the steps that hold something up, one call, or step whose time a layer calls a floor, that waits for them. */
function stepsHeldUp(chain: Chain, said: readonly Floor[]): ReadonlyMap<string, Step> {
  const timed = new Set(
    said.flatMap(({ step, field, heldUp }) => (field === 'clock' && heldUp === undefined ? [step.id] : [])),
  );
  return new Map(
    chain.steps
      .filter(({ id, path }) => path !== undefined || timed.has(id))
      .flatMap((step) => stepsBefore(chain, step).map(({ id }) => [id, step] as const)),
  );
}

/** By the steps by which a hold begins or ends, the title of one that does: what is recorded there is what ends it. */
function stepsOfHolds({ holds }: Chain): ReadonlyMap<string, string> {
  return new Map(
    Object.values(holds).flatMap(({ title, from, until }) =>
      [...(from === undefined ? [] : plainMoments(from, '')), ...plainMoments(until, '')].flatMap(
        ([plain]) => {
          const named = plain as Readonly<Record<string, unknown>>;
          return (['done', 'outcome', 'ended', 'late', 'childEnded'] as const).flatMap((word) => {
            const id = named[word];
            return typeof id === 'string' ? [[id, title] as const] : [];
          });
        },
      ),
    ),
  );
}
