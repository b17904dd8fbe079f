import { lengthOf, LENGTHS_OF } from './lengths.ts';
import { closing } from './office-closes.ts';
import type { Origin } from './origin.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** A resolved chain with where each value came from. */
export interface Sourced {
  readonly chain: Chain;
  readonly origins: Readonly<Record<string, Origin>>;
}

/** What has been edited of what a local authority lays down. */
export interface Retiming {
  readonly settings: ReadonlySet<string>;
  readonly officeCloses: boolean;
}

/**
 * A chain that a case runs under, with the lengths and the closing time that have been edited as they are today, and all
 * else as it was. What a trust or a school set stays, and so does each floor.
 */
export function retimed(running: Sourced, today: Sourced, { settings, officeCloses }: Retiming): Sourced {
  const origins: Record<string, Origin> = { ...running.origins };
  const take = (path: string): boolean => {
    const [from, is] = [today.origins[path], running.origins[path]];
    if (from === undefined || !isFromAbove(from) || !isFromAbove(is)) return false;
    origins[path] = from;
    return true;
  };
  const steps = running.chain.steps.map((step) => {
    const other = today.chain.steps.find(({ id }) => id === step.id);
    if (other === undefined) return step;
    const timed = withLengths(step, other, settings, take);
    const at = officeCloses ? other.clock?.close?.at : undefined;
    const isTaken = at !== undefined && step.clock?.close !== undefined && take(`steps.${step.id}.clock`);
    return isTaken ? closing(timed, at) : timed;
  });
  return { chain: { ...running.chain, steps }, origins };
}

/** From guidance or the local authority. */
const isFromAbove = (origin: Origin | undefined): boolean =>
  origin?.by.layer === 'guidance' || origin?.by.layer === 'authority';

function withLengths(
  step: Step,
  other: Step,
  settings: ReadonlySet<string>,
  take: (path: string) => boolean,
): Step {
  return LENGTHS_OF.reduce((soFar, of) => {
    const [is, today] = [lengthOf(soFar, of), lengthOf(other, of)];
    if (is?.setBy === undefined || is.setBy !== today?.setBy || !settings.has(is.setBy)) return soFar;
    const made = is.with(today.limit, null);
    return made !== null && take(`steps.${step.id}.${is.path}`) ? made : soFar;
  }, step);
}
