import type { Origin, Origins, Replaced } from './origin.ts';
import { describeLength } from '../clock/describe.ts';
import { listed } from './say-words.ts';
import { limit } from '../clock/length.ts';
import { SOURCE_STATUSES } from '../language/layer.ts';

/** Where every value of a resolved chain came from, as plain data. */
export function originsOf(origins: Origins): Readonly<Record<string, Origin>> {
  return Object.fromEntries(origins);
}

/** 'from Norbury Vale Council; before it, 24 hours from National guidance' */
export function sayOrigin(origin: Origin): string {
  const before = origin.replaced.map(sayReplaced);
  return [
    `from ${origin.by.title}${sayEvidenceFor(origin)}`,
    ...(origin.floorBy.length === 0
      ? []
      : [`a floor of ${listed(origin.floorBy.map(({ title }) => title))}`]),
    ...(before.length === 0 ? [] : [`in place of ${listed(before)}`]),
  ].join('; ');
}

function sayReplaced({ by, value }: Replaced): string {
  const read = limit.safeParse(value);
  return `${read.success ? describeLength(read.data) : 'what was said'} from ${by.title}`;
}

/** How sure the number is, where somebody said. */
function sayEvidenceFor({ from }: Origin): string {
  if (from?.source === undefined) return '';
  const how = from.status === undefined ? '' : `, ${SOURCE_STATUSES[from.status]}`;
  return ` (${from.source}${how})`;
}
