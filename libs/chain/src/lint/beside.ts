import type { Found } from './finding.ts';
import { chain as chainSchema } from '../language/chain.ts';
import type { Chain } from '../language/chain.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where something stands: `steps`, which of them, and in which part of it. */
type Path = readonly PropertyKey[];

/** What no other step goes by. */
const APART: ReadonlySet<unknown> = new Set([
  'title',
  'sentence',
  'remind',
  'unacknowledged',
  'late',
  'cites',
]);

/** What is found in a step by itself, whatever others there are. */
const BY_ITSELF: ReadonlySet<unknown> = new Set([
  'unsound',
  'ladderInLine',
  'noPartInCases',
  'noDeadline',
  'dueTooFarOff',
  'callTooLate',
  'callUnrecorded',
  'noEscalation',
  'stoppedUnheard',
]);

/**
 * What is wrong besides what is malformed, where that stands in steps: what is found in the others, and follows from nothing
 * that could not be read.
 */
export function foundBeside(
  json: unknown,
  malformed: readonly Path[],
  look: (chain: Chain) => Found[],
): Found[] {
  if (malformed.some(([group, at]) => group !== 'steps' || typeof at !== 'number')) return [];
  const { steps } = json as { readonly steps: readonly Json[] };
  const apart = malformed.every(([, , part]) => APART.has(part));
  const kept = steps.flatMap((step, at) => {
    const parts = malformed.flatMap(([, of, part]) => (of === at ? [part] : []));
    if (parts.length === 0) return [{ step, at, isWhole: true }];
    if (!apart) return [];
    const left = Object.entries(step).filter(([part]) => !parts.includes(part));
    const words = { title: step['id'], sentence: step['id'] };
    return [{ step: { ...words, ...Object.fromEntries(left) }, at, isWhole: false }];
  });
  const read = chainSchema.safeParse({ ...(json as Json), steps: kept.map(({ step }) => step) });
  if (!read.success) return [];
  return look(read.data).flatMap((each) => {
    const [, index = '', rest = ''] = /^steps\.(\d+)(.*)/.exec(each.path) ?? [];
    const from = kept[Number(index)];
    if (index === '' || from?.isWhole !== true) return [];
    if (!apart && !BY_ITSELF.has(each.code)) return [];
    return each.code === 'nobodyChases' ? [] : [{ ...each, path: `steps.${from.at}${rest}` }];
  });
}
